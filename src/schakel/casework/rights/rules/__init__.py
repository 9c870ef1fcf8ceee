"""States, letters, notices and the ledger, in plain Python: no Django, no clock."""

from schakel.casework.rights.rules.ledger import (
    CLEARED,
    DESTROYED,
    RESTRICTED,
    UNRESTRICTED,
    WITHDRAWN,
    LedgerTrouble,
    Line,
    Masked,
    parsed,
    still_standing,
    written,
)
from schakel.casework.rights.rules.letters import GRANT, REFUSE, Item, Told, leaks, told
from schakel.casework.rights.rules.notices import GIVEN, NOTICES, POSTPONED, notice_fault
from schakel.casework.rights.rules.requests import (
    ASKERS,
    CHANNELS,
    MOVES,
    OPEN,
    OWN,
    STATES,
    YES_NO,
    Check,
    allowed,
    cautions,
    missing,
    months_after,
)

__all__ = [
    "ASKERS", "CHANNELS", "CLEARED", "DESTROYED", "GIVEN", "GRANT", "MOVES", "NOTICES", "OPEN", "OWN", "POSTPONED", "REFUSE",
    "RESTRICTED", "STATES", "UNRESTRICTED", "WITHDRAWN", "YES_NO", "Check", "Item", "LedgerTrouble", "Line", "Masked", "Told", "allowed", "cautions",
    "leaks", "missing", "months_after", "notice_fault", "parsed", "still_standing", "told", "written",
]  # fmt: skip
