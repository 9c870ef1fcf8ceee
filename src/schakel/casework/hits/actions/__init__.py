"""Writes: `by=` always, one transaction, one line in the trail of each controller whose record it is."""

from schakel.casework.hits.actions.agreeing import end_agreement, propose_agreement, sign_agreement
from schakel.casework.hits.actions.answering import agree_to_share, decline_to_share
from schakel.casework.hits.actions.asking import ask_regions, withdraw_question
from schakel.casework.hits.actions.carrying_out import carry_out
from schakel.casework.hits.actions.forgetting import forget_old, forget_signal
from schakel.casework.hits.actions.laying import drop_tokens, lay_tokens

__all__ = [
    "agree_to_share",
    "ask_regions",
    "carry_out",
    "decline_to_share",
    "drop_tokens",
    "end_agreement",
    "forget_old",
    "forget_signal",
    "lay_tokens",
    "propose_agreement",
    "sign_agreement",
    "withdraw_question",
]
