"""How alike two written names are, from 0 to 1: any order, script, spelling, initials, short forms, joined or parted words.

Words are laid beside each other, best fits first. What stands on one side only (a middle name, a patronymic) costs
little; what stands on both sides and does not fit speaks against. Compared by letters and sound, never by origin.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from schakel.engines.linkage.commonness import often_written
from schakel.engines.linkage.levels import Likeness
from schakel.engines.linkage.model import MODEL
from schakel.engines.linkage.nicknames import called
from schakel.engines.linkage.text import skeleton, sound
from schakel.engines.linkage.writing import Written, written

_INITIAL, _HEARD, _CALLED, _AS_HEARD, _MANY = 0.75, 0.97, 0.93, 0.98, 0.1
"""Likeness of an initial, of words that sound the same and of short forms; a share, and what three slips or more cost."""


WEIGHING: Final = MODEL.names


@lru_cache(maxsize=131072)
def _weight(word: str) -> float:
    """How much a word says: longer ones more, those that very many bear less."""
    return float(len(word) ** 0.5) * (0.8 if often_written(word) else 1.0)


def _near(one: str, other: str, many: float = 0.0) -> float:
    """One minus the share of letters that differ; less when three or more do."""
    longest = max(len(one), len(other))
    if not longest:
        return 0.0
    slips = DamerauLevenshtein.distance(one, other)
    return 1 - slips / longest - (many if slips > 2 else 0.0)


@lru_cache(maxsize=262144)
def word_likeness(one: str, other: str) -> float:
    """How alike two words of a name are: 1 for the same, nearly that by sound or as a short form; an initial says less.

    >>> word_likeness("youri", "joerie")
    0.97
    """
    if one == other:
        return 1.0
    short, long = sorted((len(one), len(other)))
    if short == 1:
        return _INITIAL if one[:1] == other[:1] else 0.0
    if short * 2 < long and called(one) != called(other):
        return 0.0
    fit = _near(one, other, _MANY)
    if fit < 0.2 and called(one) != called(other):
        return fit
    heard, told = sound(one), sound(other)
    if heard == told:
        return _HEARD
    if called(one) == called(other):
        return _CALLED
    fit = max(fit, _near(heard, told, _MANY) * _AS_HEARD)
    bones = skeleton(one)
    return max(fit, (fit + 1) / 2) if len(bones) > 2 and bones == skeleton(other) else fit


@lru_cache(maxsize=65536)
def _without_vowels(one: str, other: str) -> float:
    """Words of which one was written without its vowels."""
    mine, theirs = skeleton(one), skeleton(other)
    if min(len(mine), len(theirs)) < 2:
        return word_likeness(one, other)
    return max(word_likeness(one, other), 0.95 * _near(mine.removeprefix("a"), theirs.removeprefix("a")))


def likeness(one: str, other: str, weighing: Likeness = WEIGHING) -> float:
    """From 0 to 1; from `weighing.same` on the two are taken to be one name. The same whichever comes first.

    >>> likeness("Mansouf, S.", "Sabri Mansouf") > likeness("Sabri Mansouf", "Karim Mansouf")
    True
    """
    return alike(written(one), written(other), weighing)


def alike(a: Written, b: Written, weighing: Likeness = WEIGHING) -> float:
    """The same for prepared names."""
    if a.words == b.words and a.fathers == b.fathers and a.signs == b.signs:
        return 1.0
    if a.signs and b.signs:
        return _near(a.signs, b.signs)
    if b.words < a.words:
        a, b = b, a
    mine, theirs = list(range(len(a.words))), list(range(len(b.words)))
    told = bool(a.fathers and b.fathers)  # "Salman bin Muhammad" is not "Muhammad bin Salman"
    fitted, weight = _equal(a, b, mine, theirs, told)
    good = weight
    if mine and theirs:
        for like, _, here, there in _fits(a, b, mine, theirs, told, weighing.fit):
            if len(here) == len(there) == 1:
                if here[0] not in mine or there[0] not in theirs:
                    continue
            elif not (all(at in mine for at in here) and all(at in theirs for at in there)):
                continue
            mine = [at for at in mine if at not in here]
            theirs = [at for at in theirs if at not in there]
            says = (_sum(a.words, here) + _sum(b.words, there)) / 2
            weight += says
            good += says * (1 - weighing.slip * (1 - like))
            fitted += 1
    if not fitted:
        return 0.0
    left, right = _sum(a.words, mine), _sum(b.words, theirs)
    both = min(left, right)
    extra = (max(left, right) - both) * (weighing.lone if fitted == 1 else 1.0)
    return max(0.0, (good - weighing.apart * both) / (weight + both + weighing.extra * extra))


def _sum(words: Sequence[str], places: Sequence[int]) -> float:
    return sum([_weight(words[at]) for at in places]) if places else 0.0


def _equal(a: Written, b: Written, mine: list[int], theirs: list[int], told: bool) -> tuple[int, float]:
    """Takes out the words that stand on both sides: how many, and what they say."""
    fitted, weight = 0, 0.0
    for at, word in enumerate(a.words):
        if word not in b.words:
            continue
        for there in theirs:
            if b.words[there] == word and not (told and (at in a.fathers) != (there in b.fathers)):
                mine.remove(at)
                theirs.remove(there)
                fitted += 1
                weight += _weight(word)
                break
    return fitted, weight


_Fit = tuple[float, int, tuple[int, ...], tuple[int, ...]]
"""Likeness, minus the difference of places, and which words on each side."""


def _fits(a: Written, b: Written, mine: list[int], theirs: list[int], told: bool, fit: float) -> list[_Fit]:
    compare = _without_vowels if a.bare != b.bare else word_likeness
    found: list[_Fit] = []
    for i in mine:
        for j in theirs:
            one, other = a.words[i], b.words[j]
            like = compare(one, other) if one < other else compare(other, one)
            if like >= fit and not (told and (i in a.fathers) != (j in b.fathers)):
                found.append((like, -abs(i - j), (i,), (j,)))
    if len(a.words) < len(b.words):
        found += [(like, 1, short, long) for like, short, long in _parted(a.words, b.words, mine, theirs)]
    elif len(a.words) > len(b.words):
        found += [(like, 1, long, short) for like, short, long in _parted(b.words, a.words, theirs, mine)]
    if len(found) > 1:
        found.sort(reverse=True)
    return found


def _parted(
    short: Sequence[str], long: Sequence[str], ours: Sequence[int], others: Sequence[int]
) -> list[tuple[float, tuple[int, ...], tuple[int, ...]]]:
    """A word on one side that is written as two or three on the other."""
    found: list[tuple[float, tuple[int, ...], tuple[int, ...]]] = []
    for at in ours:
        size = len(short[at])
        for many in (2, 3):
            for start in range(len(others) - many + 1):
                places = tuple(others[start : start + many])
                length = sum(len(long[place]) for place in places)
                if places[-1] - places[0] == many - 1 and abs(length - size) < 2 and size > 3:
                    like = _near("".join(long[place] for place in places), short[at])
                    if like >= 0.85:
                        found.append((like, (at,), places))
    return found
