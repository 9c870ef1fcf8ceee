"""A citizen service number (BSN) is not kept: it needs a statutory basis that a signal does not have (rule 7)."""

from __future__ import annotations

import re
from typing import Final

MASK: Final = "[BSN weggehaald]"

# Nine digits, in the groupings people type them in; more digits on either side make it another number.
_NINE: Final = re.compile(r"(?<![\d+])(?<!\d[ .\-])\d(?:[ .\-]?\d){8}(?![ .\-]?\d)")
_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def passes_eleven_test(digits: str) -> bool:
    """True for nine digits that a BSN can have.

    >>> passes_eleven_test("111222333"), passes_eleven_test("123456789")
    (True, False)
    """
    if len(digits) != len(_WEIGHTS) or digits == "0" * 9:
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def holds_citizen_number(text: str) -> bool:
    return any(passes_eleven_test(_digits(found.group())) for found in _NINE.finditer(text))


def mask_citizen_numbers(text: str) -> str:
    """The same text, with words in the place of every number that passes the eleven-test."""
    return _NINE.sub(lambda found: MASK if passes_eleven_test(_digits(found.group())) else found.group(), text)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
