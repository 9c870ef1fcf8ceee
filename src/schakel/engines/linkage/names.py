"""Names side by side: how two writings of a person's name agree, whatever order they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from schakel.engines.linkage.commonness import frequent_family, frequent_given
from schakel.engines.linkage.forms import Person
from schakel.engines.linkage.likeness import WEIGHING, alike
from schakel.engines.linkage.nicknames import called
from schakel.engines.linkage.text import distance_allowed, skeleton, slips, sound
from schakel.engines.linkage.writing import Written


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: given words, family name as one word, classes of its first sound or letter, turned or not."""

    given: tuple[str, ...]
    family: str
    starts: frozenset[str]
    turned: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two names agree. `level` is a code of the model; `frequent`: bits off for parts that very many bear."""

    level: str
    frequent: float = 0.0


@lru_cache(maxsize=65536)
def readings(person: Person) -> tuple[Reading, ...]:
    """Every way to read the name as given and family name, likely ones first."""
    if person.family:
        found = [_reading(person.given, "".join(person.family))]
    else:
        words = person.words
        found = [_reading(words[:cut], "".join(words[cut:])) for cut in range(len(words) - 1, 0, -1)][:3]
        if len(words) > 1 and len(words[0]) > 1 and all(len(word) > 1 for word in words):
            found += [_reading(words[cut:], "".join(words[:cut]), turned=True) for cut in range(1, min(len(words), 3))]
    given = person.given or person.words[:1]
    found += [_reading(given, part, part=True) for part in person.parts if len(person.words) > 1 and part not in given]
    return tuple(one for one in dict.fromkeys(found) if len(one.family) > 1)


def _reading(given: tuple[str, ...], family: str, *, turned: bool = False, part: bool = False) -> Reading:
    return Reading(given, family, _starts(given), turned, part)


_LETTERS = {"c": "k", "q": "k", "g": "k", "z": "s", "v": "f", "w": "f", "b": "p", "d": "t", "x": "k"} | dict.fromkeys(
    "aeiouhyj", "a"
)


@lru_cache(maxsize=65536)
def _starts(given: tuple[str, ...]) -> frozenset[str]:
    """How given names may start: by sound, by letter (an initial is a letter), and as the full form of a short name."""
    if not given:
        return frozenset({""})
    letter = _LETTERS.get(given[0][0], given[0][0])
    if len(given[0]) == 1:
        return frozenset({letter})
    return frozenset({letter, skeleton("".join(given))[:1], skeleton(called(given[0]))[:1]})


@lru_cache(maxsize=65536)
def single_names(person: Person) -> frozenset[str]:
    """The single words by which this person may be called elsewhere, as they sound."""
    if len(person.words) == 1:
        words = {person.words[0], *person.aliases}
    else:
        given = person.given or person.words[:-1]
        whole = "".join(given[:2]) if all(len(word) > 1 for word in given[:2]) else ""
        words = {given[0], whole, "".join(person.family) or person.words[-1], *person.aliases, *person.parts}
    heard = {sound(word) for word in words if len(word) > 1}
    return frozenset(name for name in heard | {sound(called(word)) for word in words if len(word) > 1} if len(name) > 1)


def same_word(one: str, other: str) -> str:
    """ "same" when two words sound alike, "close" within the typing slips that their length allows, else ""."""
    heard, told = sound(one), sound(other)
    if heard == told:
        return "same"
    most = distance_allowed(min(len(heard), len(told)))
    return "close" if most and slips(one, other, most) <= most else ""


def _slip(one: str, other: str) -> bool:
    """One typing slip in a first name of four sounds or more."""
    return min(len(one), len(other)) > 3 and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1


def given_agreement(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """ "same", "close", "initial", "missing" or "other" for the given names of two readings."""
    if not one or not other:
        return "missing"
    left, right = "".join(one), "".join(other)
    if len(one) > 1 and len(other) > 1 and left != right and not _middle_fits(one[1:], other[1:]):
        return "other"
    if (
        len(left) > 1
        and len(right) > 1
        and (same_word(left, right) == "same" or (same_word(one[0], other[0]) == "same" and len(one[0]) > 1))
    ):
        return "same"
    if len(one[0]) == 1 or len(other[0]) == 1:
        return "initial" if _starts(one) & _starts(other) else "other"
    if called(one[0]) == called(other[0]) or same_word(left, right) or same_word(one[0], other[0]):
        return "close"
    if _starts(one) & _starts(other) and _slip(sound(one[0]), sound(other[0])):
        return "close"
    short, long = sorted((sound(one[0]), sound(other[0])), key=len)
    if (
        skeleton(one[0]) == skeleton(other[0])
        or (len(short) > 2 and long.startswith(short))
        or (len(short) > 3 and long.endswith(short))
    ):
        return "close"
    return "other"


def _middle_fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether further given names can be those of one person: each fits the one in its place, or they are the same set."""
    fits = all(same_word(a, b) or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=False))
    return fits or sorted(one) == sorted(other)


_ORDER = ("full", "full close", "part", "initial", "initial close", "part initial", "family", "name", "family close")
_BOTH = ("full", "full close", "part")
_CLEAR = (*_BOTH, "initial")


@lru_cache(maxsize=131072)
def agree(one: Person, other: Person) -> Agreement | None:
    """The best way in which two names agree, or None."""
    found = []
    for left in readings(one):
        for right in readings(other):
            if level := _pair(left, right):
                frequent = 5.0 * int(frequent_family(left.family) or frequent_family(right.family))
                if level in _BOTH:
                    frequent += 1.5 * int(frequent_given(left.given[0]) or frequent_given(right.given[0]))
                found.append(Agreement(level, frequent))
    if len(one.words) == 1 or len(other.words) == 1 or one.aliases or other.aliases:
        for name in single_names(one) & single_names(other):
            found.append(Agreement("name", 3.0 * int(frequent_given(name) or frequent_family(name))))
    best = min(found, key=lambda agreement: (_ORDER.index(agreement.level), agreement.frequent), default=None)
    if (best is None or best.level not in _CLEAR) and _one_name(one, other):
        return Agreement("full close", _frequent(one, other))
    return best


def _one_name(one: Person, other: Person) -> bool:
    """Whether two names of several written-out words are one name by their letters, though they cannot be read alike."""
    if min(len(one.words), len(other.words)) < 2 or min(map(len, (*one.words, *other.words))) == 1:
        return False
    return alike(Written(one.words), Written(other.words)) >= WEIGHING.same


def _frequent(one: Person, other: Person) -> float:
    """Bits off for words on both sides that very many bear."""
    shared = set(one.words) & set(other.words)
    return 5.0 * any(map(frequent_family, shared)) + 1.5 * any(map(frequent_given, shared))


def _pair(left: Reading, right: Reading) -> str | None:
    if left.turned and right.turned:
        return None
    family = same_word(left.family, right.family)
    if not family:
        return None
    given = given_agreement(left.given, right.given)
    if left.part or right.part:
        return {"same": "part", "close": "part", "initial": "part initial"}.get(given) if family == "same" else None
    if left.turned or right.turned:
        return "full close" if family == "same" and given in ("same", "close") else None
    if given == "same":
        return "full" if family == "same" else "full close"
    if given == "close":
        return "full close"
    if given == "initial":
        return "initial" if family == "same" else "initial close"
    return "family" if family == "same" else "family close" if len(left.family) > 7 else None
