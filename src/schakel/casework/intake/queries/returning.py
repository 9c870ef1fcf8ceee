"""Lines of a file that cannot go in, as a file that can be mended and read in again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from schakel.casework.intake.rules import mask_citizen_numbers
from schakel.engines.exchange import Fault, ReadRow, Returned, give_back
from schakel.engines.exchange.cells import REASON


def returned(
    kind: str,
    rows: Iterable[ReadRow],
    *,
    headings: Sequence[str],
    comma: str,
    say: Callable[[Fault], str],
    english: bool = False,
) -> bytes:
    """A file of the kind that came in, with what is wrong in a column of its own. Citizen service numbers are taken out."""
    given = [
        Returned(
            reasons=tuple(
                f"{one.field}: {say(one)}" if one.field and one.code != "provenance" else say(one) for one in row.faults
            ),
            raw=mask_citizen_numbers(row.raw),
            cells=tuple(mask_citizen_numbers(cell) for cell in row.cells),
        )
        for row in rows
    ]
    return give_back(kind, given, headings=headings, comma=comma, reason=REASON[english])
