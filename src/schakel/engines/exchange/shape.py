"""A signal as it comes in, and a fault in one: the place, the reason and the mend."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

ANSWERS: Final = ("seen", "not_seen", "not_known")
BASES: Final = ("saw", "heard", "told", "document", "system")
MINOR: Final = ("yes", "no", "unknown")
MENTION_KINDS: Final = (
    "person", "address", "organisation", "organisation_number", "phone", "licence_plate", "email", "online",
    "bank_account", "document",
)  # fmt: skip
MENTION_ROLES: Final = ("presumed_victim", "presumed_exploiter", "contact", "place", "unknown")
ORGANISATION_KINDS: Final = (
    "municipality", "labour_inspectorate", "police", "healthcare", "school", "ngo", "bank", "citizen", "housing", "tax", "other",
)  # fmt: skip
LONGEST_ID: Final = 64
LONGEST_NARRATIVE: Final = 15_000
LONGEST_NOTE: Final = 2_000
LONGEST_MENTION: Final = 300
LONGEST_DAY: Final = 40
MOST_PARTS: Final = 60
FIRST_YEAR: Final = 1900
OLDEST_AGE: Final = 120
_NOT_TEXT: Final = re.compile("[\x00\ud800-\udfff]")  # no database keeps a null sign, and half a sign is none


@dataclass(frozen=True, slots=True)
class IncomingObservation:
    indicator: str
    answer: str
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IncomingMention:
    """`value` is what was typed, whatever it is: half a plate, a nickname, "nummer onbekend"."""

    kind: str
    value: str
    role: str = "unknown"
    birth_date: str = ""
    age_from: int | None = None
    age_to: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """`organisation_kind` is "" when the sender did not say."""

    observed_on: date
    narrative: str = ""
    observations: tuple[IncomingObservation, ...] = ()
    mentions: tuple[IncomingMention, ...] = ()
    minor: str = "unknown"
    danger: bool = False
    function: str = ""
    organisation_kind: str = "other"


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` in the words of the exchange format (`mentions[2].value`), "" for the whole signal.

    `code` is told apart by programs; `text` is the Dutch sentence with a place for each of `values`.
    """

    field: str
    code: str
    text: str
    values: tuple[tuple[str, str | int], ...] = ()

    def said(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of `translate` (gettext), for people."""
        sentence = translate(self.text)
        return sentence % dict(self.values) if self.values else sentence


def fault(field: str, code: str, text: str, /, **values: str | int) -> Fault:
    return Fault(field, code, text, tuple(values.items()))


def unkeepable(text: str) -> bool:
    """Whether a text holds a sign that cannot be kept: a null byte, or half of a sign.

    >>> unkeepable("Een man\\x00"), unkeepable("Een man 😀")
    (True, False)
    """
    return _NOT_TEXT.search(text) is not None


def shown(text: str, longest: int = 40) -> str:
    """A piece of what was sent that can stand in a sentence: short, and without signs that cannot be shown.

    >>> shown("half \\ud800 en verder", 8)
    'half ? e'
    """
    return text[:longest].encode(errors="replace").decode().replace("\x00", "?")
