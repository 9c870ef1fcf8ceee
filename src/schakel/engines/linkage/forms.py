"""Typed observations: what a raw mention says, per kind. Plain values only, so that they can be sealed and kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Folded words of a name. `given` and `family` are filled when the writing says which is which ("Mansouf, S.").

    `words` holds all of them, given first if known, else in the order typed; an initial is a word of one letter.
    `parts`: halves of a hyphenated name; `aliases`: nicknames said to be the same person.
    `born_from`/`born_to`: years of birth that fit; `born`: full date YYYY-MM-DD or empty.
    """

    words: tuple[str, ...]
    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    born: str = ""
    born_from: int | None = None
    born_to: int | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Street with its type written out, house number and addition as text, postcode "1234ab", place; empty if unknown."""

    street: str = ""
    number: str = ""
    addition: str = ""
    postcode: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Folded words without legal form; `telling` are those that are not a trade or a general word."""

    words: tuple[str, ...]
    telling: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exact:
    """A number or address on the net. `text` is canonical; `part` is "", "end", "start" or "middle" when incomplete."""

    text: str
    part: str = ""
    as_read: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A plain value of a register in one writing: a name, text, a day (YYYYMMDD) or a code."""

    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What was typed says nothing that can be compared ("onbekend", a citizen service number). Kept, never an error."""

    why: str


Form = Person | Address | Organisation | Exact | Term | Unreadable
