"""From a signal as sent to what can be compared: every mention once, plus hard numbers left in the narrative."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from schakel.engines.linkage.addresses import read_address
from schakel.engines.linkage.forms import Address, Exact, Form, Term, Unreadable
from schakel.engines.linkage.keys import Key, keys_of_form
from schakel.engines.linkage.numbers import (
    is_citizen_number,
    masked,
    read_account,
    read_company_number,
    read_document,
    read_phone,
    read_plate,
)
from schakel.engines.linkage.online import read_email, read_online
from schakel.engines.linkage.organisations import read_organisation
from schakel.engines.linkage.persons import read_person
from schakel.engines.linkage.signal import Mention, Signal

IN_NARRATIVE = -1
_GENERAL_SIGNS = frozenset({"GEN", "LOC", "BRP", "BNK"})
_READERS = {
    "address": read_address,
    "organisation": read_organisation,
    "organisation_number": read_company_number,
    "phone": read_phone,
    "licence_plate": read_plate,
    "email": read_email,
    "online": read_online,
    "bank_account": read_account,
    "document": read_document,
}
_HARD: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phone", re.compile(r"(?<![\w])(?:\+31|0031|0)[\s\-(]?(?:\(0\))?\d(?:[\s\-]?\d){7,8}(?![\w])")),
    ("bank_account", re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}(?:\s?\d){10}\b")),
    ("organisation_number", re.compile(r"\bk\.?v\.?k\.?(?:[-\s]?(?:nummer|nr\.?))?[:\s]*(\d(?:[\s.]?\d){7})(?!\d)", re.IGNORECASE)),
    ("licence_plate", re.compile(r"\b(?:[A-Z]{1,3}-\d{1,3}-[A-Z]{1,3}|\d{1,3}-[A-Z]{2,3}-\d{1,2}|[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d{2})\b")),
    ("email", re.compile(r"\b[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+\b")),
)  # fmt: skip


@dataclass(frozen=True)
class Observation:
    """One mention, read. `at` is its place in the signal (IN_NARRATIVE when found in the text); `raw` never changes."""

    kind: str
    raw: str
    at: int
    form: Form

    @property
    def readable(self) -> bool:
        return not isinstance(self.form, Unreadable)

    @cached_property
    def keys(self) -> frozenset[Key]:
        return keys_of_form(self.kind, self.form)


@dataclass(frozen=True)
class Observed:
    """A signal, read. `content` is a digest of what was sent without its id: it gives an order that names do not touch."""

    id: str
    observed_on: date
    observations: tuple[Observation, ...]
    seen: frozenset[str]
    content: str

    @cached_property
    def keys(self) -> frozenset[Key]:
        return frozenset(key for one in self.observations for key in one.keys)

    @cached_property
    def terms(self) -> dict[str, str]:
        """The plain values of a row, by kind."""
        return {one.kind: one.form.text for one in self.observations if isinstance(one.form, Term)}

    def of_kind(self, kind: str) -> Observation:
        """The first observation of a kind."""
        return next(one for one in self.observations if one.kind == kind)


def forms_of(observed: Observed) -> frozenset[str]:
    """The kinds of exploitation that the signs seen point to ("LAB", "SEX"); general signs point to none."""
    return frozenset(code.partition("-")[0] for code in observed.seen) - _GENERAL_SIGNS


def towns_of(observed: Observed) -> frozenset[str]:
    """The towns of the addresses in a signal, folded."""
    return frozenset(
        one.form.place for one in observed.observations if isinstance(one.form, Address) and one.form.place
    )


def observe(signal: Signal) -> Observed:
    """Reads every mention of a signal. Never raises on what was typed: what says nothing becomes Unreadable."""
    found = [read(mention, at, signal.observed_on) for at, mention in enumerate(signal.mentions)]
    known = {(one.kind, one.form) for one in found}
    for kind, raw in _hard_numbers(signal.narrative):
        one = read(Mention(kind, raw), IN_NARRATIVE, signal.observed_on)
        if one.readable and (one.kind, one.form) not in known:
            known.add((one.kind, one.form))
            found.append(one)
    return Observed(signal.id, signal.observed_on, tuple(found), signal.seen, _digest(signal))


def read(mention: Mention, at: int, observed_on: date) -> Observation:
    """One mention, read; a citizen service number in it makes it unreadable, whatever kind it was said to be."""
    raw = mention.value
    if masked(raw) != raw and _only_number(mention.kind):
        return Observation(mention.kind, raw, at, Unreadable("citizen service number"))
    clean = masked(raw).replace("*********", " ")
    if mention.kind == "person":
        form = read_person(clean, observed_on, mention.birth_date, mention.age_from, mention.age_to)
    elif reader := _READERS.get(mention.kind):
        form = reader(clean)
    else:
        form = Unreadable("unknown kind")
    if isinstance(form, Exact) and is_citizen_number(form.text):
        form = Unreadable("citizen service number")
    return Observation(mention.kind, raw, at, form)


def _only_number(kind: str) -> bool:
    return kind in ("document", "phone", "organisation_number", "bank_account", "licence_plate")


def _hard_numbers(narrative: str) -> list[tuple[str, str]]:
    found = []
    for kind, pattern in _HARD:
        for one in pattern.finditer(narrative):
            found.append((kind, one.group(one.lastindex or 0)))
    return found


def _digest(signal: Signal) -> str:
    said = (
        signal.observed_on.isoformat(),
        signal.narrative,
        tuple((m.kind, m.value, m.role, m.birth_date, m.age_from, m.age_to) for m in signal.mentions),
        tuple(sorted(signal.seen)),
        signal.place,
        signal.source,
    )
    return hashlib.sha256(repr(said).encode("utf-8", "backslashreplace")).hexdigest()


def keys(observed: Observed) -> frozenset[Key]:
    """Every key of a signal."""
    return observed.keys


def keys_of(one: Observation) -> frozenset[Key]:
    """The keys of one observation; none when it is unreadable."""
    return one.keys
