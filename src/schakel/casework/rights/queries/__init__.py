"""Reads: each takes `viewer=` where rows of people are read, and gives frozen rows."""

from schakel.casework.rights.queries.ledger import carried_out, ledger_lines, ledger_path, ledger_ready, line_id
from schakel.casework.rights.queries.naming import notices_naming
from schakel.casework.rights.queries.notices import noted, notices, to_review
from schakel.casework.rights.queries.requests import findings, letter, request, requests, steps, to_collect, waiting
from schakel.casework.rights.queries.rows import FindingRow, LetterRow, NoticeRow, Occurrence, RequestRow, StepRow
from schakel.casework.rights.rules import (
    CLEARED,
    DESTROYED,
    RESTRICTED,
    UNRESTRICTED,
    WITHDRAWN,
    LedgerTrouble,
    Line,
    Masked,
    still_standing,
)

__all__ = [
    "CLEARED", "DESTROYED", "RESTRICTED", "UNRESTRICTED", "WITHDRAWN", "FindingRow", "LedgerTrouble", "LetterRow", "Line", "Masked", "NoticeRow", "Occurrence",
    "RequestRow", "StepRow", "carried_out", "findings", "ledger_lines", "ledger_path", "ledger_ready", "letter", "line_id", "noted", "notices", "notices_naming", "request", "requests",
    "steps", "still_standing", "to_collect", "to_review", "waiting",
]  # fmt: skip
