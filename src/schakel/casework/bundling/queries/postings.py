"""The blind keys of one controller, as the engine asks for them: who holds a key, and what stands in a signal.

Lists are cut off where a value has become a meeting place: beyond that the engine no longer asks how many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connection

from schakel.casework.bundling.models import LinkKey
from schakel.engines.linkage import MODEL, Key, Value
from schakel.engines.linkage.counts import FORM, site
from schakel.engines.linkage.keys import IDENTITY
from schakel.ground.vault.actions import generations

MOST = MODEL.cap + 2

_HOLDERS = """
select w.kind, w.key, h.signal
from unnest(%s::text[], %s::bigint[]) as w (kind, key)
cross join lateral (
  select k.signal from bundling_link_key k
  where k.controller = %s and k.covenant is null and k.generation = %s and k.key = w.key and k.kind = w.kind
  group by k.signal limit %s
) h
"""


class TablePostings:
    """Postings of one controller, read in a few large steps; what was not foreseen is read when it is asked for."""

    def __init__(self, controller: UUID) -> None:
        self._controller = controller
        self._generation = generations()[0]
        self._held: dict[Key, frozenset[str]] = {}
        self._standing: dict[str, list[tuple[str, Value]]] = {}

    def holders(self, key: Key) -> Collection[str]:
        if key not in self._held:
            self._read_holders([key])
        return self._held[key]

    def observations(self, label: str) -> Collection[tuple[str, Value]]:
        if label not in self._standing:
            self._read_signals([label])
        return self._standing[label]

    def holding(self, keys: Iterable[Key]) -> None:
        """Reads who holds these keys in one step."""
        self._read_holders(keys)

    def near(self, label: str) -> None:
        """Reads what `pairs_touched` will ask for: the signals that share a key with this one, and who shares with those."""
        self._read_signals([label])
        self._read_holders(self._keys([label]))
        around = self._holding(self._keys([label]))
        self._read_signals(around)
        self._read_holders(self._keys(around))

    def to_weigh(self, labels: Collection[str]) -> None:
        """Reads what weighing these signals will ask for: who holds their keys, and what stands beside a place."""
        self._read_signals(labels)
        wanted = self._keys(labels)
        self._read_holders(wanted)
        holding = self._holding(wanted)
        self._read_signals(holding)
        at_sites = self._holding({key for key in wanted if site(key)})
        beside = {key for key in self._keys(at_sites) if key.kind in IDENTITY}
        self._read_holders(beside)
        self._read_signals(self._holding(beside))

    def _keys(self, labels: Iterable[str]) -> set[Key]:
        return {key for label in labels for kind, keys in self._standing.get(label, ()) if kind != FORM for key in keys}

    def _holding(self, keys: Iterable[Key]) -> set[str]:
        """Holders of the keys that are still worth comparing."""
        return {label for key in keys if len(held := self._held[key]) < MOST for label in held}

    def _read_holders(self, keys: Iterable[Key]) -> None:
        wanted = [key for key in keys if key not in self._held]
        if not wanted:
            return
        found: dict[tuple[str, int], set[str]] = defaultdict(set)
        with connection.cursor() as cursor:
            cursor.execute(
                _HOLDERS,
                [
                    [key.kind for key in wanted],
                    [int(key.text) for key in wanted],
                    self._controller,
                    self._generation,
                    MOST,
                ],
            )
            for kind, key, signal in cursor.fetchall():
                found[kind, key].add(str(signal))
        for key in wanted:
            self._held[key] = frozenset(found[key.kind, int(key.text)])

    def _read_signals(self, labels: Iterable[str]) -> None:
        wanted = [UUID(label) for label in labels if label not in self._standing]
        if not wanted:
            return
        parts: dict[str, dict[int, tuple[str, set[Key]]]] = {str(signal): {} for signal in wanted}
        rows = LinkKey.objects.filter(
            controller=self._controller, covenant=None, generation=self._generation, signal__in=wanted
        )
        for signal, part, about, kind, strength, key in rows.values_list(
            "signal", "part", "about", "kind", "strength", "key"
        ):
            _about, keys = parts[str(signal)].setdefault(part, (about, set()))
            keys.add(Key(kind, str(key), strength))
        for label, standing in parts.items():
            self._standing[label] = [(about, frozenset(keys)) for _part, (about, keys) in sorted(standing.items())]
