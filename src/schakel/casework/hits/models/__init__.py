from schakel.casework.hits.models.agreement import Agreement
from schakel.casework.hits.models.question import ANSWERS, NO, UNANSWERED, YES, Question, Side
from schakel.casework.hits.models.token import Token

__all__ = ["ANSWERS", "NO", "UNANSWERED", "YES", "Agreement", "Question", "Side", "Token"]
