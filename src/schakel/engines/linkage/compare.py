"""Two observations side by side: the level at which they agree, and the shared keys whose holders are counted."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.engines.linkage.birth import born_apart
from schakel.engines.linkage.forms import Address, Exact, Organisation, Person
from schakel.engines.linkage.keys import Key
from schakel.engines.linkage.model import MODEL
from schakel.engines.linkage.names import agree, same_word
from schakel.engines.linkage.observe import Observation
from schakel.engines.linkage.text import slips, sound

Value = frozenset[Key]


@dataclass(frozen=True, slots=True)
class Finding:
    """`left` and `right` agree at `level`; `value` holds the shared keys whose holders say how rare that is."""

    left: Observation
    right: Observation
    level: str
    value: Value
    frequent: float = 0.0


def findings(left: Observation, right: Observation) -> list[Finding]:
    """How two observations agree; empty when they do not. Only observations that share a key are ever compared."""
    shared = left.keys & right.keys
    if not shared:
        return []
    if isinstance(left.form, Person) and isinstance(right.form, Person):
        levels = _persons(left.form, right.form)
    else:
        levels = [(level, 0)] if (level := _level(left, right, shared)) else []
    found = []
    for level, frequent in levels:
        counted = frozenset(key for key in shared if key.kind == MODEL.levels[level].counted)
        found.append(Finding(left, right, level, counted or shared, frequent))
    return found


def _persons(one: Person, other: Person) -> list[tuple[str, float]]:
    """(level, bits off because very many bear the name). A date of birth is told apart: it is no part of a name."""
    if born_apart(one, other):
        return []
    named = agree(one, other)
    found = [(named.level, named.frequent)] if named else []
    return [*found, ("birth date", 0)] if one.born and one.born == other.born else found


def _level(left: Observation, right: Observation, shared: Value) -> str | None:
    match left.form, right.form:
        case Address() as one, Address() as other:
            return _address(one, other)
        case Organisation() as one, Organisation() as other:
            return _organisation(one, other)
        case (Person(), Organisation()) | (Organisation(), Person()):
            return "named after" if any(key.kind == "named after" for key in shared) else None
        case Exact() as one, Exact() as other if left.kind == right.kind:
            return _exact(left.kind, one, other)
        case _:
            return None


def _address(one: Address, other: Address) -> str | None:
    if one.postcode and one.postcode == other.postcode and one.number and one.number == other.number:
        return "postcode same"
    street = _same_street(one.street, other.street)
    if not street or (one.place and other.place and not same_word(one.place, other.place)):
        return None
    numbers = one.number and other.number
    if numbers and one.number != other.number:
        return "street other number" if street == "same" and one.place and other.place else None
    if not (one.place and other.place):
        return "address no place" if numbers and street == "same" else None
    if not numbers:
        return "street" if street == "same" else "street close"
    if one.addition and other.addition and one.addition != other.addition:
        return "address other addition"
    return "address same" if street == "same" else "address close"


def _same_street(one: str, other: str) -> str:
    left, right = one.replace(" ", ""), other.replace(" ", "")
    if sound(left) == sound(right):
        return "same" if sound(left) else ""
    most = 2 if min(len(left), len(right)) > 8 else 1
    return "close" if slips(left, right, most) <= most else ""


def _organisation(one: Organisation, other: Organisation) -> str | None:
    left, right = [{sound(word) or word for word in words} for words in (one.words, other.words)]
    told, heard = [{sound(word) or word for word in words if len(word) > 1} for words in (one.telling, other.telling)]
    if left == right or "".join(one.words) == "".join(other.words):
        return "organisation same" if told else "organisation general"
    if told and told == heard:
        return "organisation telling"
    whole = "".join(sorted(left)), "".join(sorted(right))
    joined = "".join(one.words), "".join(other.words)
    if told and heard and (_near(*joined) or _near(*whole) or _covered(told, heard)):
        return "organisation close"
    return "organisation part" if told & heard else None


def _near(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    most = 2 if shortest > 12 else 1 if shortest > 5 else 0
    return one == other or (most > 0 and slips(one, other, most) <= most)


def _covered(one: set[str], other: set[str]) -> bool:
    """Whether every telling word of the shorter name stands in the longer one, give or take a slip."""
    short, long = sorted((one, other), key=len)
    return sum(map(len, short)) > 4 and all(any(_near(word, told) for told in long) for word in short)


def _exact(kind: str, one: Exact, other: Exact) -> str | None:
    if kind == "phone":
        return _phone(one, other)
    if kind == "licence_plate":
        return _plate(one, other)
    if one.part or other.part:
        return (
            f"{kind} end"
            if f"{kind} end" in MODEL.levels and (one.text.endswith(other.text) or other.text.endswith(one.text))
            else None
        )
    return f"{kind} same" if one.text == other.text else None


def _phone(one: Exact, other: Exact) -> str | None:
    if one.part or other.part:
        short, long = sorted((one, other), key=lambda form: len(form.text))
        if "start" in (one.part, other.part):
            return "phone start" if long.text.endswith(short.text) or short.text == long.text else None
        return ("phone end" if len(short.text) > 3 else "phone short end") if long.text.endswith(short.text) else None
    if one.text == other.text:
        return "phone same"
    if len(one.text) != len(other.text) or len(one.text) < 9:
        return None
    differ = [at for at, pair in enumerate(zip(one.text, other.text, strict=True)) if pair[0] != pair[1]]
    if len(differ) == 1:
        return "phone one digit"
    swapped = (
        len(differ) == 2
        and differ[1] - differ[0] == 1
        and one.text[differ[0]] == other.text[differ[1]]
        and one.text[differ[1]] == other.text[differ[0]]
    )
    return "phone swapped" if swapped else None


def _plate(one: Exact, other: Exact) -> str | None:
    if one.part or other.part:
        short, long = sorted((one, other), key=lambda form: len(form.text))
        return "plate part" if len(short.text) > 3 and short.text in long.text else None
    if one.text == other.text:
        return "plate same" if one.as_read == other.as_read else "plate alike"
    differ = sum(a != b for a, b in zip(one.text, other.text, strict=False)) if len(one.text) == len(other.text) else 9
    return "plate one sign" if differ == 1 else None
