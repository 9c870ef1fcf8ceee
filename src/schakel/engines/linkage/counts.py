"""How many signals hold a value, how many separate stories it joins, and whether it stands beside a meeting place.

A value that joins otherwise unrelated people (a taxi's phone, a hotel, a helper's name) is a relation, not an identity.
What tells such a value apart is not only how often it is seen but that the signals holding it have nothing else in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from schakel.engines.linkage.compare import Value
from schakel.engines.linkage.keys import IDENTITY, Key
from schakel.engines.linkage.model import MODEL
from schakel.engines.linkage.observe import Observed, forms_of, keys_of

SAME_STORY = IDENTITY | {"name", "telling word"}
"""Kinds of keys of which one in common, beside a value, makes its holders one group."""
_NAMES = frozenset(["name", "name and initial", "name nearly", "family name"])
_NAMESAKES = 4
"""A bare name in more separate signals than this is likely borne by several people."""
FORM = "form"
_OWN_THINGS = 3
"""Things of different kinds (a phone, a plate, an address) that one story may well have, each in another signal."""


@dataclass(frozen=True, slots=True)
class Spread:
    """`seen`: signals that hold the value; `groups`: those of them that share something else count as one; `stories`:
    groups that name people; `beside`: most stories joined by a value that is named together with this one."""

    seen: int
    groups: int
    stories: int
    beside: int = 0


class Counts(Protocol):
    """What weighing needs to know about the other signals. Values are sets of keys; blinded keys do as well."""

    def of(self, value: Value) -> Spread: ...

    def held(self, key: Key) -> int: ...


class Postings(Protocol):
    """Where keys are kept: in memory for a file, in tables for the running system."""

    def holders(self, key: Key) -> Collection[str]:
        """Labels of the signals that hold a key."""

    def observations(self, label: str) -> Collection[tuple[str, Value]]:
        """(kind, keys) of each observation of a signal."""

    def foresee(self, keys: Collection[Key]) -> None:
        """The holders of these keys will be asked for, one after another."""


def entries(signal: Observed) -> list[tuple[str, Value]]:
    """What postings keep of a signal: (kind, keys) of each observation and of the kinds of signs that were seen."""
    read = [(one.kind, keys_of(one)) for one in signal.observations]
    seen = [(FORM, frozenset({Key(FORM, form, "fuzzy")})) for form in sorted(forms_of(signal))]
    return [entry for entry in [*read, *seen] if entry[1]]


class InMemory:
    """Postings of a set of signals."""

    def __init__(self, signals: Iterable[Observed] = ()) -> None:
        self._holders: dict[Key, set[str]] = defaultdict(set)
        self._observations: dict[str, list[tuple[str, Value]]] = {}
        for signal in signals:
            self.add(signal)

    def add(self, signal: Observed) -> None:
        self._observations[signal.id] = entries(signal)
        for _, keys in self._observations[signal.id]:
            for key in keys:
                self._holders[key].add(signal.id)

    def holders(self, key: Key) -> Collection[str]:
        return self._holders.get(key, ())

    def observations(self, label: str) -> Collection[tuple[str, Value]]:
        return self._observations[label]

    def foresee(self, keys: Collection[Key]) -> None:
        """Everything is at hand."""


_OF_HOUSES = frozenset(["whole name", "telling word", "organisation_number"])
_LIVED_IN = frozenset(["address", "phone", "email", "online"])
"""May as well be somebody's own: only when several people share it can it belong to the house of a meeting place."""


def site(key: Key) -> bool:
    """Whether a key stands for a place, an organisation or its number: these may be of the house of a meeting place."""
    return key.kind in _OF_HOUSES or key.kind in _LIVED_IN


def of_one_form(holders: Collection[str], postings: Postings) -> bool:
    """Whether most holders saw the same kind of signs: then different people may well share one story."""
    seen = Counter(
        key.text for label in holders for kind, keys in postings.observations(label) if kind == FORM for key in keys
    )
    return max(seen.values(), default=0) * 3 >= 2 * max(len(holders), 3)


class Census:
    """Counts worked out from postings. Beyond `enough` holders a value is a meeting place whatever else is known.

    `kept` gives a key as the postings know it, for postings that hold blinded keys only; the kind of a key stays readable.
    """

    def __init__(
        self, postings: Postings, *, enough: int = MODEL.cap, kept: Callable[[Key], Key] | None = None
    ) -> None:
        self._postings = postings
        self._kept = kept
        self._enough = enough
        self._spread: dict[Value, Spread] = {}
        self._stories: dict[Value, tuple[int, int]] = {}

    def held(self, key: Key) -> int:
        return len(self._postings.holders(self._kept(key) if self._kept else key))

    def of(self, value: Value) -> Spread:
        if self._kept:
            value = frozenset(self._kept(key) for key in value)
        known = self._spread.get(value)
        if known is None:
            holders = self._holders(value)
            groups, stories = self._joined(value)
            seen = min(max(1, len(holders)), self._enough + 1)
            known = Spread(seen, max(1, groups), stories, self._beside(value, holders))
            self._spread[value] = known
        return known

    def _holders(self, value: Value) -> list[str]:
        return sorted({label for key in value for label in self._postings.holders(key)})

    def _joined(self, value: Value) -> tuple[int, int]:
        known = self._stories.get(value)
        if known is None:
            known = self._stories[value] = self._count_stories(value)
        return known

    def _count_stories(self, value: Value) -> tuple[int, int]:
        holders = self._holders(value)
        if len(holders) > self._enough:
            return self._enough + 1, self._enough + 1
        groups: list[tuple[set[Key], set[str]]] = []
        for label in holders:
            others = [
                (kind, keys) for kind, keys in self._postings.observations(label) if kind != FORM and not keys & value
            ]
            mine = {key for _, keys in others for key in keys if key.kind in SAME_STORY}
            kinds = {kind for kind, _ in others}
            apart = []
            for keys, named in groups:
                if keys & mine:
                    mine, kinds = mine | keys, kinds | named
                else:
                    apart.append((keys, named))
            groups = [*apart, (mine, kinds)]
        most = max(Counter(kind for _, kinds in groups for kind in kinds).values(), default=0)
        stories = max(most, sum(bool(kinds) for _, kinds in groups) - _OWN_THINGS)
        if all(key.kind in _NAMES for key in value):
            stories = max(stories, len(groups) - _NAMESAKES)
        return len(groups), min(stories, _OWN_THINGS) if of_one_form(holders, self._postings) else stories

    def _beside(self, value: Value, holders: list[str]) -> int:
        if len(holders) > self._enough or not any(site(key) for key in value):
            return 0
        if any(key.kind in _LIVED_IN for key in value) and self._joined(value)[1] < 2:
            return 0
        most = []
        for label in holders:
            others = [
                frozenset(key for key in keys if key.kind in IDENTITY)
                for _, keys in self._postings.observations(label)
                if not keys & value
            ]
            most.append(max((self._joined(other)[1] for other in others if other), default=0))
        return sorted(most)[-max(1, len(most) // 3)]
