"""A list that was read and waits to be taken in: its good lines, its bad lines, and how far it is. To keep and to read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from schakel.casework.intake.rules.provenance import Provenance
from schakel.engines.exchange import Fault, ReadFile, ReadRow, read_object, write_object


@dataclass(frozen=True, slots=True)
class ReadList:
    """`good` and `bad` lines in the order of the file; `done` of the good ones were taken in or turned out to be bad."""

    name: str
    kind: str
    headings: tuple[str, ...] = ()
    comma: str = ""
    notes: tuple[Fault, ...] = ()
    provenances: Mapping[str, Provenance] = field(default_factory=dict)
    good: tuple[ReadRow, ...] = ()
    bad: tuple[ReadRow, ...] = ()
    done: int = 0
    new: int = 0
    known: int = 0
    finished: bool = False

    @classmethod
    def of(
        cls, name: str, read: ReadFile, judged: Sequence[ReadRow], provenances: Mapping[str, Provenance]
    ) -> ReadList:
        good = tuple(row for row in judged if not row.faults)
        bad = tuple(row for row in judged if row.faults)
        return cls(name, read.kind, read.headings, read.comma, read.notes, provenances, good, bad)

    @property
    def undated(self) -> int:
        """How many good lines do not say when they came in: their term begins when they are taken in."""
        return sum(row.reported_at is None for row in self.good)

    def finish(self) -> ReadList:
        """What stays of it: the bad lines, in the order of the file, and the counts."""
        return replace(self, good=(), bad=tuple(sorted(self.bad, key=lambda row: row.line)), finished=True)

    def to_keep(self) -> dict[str, Any]:
        plain = {name: getattr(self, name) for name in ("name", "kind", "comma", "done", "new", "known", "finished")}
        return {
            **plain,
            "headings": list(self.headings),
            "notes": [asdict(one) for one in self.notes],
            "provenances": {
                kind: [one.basis, one.reference, one.provided_on.isoformat()] for kind, one in self.provenances.items()
            },
            "good": [_line(row) for row in self.good],
            "bad": [_line(row) for row in self.bad],
        }

    @classmethod
    def kept(cls, row: Mapping[str, Any]) -> ReadList:
        """From what `to_keep` gave."""
        plain = {name: row[name] for name in ("name", "kind", "comma", "done", "new", "known", "finished")}
        return cls(
            **plain,
            headings=tuple(row["headings"]),
            notes=tuple(_fault(one) for one in row["notes"]),
            provenances={
                kind: Provenance(basis, reference, date.fromisoformat(day))
                for kind, (basis, reference, day) in row["provenances"].items()
            },
            good=tuple(_row(one) for one in row["good"]),
            bad=tuple(_row(one) for one in row["bad"]),
        )


def _line(row: ReadRow) -> dict[str, Any]:
    said = write_object(row.sender_id, row.signal, row.reported_at) if row.signal and not row.faults else None
    return {
        "line": row.line,
        "id": row.sender_id,
        "row": said,
        "faults": [asdict(one) for one in row.faults],
        "raw": row.raw,
        "cells": list(row.cells),
        "columns": dict(row.columns),
    }


def _row(kept: Mapping[str, Any]) -> ReadRow:
    exchanged, _wrong = read_object(kept["row"]) if kept["row"] else (None, [])
    return ReadRow(
        kept["line"],
        kept["id"],
        exchanged.signal if exchanged else None,
        exchanged.reported_at if exchanged else None,
        faults=tuple(_fault(one) for one in kept["faults"]),
        raw=kept["raw"],
        cells=tuple(kept["cells"]),
        columns=kept["columns"],
    )


def _fault(kept: Mapping[str, Any]) -> Fault:
    return Fault(kept["field"], kept["code"], kept["text"], tuple((name, value) for name, value in kept["values"]))
