"""Reads: each takes `viewer=` and gives frozen rows."""

from schakel.casework.provisions.queries.provisions import (
    GIVERS,
    audits,
    audits_due,
    bases_to_receive,
    length,
    log,
    needs_acceptance,
    of_signal,
    provision,
    provisions,
)
from schakel.casework.provisions.queries.records import investigation, investigations, supervision, supervisions
from schakel.casework.provisions.queries.rows import (
    AuditRow,
    DueRow,
    LineRow,
    ListedRecord,
    OpenedProvision,
    ProvisionRow,
    RecordRow,
)

__all__ = [
    "GIVERS", "AuditRow", "DueRow", "LineRow", "ListedRecord", "OpenedProvision", "ProvisionRow", "RecordRow", "audits",
    "audits_due", "bases_to_receive", "investigation", "investigations", "length", "log", "needs_acceptance", "of_signal",
    "provision", "provisions", "supervision", "supervisions",
]  # fmt: skip
