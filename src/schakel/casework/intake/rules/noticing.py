"""Numbers that stand in a text and are worth a line of their own, so that other signals with them are found sooner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from schakel.casework.intake.rules.masking import MASK, mask_citizen_numbers

# Dutch plates only: two separators, or capitals with digits in one of the issued shapes.
_PLATE: Final = (
    r"[A-Z]{2}-?\d{3}-?[A-Z]|[A-Z]-?\d{3}-?[A-Z]{2}|\d{2}-?[A-Z]{3}-?\d|\d-?[A-Z]{3}-?\d{2}"
    r"|[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-[A-Z]{2}-\d{2}"
    r"|\d{2}-[A-Z]{2}-[A-Z]{2}|[A-Z]{2}-\d{2}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}"
    r"|\d-[A-Z]{2}-\d{3}|[A-Z]{2}-\d{3}-[A-Z]"
)
# People write a plate in small letters too; then only with its two dashes, where it can hardly be a word.
_SMALL_PLATE: Final = _PLATE.replace("-?", "-").replace("A-Z", "a-z")
_DOMAIN: Final = r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9-]{1,62}){0,4}\.(?:nl|com|net|org|eu|be|de|pl|ro|bg|hu|app|me|info|co|site|online|chat|tv)"
_SITES: Final = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tiktok|telegram|facebook|signal|discord|onlyfans|gebruikersnaam|username)"
)

_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("", re.compile(r"\b\d{1,4}[-./]\d{1,2}[-./]\d{2,4}\b(?![-./]\d)(?: \d{1,2}[.:]\d{2}\b)?")),  # a day is no number to keep
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    ("online", re.compile(rf"(?:https?://|www\.)[^\s<>\"'()]*[\w/]|\b{_DOMAIN}\b(?:/[^\s<>\"'()]*[\w/])?", re.IGNORECASE)),
    ("online", re.compile(r"(?<![\w@.])@[A-Za-z0-9_](?:[\w.]*\w)?")),
    ("online", re.compile(rf"\b{_SITES}(?: ?:|-account:?|-naam:?) ?(?P<it>[\w.]*[\w])", re.IGNORECASE)),
    ("bank_account", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z]{4})?(?: ?\d{2,4}){2,5}\b", re.IGNORECASE)),
    (
        "organisation_number",
        re.compile(r"\b(?:kvk|kamer van koophandel)(?:[ -]?(?:nummer|nr\.?))?(?: is)? ?:? ?(?P<it>\d{4}[ .]?\d{4})\b", re.IGNORECASE),
    ),
    ("phone", re.compile(r"(?<![\w+])(?:\+ ?\d{1,3}|00\d{2}|\(0\d{1,3}\)|0)(?: ?\(0\))?(?:[ .]|[ ]?[-–][ ]?)?\d(?:(?:[ .]|[ ]?[-–][ ]?)?\d){6,9}(?!\d)")),
    ("licence_plate", re.compile(rf"(?<![\w-])(?:{_PLATE}|{_SMALL_PLATE})(?![\w-])")),
)  # fmt: skip
_IBAN_LENGTH: Final = range(15, 35)
_IT: Final = "it"


def noticed(text: str, *, given: Iterable[str] = ()) -> list[tuple[str, str]]:
    """(kind, value as typed) of each number in the text, in its order, without those in `given`.

    A citizen service number is never among them: it is taken out before anything is looked for.

    >>> noticed("Hij gaf 06-00001174 op, busje QC-041-Q.", given=["QC041Q"])
    [('phone', '06-00001174')]
    """
    known = {_bare(value) for value in given}
    found: dict[str, tuple[int, str, str]] = {}
    taken: list[tuple[int, int]] = []
    for kind, start, value in _seen(mask_citizen_numbers(text)):
        end = start + len(value)
        if any(first < end and start < last for first, last in taken):
            continue
        taken.append((start, end))
        if kind and _bare(value) not in known:
            found.setdefault(_bare(value), (start, kind, value))
    return [(kind, value) for _, kind, value in sorted(found.values())]


def _seen(text: str) -> Iterator[tuple[str, int, str]]:
    for kind, pattern in _PATTERNS:
        for one in pattern.finditer(text):
            part = _IT if _IT in pattern.groupindex else 0
            value = one.group(part)
            if MASK not in value and _is_one(kind, value):
                yield kind, one.start(part), value


def _is_one(kind: str, value: str) -> bool:
    """A user name has more than letters; an account number says itself that it is one: its check digits fit."""
    if kind == "online" and value.isalpha():
        return False  # "snap: niet" is a sentence
    if kind != "bank_account":
        return True
    whole = re.sub(r"\s", "", value).upper()
    turned = "".join(str(int(sign, 36)) for sign in whole[4:] + whole[:4])
    return len(whole) in _IBAN_LENGTH and int(turned) % 97 == 1


def _bare(value: str) -> str:
    return re.sub(r"[\W_]", "", value).casefold()
