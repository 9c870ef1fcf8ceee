"""A citizen service number (BSN) is not kept: it needs a statutory basis that a signal does not have (rule 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

MASK: Final = "[BSN weggehaald]"

# A run of groups of digits as people type them: 111222333, 111 222 333, 1112.22.333, 111-222-333.
_RUN: Final = re.compile(r"\+?\d+(?:[ .\-\u00a0\u2011]\d+)*")
_GROUP: Final = re.compile(r"\d+")
_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_LENGTH: Final = len(_WEIGHTS)
_SMALLEST_GROUP: Final = 2
_ABROAD: Final = re.compile(r"\+|00[1-9]")


def passes_eleven_test(digits: str) -> bool:
    """True for nine digits that a BSN can have.

    >>> passes_eleven_test("111222333"), passes_eleven_test("123456789")
    (True, False)
    """
    if len(digits) != _LENGTH or digits == "0" * _LENGTH:
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def holds_citizen_number(text: str) -> bool:
    return next(_found(text), None) is not None


def mask_citizen_numbers(text: str) -> str:
    """The same text, with words in the place of every number that passes the eleven-test.

    >>> mask_citizen_numbers("BSN 111222333 en 06-00001174")
    'BSN [BSN weggehaald] en 06-00001174'
    """
    kept, last = [], 0
    for start, end in _found(text):
        kept += [text[last:start], MASK]
        last = end
    return "".join(kept) + text[last:]


def _found(text: str) -> Iterator[tuple[int, int]]:
    """Where such numbers stand, from left to right."""
    for run in _RUN.finditer(text):
        groups = [(found.start(), found.end()) for found in _GROUP.finditer(text, run.start(), run.end())]
        whole = "".join(text[start:end] for start, end in groups)
        if passes_eleven_test(whole):
            yield run.start(), run.end()
        elif not _ABROAD.match(run.group()):  # "+31 20 ..." is a phone number, whatever its end adds up to
            yield from _inside(text, groups)


def _inside(text: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Neighbouring groups that make one: "111222333 2 kinderen". A group of one digit belongs to the sentence."""
    at = 0
    while at < len(groups):
        end = _end_of_number(text, groups[at:])
        if end is None:
            at += 1
            continue
        yield groups[at][0], end
        at = next(i for i, group in enumerate(groups) if group[1] == end) + 1


def _end_of_number(text: str, groups: list[tuple[int, int]]) -> int | None:
    digits = ""
    for start, end in groups:
        if end - start < _SMALLEST_GROUP:
            return None
        digits += text[start:end]
        if len(digits) >= _LENGTH:
            return end if passes_eleven_test(digits) else None
    return None
