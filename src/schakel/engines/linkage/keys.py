"""Keys: what two observations must share before they are compared at all.

A key is a small text that can be blinded with a keyed hash, so that equality is enough to find a candidate. "exact" keys
stand for one number or one address; "fuzzy" keys are coarse and meet more often. Several keys stand for one value when it
can be written in several ways.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from schakel.engines.linkage.forms import Address, Exact, Form, Organisation, Person, Term
from schakel.engines.linkage.names import readings, single_names
from schakel.engines.linkage.organisations import general
from schakel.engines.linkage.text import skeleton, sound, variants

_NUMBERS = frozenset(["phone", "licence_plate", "organisation_number", "email", "online", "bank_account", "document"])
STRONG = _NUMBERS | {"address", "postcode and number"}
"""Kinds of keys that stand for one number, account or address."""
IDENTITY = STRONG | {"name and initial", "whole name"}
"""Kinds of keys that stand for one person, place, organisation or number, however it is spelled."""


class Key(NamedTuple):
    """`kind` says what is compared ("phone", "name"), `text` the value to blind, `strength` is "exact" or "fuzzy"."""

    kind: str
    text: str
    strength: str = "exact"


@lru_cache(maxsize=131072)
def keys_of_form(kind: str, form: Form) -> frozenset[Key]:
    """The keys of what was read in a mention of this kind; none when it is unreadable."""
    match form:
        case Person():
            return _person(form)
        case Address():
            return _address(form)
        case Organisation():
            return _organisation(form)
        case Exact():
            return _exact(kind, form)
        case Term():
            return frozenset({Key(kind, form.text, "fuzzy")})
        case _:
            return frozenset()


def _person(person: Person) -> frozenset[Key]:
    found = {Key("name", name, "fuzzy") for name in single_names(person)}
    for reading in readings(person):
        bones = skeleton(reading.family)
        if len(bones) < 2:
            continue
        spelled = frozenset({bones}) if reading.turned else variants(bones)
        for start in reading.starts:
            found |= {Key("name nearly", f"{start}|{bone}", "fuzzy") for bone in spelled}
            found.add(Key("name and initial", f"{start}|{bones}", "fuzzy"))
        found.add(Key("family name", bones, "fuzzy"))
        if len(reading.family) > 4:
            found.add(Key("named after", skeleton(reading.family), "fuzzy"))
    if person.born:
        found.add(Key("birth date", person.born, "fuzzy"))
    return frozenset(found)


def _address(address: Address) -> frozenset[Key]:
    found = set()
    place = sound(address.place)
    bones = skeleton(address.street.replace(" ", ""))
    if address.postcode and address.number:
        found.add(Key("postcode and number", f"{address.postcode}|{address.number}"))
    if bones and place:
        found |= {Key("street", f"{place}|{bone}", "fuzzy") for bone in variants(bones)}
    if bones and address.number:
        found |= {Key("street and number", f"{bone}|{address.number}", "fuzzy") for bone in variants(bones)}
        if place:
            found |= {Key("address", f"{place}|{bone}|{address.number}") for bone in variants(bones)}
    return frozenset(found)


def _organisation(organisation: Organisation) -> frozenset[Key]:
    whole = "".join(word for word in organisation.words if word not in ("de", "het", "the"))
    bones = skeleton(whole) or whole
    found = {Key("whole name", bone, "fuzzy") for bone in variants(bones, 6)}
    telling = organisation.telling
    for word in telling:
        form = skeleton(word) if word.isalpha() else word
        if len(word) > 3 and len(form) > 1:
            found |= {Key("telling word", bone, "fuzzy") for bone in variants(form)}
    if telling and len(telling[-1]) > 4 and not general(telling[-1]):
        found |= {Key("named after", skeleton(word), "fuzzy") for word in telling if len(word) > 4}
    return frozenset(found)


def _exact(kind: str, form: Exact) -> frozenset[Key]:
    text = form.text
    if kind == "phone":
        return _phone(form)
    if kind == "licence_plate":
        return _plate(form)
    if form.part == "end":
        return frozenset({Key(f"{kind} end", text[-4:], "fuzzy")}) if len(text) >= 4 else frozenset()
    if form.part == "host":
        return frozenset()
    found = {Key(kind, text)}
    if kind == "bank_account":
        found.add(Key("bank_account end", text[-4:], "fuzzy"))
    return frozenset(found)


def _phone(form: Exact) -> frozenset[Key]:
    text = form.text
    if form.part == "end":
        return frozenset(
            {
                Key("phone end", text[-length:], "fuzzy")
                for length in (3, 4)
                if len(text) == length or (length == 4 and len(text) > 4)
            }
        )
    if form.part:
        return frozenset({Key("phone start", text, "fuzzy")})
    found = {Key("phone", text), Key("phone end", text[-4:], "fuzzy"), Key("phone end", text[-3:], "fuzzy")}
    national = text.removeprefix("+31")
    if len(national) >= 9:
        found |= {
            Key("phone nearly", f"{len(national)}:{national[:at]}{national[at + 1 :]}", "fuzzy")
            for at in range(1, len(national))
        }
        found |= {Key("phone nearly", f"{len(national)}:{''.join(sorted(national))}:{national[:2]}", "fuzzy")}
    return frozenset(found)


def _plate(form: Exact) -> frozenset[Key]:
    text = form.text
    halves = (
        {Key("plate part", text[at : at + 4], "fuzzy") for at in range(len(text) - 3)}
        if len(text) >= 4
        else {Key("plate part", text, "fuzzy")}
    )
    if form.part:
        return frozenset(halves)
    found = {Key("licence_plate", text), *halves}
    if len(text) >= 6:
        found |= {Key("plate nearly", f"{text[:at]}?{text[at + 1 :]}", "fuzzy") for at in range(len(text))}
    return frozenset(found)
