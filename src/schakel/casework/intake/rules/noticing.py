"""Numbers that stand in a text and are worth a line of their own, so that other signals with them are found sooner."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")),
    ("bank_account", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z]{4})?(?: ?\d{2,4}){2,5}\b")),
    ("phone", re.compile(r"(?<![\w+])(?:\+\d{1,3}|00\d{2}|0)[ \-]?\d(?:[ \-]?\d){7,9}(?!\d)")),
    # Dutch plates only: two separators, or capitals with digits in one of the issued shapes.
    (
        "licence_plate",
        re.compile(r"\b(?:[A-Z]{2}-?\d{3}-?[A-Z]|[A-Z]-?\d{3}-?[A-Z]{2}|\d{2}-?[A-Z]{3}-?\d|\d-?[A-Z]{3}-?\d{2}"
                   r"|[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-[A-Z]{2}-\d{2}"
                   r"|\d{2}-[A-Z]{2}-[A-Z]{2}|[A-Z]{2}-\d{2}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}"
                   r"|\d-[A-Z]{2}-\d{3})\b"),
    ),
    ("organisation_number", re.compile(r"(?<=KvK )\d{4} ?\d{4}\b|(?<=kvk )\d{4} ?\d{4}\b")),
)  # fmt: skip


def noticed(text: str, *, given: Iterable[str] = ()) -> list[tuple[str, str]]:
    """(kind, value as typed) of each number in the text, in its order, without those in `given`.

    >>> noticed("Hij gaf 06-00001174 op, busje QC-041-Q.", given=["QC041Q"])
    [('phone', '06-00001174')]
    """
    known = {_bare(value) for value in given}
    found: dict[str, tuple[int, str, str]] = {}
    for kind, pattern in _PATTERNS:
        for one in pattern.finditer(text):
            taken = any(start <= one.start() < start + len(value) for start, _, value in found.values())
            if _bare(one.group()) not in known and not taken:
                found.setdefault(_bare(one.group()), (one.start(), kind, one.group()))
    return [(kind, value) for _, kind, value in sorted(found.values())]


def _bare(value: str) -> str:
    return re.sub(r"[\W_]", "", value).casefold()
