"""Pure: who may get what, who may agree, which state may follow which. No Django, no clock."""

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
    VEILIG_THUIS,
    Decision,
    conditions,
    decide,
    fitting,
    needs_consent,
    possible,
)
from schakel.casework.sharing.rules.ordering import Way, ordered
from schakel.casework.sharing.rules.screening import cleaned, screened
from schakel.casework.sharing.rules.shapes import NEVER, PEOPLE, Basis, Circumstances, Matter, Piece, Question
from schakel.casework.sharing.rules.states import ANSWERS, CHANNELS, MOVES, PRINTABLE, STATES, allowed, may_check

__all__ = [
    "AGES", "ANSWERS", "CHANNELS", "CONSENT_MOVES", "CONSENT_STATES", "INVOLVED", "MOVES", "NEVER", "NOBODY_ASKED", "PEOPLE",
    "PRINTABLE", "SIGNERS", "STATES", "VEILIG_THUIS", "Basis", "Circumstances", "Consent", "Decision", "Matter", "Piece",
    "Question", "Way", "allowed", "cleaned", "conditions", "decide", "fitting", "lacking", "may_check", "needs_consent",
    "ordered", "possible", "screened", "who_signs",
]  # fmt: skip
