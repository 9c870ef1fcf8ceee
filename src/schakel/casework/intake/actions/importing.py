"""Earlier signals from a file, through the same action as the desk; each row goes in whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from schakel.casework.intake.actions.receipts import Receipt, SignalRefused
from schakel.casework.intake.actions.registering import register_signal
from schakel.casework.intake.queries.judging import Provenances
from schakel.casework.intake.rules import Fault
from schakel.engines.exchange import ReadRow
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
    *,
    by: Actor,
    municipality: str,
    rows: Iterable[ReadRow],
    provenances: Provenances | None = None,
    progress: Callable[[int], None] | None = None,
) -> ImportResult:
    """Registers every row that can go in, each in a transaction of its own; running it again changes nothing.

    `provenances`: for each kind of organisation that needs one, on what basis the data of this file came.
    """
    done: list[ImportRow] = []
    for row in rows:
        done.append(take_in(by=by, municipality=municipality, row=row, provenances=provenances or {}))
        if progress:
            progress(len(done))
    result = ImportResult(tuple(done))
    record_import(by=by, new=result.new, known=result.known, refused=len(result.refused))
    return result


def record_import(*, by: Actor, new: int, known: int, refused: int) -> None:
    """The line in the trail that says what became of a list."""
    with acting(by):
        audit.record(
            "signals.imported", by=by, organisation=by.organisation, object_kind="import", object_id=None,
            facts={"new": new, "known": known, "refused": refused},
        )  # fmt: skip


def take_in(*, by: Actor, municipality: str, row: ReadRow, provenances: Provenances) -> ImportRow:
    """One line, through the same action as the desk."""
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
            provenance=provenances.get(signal.organisation_kind),
        )
    except SignalRefused as refused:
        return ImportRow(row.line, row.sender_id, faults=row.with_faults(refused.faults).faults)
    return ImportRow(row.line, row.sender_id, receipt)
