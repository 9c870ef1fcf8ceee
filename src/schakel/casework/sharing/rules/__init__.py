"""Pure: who may get what, who may agree, which state may follow which. No Django, no clock."""

from schakel.casework.sharing.rules.answering import (
    ALL_OTHERS,
    NO,
    TO_BE_VERIFIED,
    WHEN_NEEDED,
    WITH_CONSENT,
    Answer,
    answer,
    answers,
    beside,
)
from schakel.casework.sharing.rules.consent import (
    AGES,
    INVOLVED,
    NOBODY_ASKED,
    SIGNERS,
    Consent,
    lacking,
    who_signs,
)
from schakel.casework.sharing.rules.consent import MOVES as CONSENT_MOVES
from schakel.casework.sharing.rules.consent import STATES as CONSENT_STATES
from schakel.casework.sharing.rules.deciding import (
    OTHER,
    VEILIG_THUIS,
    Decision,
    conditions,
    decide,
    fitting,
    needs_consent,
    possible,
)
from schakel.casework.sharing.rules.ordering import Way, likely, ordered
from schakel.casework.sharing.rules.screening import cleaned, names_reporter, screened
from schakel.casework.sharing.rules.shapes import NEVER, PEOPLE, Basis, Circumstances, Matter, Piece, Question
from schakel.casework.sharing.rules.states import (
    ANSWERED,
    ASK_AFTER,
    CHANNELS,
    LONGEST_REFERENCE,
    MOVES,
    OUTCOMES,
    PRINTABLE,
    STATES,
    allowed,
    may_check,
    may_release,
)

__all__ = [
    "AGES", "ALL_OTHERS", "ANSWERED", "ASK_AFTER", "CHANNELS", "CONSENT_MOVES", "CONSENT_STATES", "INVOLVED",
    "LONGEST_REFERENCE", "MOVES", "NEVER", "NO", "NOBODY_ASKED", "OTHER", "OUTCOMES", "PEOPLE", "PRINTABLE", "SIGNERS", "STATES",
    "TO_BE_VERIFIED", "VEILIG_THUIS", "WHEN_NEEDED", "WITH_CONSENT", "Answer", "Basis", "Circumstances", "Consent",
    "Decision", "Matter", "Piece", "Question", "Way", "allowed", "answer", "answers", "beside", "cleaned", "conditions",
    "decide", "fitting", "lacking", "likely", "may_check", "may_release", "names_reporter", "needs_consent", "ordered", "possible", "screened",
    "who_signs",
]  # fmt: skip
