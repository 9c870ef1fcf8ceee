"""Tables of bundling. What was typed and what was argued is sealed; what meets across municipalities is a blind key.

`controller` is the organisation whose signals these are. Signals are named by their uuid only: they stand in intake.
"""

from schakel.casework.bundling.models.across import (
    ACKNOWLEDGED,
    ASKED,
    WITHDRAWN,
    AskRequest,
    Hit,
    ProtectedAddress,
)
from schakel.casework.bundling.models.bundles import Bundle, LastNumber, Membership
from schakel.casework.bundling.models.judging import UNDONE, Judgement
from schakel.casework.bundling.models.linking import Link, LinkKey, Reading
from schakel.casework.bundling.models.worksheet import WorksheetAnswer

__all__ = [
    "ACKNOWLEDGED",
    "ASKED",
    "UNDONE",
    "WITHDRAWN",
    "AskRequest",
    "Bundle",
    "Hit",
    "Judgement",
    "LastNumber",
    "Link",
    "LinkKey",
    "Membership",
    "ProtectedAddress",
    "Reading",
    "WorksheetAnswer",
]
