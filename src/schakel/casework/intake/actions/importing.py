"""Earlier signals from a file, through the same action as the desk; each row goes in whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from schakel.casework.intake.actions.receipts import Receipt, SignalRefused
from schakel.casework.intake.actions.registering import register_signal
from schakel.casework.intake.queries.reading_files import ReadRow
from schakel.casework.intake.rules import Fault
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What became of one line: a receipt, or the faults that keep it out."""

    line: int
    sender_id: str
    receipt: Receipt | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportResult:
    rows: tuple[ImportRow, ...] = field(default=())

    @property
    def new(self) -> int:
        return sum(1 for row in self.rows if row.receipt and not row.receipt.known)

    @property
    def known(self) -> int:
        return sum(1 for row in self.rows if row.receipt and row.receipt.known)

    @property
    def refused(self) -> tuple[ImportRow, ...]:
        return tuple(row for row in self.rows if row.faults)


def import_signals(
    *, by: Actor, municipality: str, rows: Iterable[ReadRow], progress: Callable[[int], None] | None = None
) -> ImportResult:
    """Registers every row that can go in, each in a transaction of its own; running it again changes nothing."""
    done: list[ImportRow] = []
    for row in rows:
        done.append(_take_in(by, municipality, row))
        if progress:
            progress(len(done))
    result = ImportResult(tuple(done))
    with acting(by):
        audit.record(
            "signals.imported", by=by, organisation=by.organisation, object_kind="import", object_id=None,
            facts={"new": result.new, "known": result.known, "refused": len(result.refused)},
        )  # fmt: skip
    return result


def _take_in(by: Actor, municipality: str, row: ReadRow) -> ImportRow:
    if row.faults or row.signal is None:
        return ImportRow(row.line, row.sender_id, faults=row.faults)
    signal = row.signal
    try:
        receipt = register_signal(
            by=by,
            municipality=municipality,
            observed_on=signal.observed_on,
            narrative=signal.narrative,
            observations=signal.observations,
            mentions=signal.mentions,
            minor=signal.minor,
            danger=signal.danger,
            function=signal.function,
            organisation_kind=signal.organisation_kind,
            sender_id=row.sender_id or None,
            reported_at=row.reported_at,
        )
    except SignalRefused as refused:
        return ImportRow(row.line, row.sender_id, faults=tuple(refused.faults))
    return ImportRow(row.line, row.sender_id, receipt)
