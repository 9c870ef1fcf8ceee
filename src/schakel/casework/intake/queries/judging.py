"""Whether the lines of a file can go in, before anything is written: by the same rules as the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from schakel.casework.intake.queries.reading_files import ReadRow
from schakel.casework.intake.rules import Fault, faults
from schakel.ground.content.queries import pack


def judged(rows: Iterable[ReadRow], *, municipality: str) -> list[ReadRow]:
    """The same lines, each with every fault that keeps it out. A line for another municipality stays out."""
    content, today = pack(), timezone.localdate()
    found = []
    for row in rows:
        wrong = list(row.faults)
        if row.municipality and row.municipality != municipality:
            text = f"Deze regel is voor {row.municipality}, en u leest in voor {municipality}. Haal de regel weg."
            wrong.append(Fault("municipality", "other", text))
        if row.signal is not None:
            wrong += faults(
                row.signal,
                today=today,
                kinds=content.mention_kinds.keys(),
                indicator=lambda code: content.observable(code) is not None,
            )
        found.append(replace(row, faults=tuple(wrong)))
    return found
