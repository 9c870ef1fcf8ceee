"""The blind keys of one controller, as the engine asks for them: who holds a key, and what stands in a signal.

Lists are cut off where a value has become a meeting place: beyond that the engine no longer asks how many there are.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db import connection

from schakel.engines.linkage import MODEL, Key, Model, Value
from schakel.engines.linkage.counts import FORM, site
from schakel.engines.linkage.keys import IDENTITY, STRONG
from schakel.ground.vault.actions import generations

MOST = MODEL.cap + 2

_STRENGTH = ("fuzzy", "exact")

Things = Sequence[tuple[str, Value]]
"""(kind, blind keys) of each thing that stands in a signal."""

# The index holds all that is asked; for each key it is read no further than the cap. Kind and root are blinded into a key.
_HOLDERS = """
select w.n, (
  select string_agg(h.signal::text, ' ') from (
    select k.signal from bundling_link_key k where k.controller = %s and k.key = w.key limit %s
  ) h
) from unnest(%s::bigint[]) with ordinality as w (key, n)
"""
_STANDING = "select signal::text, held from bundling_reading where controller = %s and signal = any (%s::uuid[])"


class TablePostings:
    """Postings of one controller, read in a few large steps; what was not foreseen is read when it is asked for."""

    def __init__(self, controller: UUID) -> None:
        self._controller = controller
        self._generation = str(generations()[0])
        self._held: dict[Key, frozenset[str]] = {}
        self._standing: dict[str, Things] = {}
        self._keys: dict[str, frozenset[Key]] = {}

    def holders(self, key: Key) -> Collection[str]:
        if key not in self._held:
            self.holding([key])
        return self._held[key]

    def observations(self, label: str) -> Things:
        if label not in self._standing:
            self.standing([label])
        return self._standing[label]

    def knows(self, label: str, things: Things) -> None:
        """What was written down of a signal a moment ago."""
        self._standing[label] = things
        self._keys.pop(label, None)

    def near(self, label: str) -> None:
        """Reads what `pairs_touched` will ask for: the signals that share a key with this one, and who else may be at a meeting place."""
        self.standing([label])
        mine = self.keys(label)
        self.holding(mine)
        around = self._holding(mine)
        self.standing(around)
        self.holding(self._beside(around, mine))

    def to_weigh(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Reads what weighing these pairs will ask for: who holds what they share, and what stands beside a place."""
        known = set(pairs)
        self.standing({label for pair in known for label in pair})
        shared = {key for one, other in known for key in self.keys(one) & self.keys(other)}
        self.holding(shared)
        holding = self._holding(shared)
        self.standing(holding)
        places = {key for key in shared if site(key)}
        beside = self._beside(self._holding(places), places)
        self.holding(beside)
        self.standing(self._holding(beside))

    def find(self, one: str, other: str, model: Model = MODEL) -> bool:
        """Whether they share a key that still finds: without one there is nothing to weigh."""
        return any(model.finds(key.kind, len(self.holders(key))) for key in self.keys(one) & self.keys(other))

    def foresee(self, keys: Collection[Key]) -> None:
        self.holding(keys)

    def holding(self, keys: Iterable[Key]) -> None:
        """Reads who holds these keys, in one step."""
        wanted = [key for key in keys if key not in self._held]
        if not wanted:
            return
        with connection.cursor() as cursor:
            cursor.execute(_HOLDERS, [self._controller, MOST, "{" + ",".join(key.text for key in wanted) + "}"])
            for number, found in cursor.fetchall():
                self._held[wanted[number - 1]] = frozenset(found.split()) if found else frozenset()

    def standing(self, labels: Iterable[str]) -> None:
        """Reads what stands in these signals, in one step; nothing in one that is not there."""
        wanted = [label for label in labels if label not in self._standing]
        if not wanted:
            return
        with connection.cursor() as cursor:
            cursor.execute(_STANDING, [self._controller, "{" + ",".join(wanted) + "}"])
            for label, held in cursor.fetchall():
                self._standing[label] = opened(json.loads(held).get(self._generation, ()))
        for label in wanted:
            self._standing.setdefault(label, ())

    def _beside(self, labels: Collection[str], keys: Collection[Key]) -> set[Key]:
        """Keys of places, persons and numbers in what names one of these keys, or stands beside a place that does."""
        found: set[Key] = set()
        keys = frozenset(keys)
        for label in labels:
            things = [held for kind, held in self._standing[label] if kind != FORM]
            at_place = any(not held.isdisjoint(keys) and any(map(site, held & keys)) for held in things)
            found |= {
                key for held in things if at_place or not held.isdisjoint(keys) for key in held if key.kind in IDENTITY
            }
        return found

    def keys(self, label: str) -> frozenset[Key]:
        """Of all things in this signal."""
        known = self._keys.get(label)
        if known is None:
            known = frozenset(key for kind, keys in self.observations(label) if kind != FORM for key in keys)
            self._keys[label] = known
        return known

    def _holding(self, keys: Iterable[Key]) -> set[str]:
        """Holders of the keys that are still worth comparing."""
        return {label for key in keys if len(held := self._held[key]) < MOST for label in held}


def packed(things: Things) -> list[tuple[str, dict[str, list[int]]]]:
    """As they are kept: keys by kind; the kind says how strong a key is."""
    found = []
    for about, keys in things:
        by_kind: dict[str, list[int]] = {}
        for key in sorted(keys):
            by_kind.setdefault(key.kind, []).append(int(key.text))
        found.append((about, by_kind))
    return found


def opened(kept: Iterable[tuple[str, Mapping[str, Sequence[int]]]]) -> Things:
    """The other way."""
    return [
        (
            about,
            frozenset(Key(kind, str(key), _STRENGTH[kind in STRONG]) for kind, keys in held.items() for key in keys),
        )
        for about, held in kept
    ]
