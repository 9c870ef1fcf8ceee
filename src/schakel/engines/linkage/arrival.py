"""One signal arrives (or leaves): which pairs must be weighed again, so that the outcome is that of the whole set.

What a shared value says depends on who else holds it, and on what is named beside it. So a new signal may change pairs
in which it takes no part: those that share a value with it, and those that share a place beside a meeting place of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from itertools import combinations

from schakel.engines.linkage.counts import FORM, SAME_STORY, Postings, of_one_form, site
from schakel.engines.linkage.keys import IDENTITY, Key
from schakel.engines.linkage.model import MODEL, Model

Pair = tuple[str, str]
Linked = Callable[[Collection[str]], Iterable[Pair]]
"""Of some labels, the pairs (sorted) that have a link now."""


def pairs_touched(label: str, postings: Postings, model: Model = MODEL, *, linked: Linked | None = None) -> set[Pair]:
    """Pairs of labels (sorted) whose link may differ because this signal is in the postings.

    Call it after the signal was added, or before it is removed. Weigh each pair with `score`; a pair without a band has
    no link (any more). Keys held by more than the cap of the model plus one have stopped changing anything.

    A signal that comes in mostly makes what it shares say less. With `linked`, after adding, pairs without a link that
    cannot get one by it are left out.
    """
    around = _Around(label, postings, model)
    found = around.own() | around.beside()
    if linked is None:
        return found | around.sharing(around.held)
    found |= {pair for pair in linked(around.near) if around.share(*pair)}
    rising = {key for key in around.held if around.may_say_more(key)}
    return found | around.sharing(rising) | around.rivals(around.held.keys() - rising)


class _Around:
    """A signal and those that share a value with it that few enough hold."""

    def __init__(self, label: str, postings: Postings, model: Model) -> None:
        self._label, self._postings, self._model = label, postings, model
        self._parts: dict[str, list[frozenset[Key]]] = {}
        self._all: dict[str, frozenset[Key]] = {}
        self.keys = self._keys(label)
        self.held = {key: few for key in self.keys if len(few := self._few(key)) > 1}
        self.near = {one for few in self.held.values() for one in few}
        self._shared: dict[str, set[Key]] = {one: set() for one in self.near}
        for key, few in self.held.items():
            for one in few:
                self._shared[one].add(key)

    def own(self) -> set[Pair]:
        """Its own pairs."""
        return {
            _pair(self._label, other)
            for key, few in self.held.items()
            if self._model.finds(key.kind, len(few))
            for other in few
            if other != self._label
        }

    def sharing(self, keys: Iterable[Key]) -> set[Pair]:
        """All pairs of holders of each of these keys."""
        return {pair for key in keys for pair in combinations(sorted(self.held[key]), 2)}

    def share(self, one: str, other: str) -> bool:
        """Whether they hold a value together that this signal holds too."""
        return not self._shared[one].isdisjoint(self._shared[other])

    def beside(self) -> set[Pair]:
        """Pairs at a place that is named beside something that may be a meeting place, of which this signal is a holder."""
        places: set[Key] = set()
        for one in self.near - {self._label}:
            mine = [part for part in self._parts_of(one) if self._may_be_meeting_place(part)]
            if mine:
                others = [part for part in self._parts_of(one) if part not in mine or len(mine) > 1]
                places |= {key for part in others for key in part if site(key)}
        self._postings.foresee(places)
        return {pair for key in places for pair in combinations(sorted(self._few(key)), 2)}

    def may_say_more(self, key: Key) -> bool:
        """Whether a value with this key may say more because this signal came in: by bringing groups of its holders
        together, by making the kind of signs one, or beside a meeting place."""
        few = self.held[key]
        if len(few) < 3:
            return False
        alike = frozenset(k for one in few for part in self._parts_of(one) if key in part for k in part)
        holders = few | {one for one in self.near if not self._keys(one).isdisjoint(alike)}
        if self._brings_together(holders, alike) or any(self._makes_one_form(them) for them in (few, holders)):
            return True
        return site(key) and any(
            self._stories_at_most(part) >= self._model.beside_stories
            for one in few
            for part in self._parts_of(one)
            if key not in part
        )

    def rivals(self, keys: Iterable[Key]) -> set[Pair]:
        """Holders that share one thing in two ways: when one way says less, another is taken."""
        found = set()
        for key in keys:
            several = [one for one in self.held[key] if one != self._label]
            for one, other in combinations(sorted(several), 2):
                if (one in self._several or other in self._several) and self._rival(one, other):
                    found.add((one, other))
        return found

    @cached_property
    def _several(self) -> set[str]:
        """Signals that name two things of one kind."""
        return {
            one
            for one in self.near
            if max(Counter(kind for kind, _ in self._postings.observations(one) if kind != FORM).values(), default=0)
            > 1
        }

    def _rival(self, one: str, other: str) -> bool:
        left, right = self._parts_of(one), self._parts_of(other)
        return any(sum(not part.isdisjoint(with_) for with_ in right) > 1 for part in left) or any(
            sum(not part.isdisjoint(with_) for with_ in left) > 1 for part in right
        )

    def _brings_together(self, holders: Collection[str], alike: frozenset[Key]) -> bool:
        """Whether it shares something else with two holders that share nothing else with each other."""
        mine = self._telling(self._label, alike)
        groups: list[set[Key]] = []
        for one in holders:
            if one != self._label and not (others := self._telling(one, alike)).isdisjoint(mine):
                apart = [group for group in groups if group.isdisjoint(others)]
                groups = [*apart, others.union(*(group for group in groups if not group.isdisjoint(others)))]
        return len(groups) > 1

    def _telling(self, label: str, alike: frozenset[Key]) -> set[Key]:
        return {
            key for part in self._parts_of(label) if part.isdisjoint(alike) for key in part if key.kind in SAME_STORY
        }

    def _makes_one_form(self, holders: Collection[str]) -> bool:
        if len(holders) < self._model.beside_stories:
            return False
        return of_one_form(holders, self._postings) and not of_one_form(set(holders) - {self._label}, self._postings)

    def _may_be_meeting_place(self, part: frozenset[Key]) -> bool:
        if not any(key.kind in IDENTITY and key in self.keys for key in part):
            return False
        return self._stories_at_most(part) >= self._model.beside_stories

    def _stories_at_most(self, part: frozenset[Key]) -> int:
        """No more stories than holders."""
        return len({one for key in part if key.kind in IDENTITY for one in self._postings.holders(key)})

    def _few(self, key: Key) -> frozenset[str]:
        holders = self._postings.holders(key)
        return frozenset(holders) if len(holders) <= self._model.cap + 1 else frozenset()

    def _parts_of(self, label: str) -> list[frozenset[Key]]:
        if label not in self._parts:
            self._parts[label] = [keys for kind, keys in self._postings.observations(label) if kind != FORM]
        return self._parts[label]

    def _keys(self, label: str) -> frozenset[Key]:
        if label not in self._all:
            self._all[label] = frozenset().union(*self._parts_of(label))
        return self._all[label]


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
