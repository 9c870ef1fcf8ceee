"""Rows of a register about persons, weighed by the same `score` with the model of `records.json`.

A row is a few plain values, one of each kind (`terms.py`). Two rows are only weighed when they share a key: a combination
of views that the model file names. Keys that more rows hold than the cap find nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from schakel.engines.linkage.compare import Value
from schakel.engines.linkage.counts import Spread
from schakel.engines.linkage.keys import Key
from schakel.engines.linkage.model import RECORDS, Model, load
from schakel.engines.linkage.observe import Observation, Observed
from schakel.engines.linkage.score import Edge, score
from schakel.engines.linkage.terms import read_term, view

_NO_DAY = date(1, 1, 1)


@lru_cache(maxsize=1)
def records_model() -> Model:
    """The shipped model for rows of registers."""
    return load(RECORDS)


def read_record(label: str, values: Mapping[str, str], model: Model) -> Observed:
    """A row: kind to value. Raises ValueError for a kind that the model does not know."""
    if unknown := set(values) - set(model.terms):
        raise ValueError(f"the model knows no kind {sorted(unknown)[0]!r}")
    read = tuple(
        Observation(kind, value, at, read_term(model.terms[kind], value))
        for at, (kind, value) in enumerate(sorted(values.items()))
        if value
    )
    return Observed(label, _NO_DAY, read, frozenset(), "\x1f".join(f"{one.kind}={one.raw}" for one in read))


def found_by(record: Observed, model: Model) -> list[Key]:
    """The keys by which a row is found: every combination of which all parts are there."""
    terms = record.terms
    seen: dict[tuple[str, str], str] = {}
    found = []
    for name, parts in model.finding:
        texts = []
        for part in parts:
            text = seen.get(part)
            if text is None:
                text = seen[part] = view(terms[part[0]], part[1]) if part[0] in terms else ""
            if not text:
                break
            texts.append(text)
        else:
            found.append(Key(name, "|".join(texts), "fuzzy"))
    return found


class Frequencies:
    """How many rows hold each value, as a dated snapshot says. Values not in it count as held by one."""

    def __init__(self, held: Mapping[Key, int], rows: int) -> None:
        self._held = held
        self.rows = rows

    @classmethod
    def of_rows(cls, records: Iterable[Observed]) -> Frequencies:
        held: Counter[Key] = Counter()
        rows = 0
        for record in records:
            held.update(record.keys)
            rows += 1
        return cls(held, rows)

    def held(self, key: Key) -> int:
        return self._held.get(key, 1)

    def of(self, value: Value) -> Spread:
        held = sum(self.held(key) for key in value)
        return Spread(held, held, 0)


class Register:
    """Rows as they arrive, one by one: each finds those before it that it may belong with."""

    def __init__(self, counts: Frequencies, model: Model) -> None:
        self._counts = counts
        self._model = model
        self._holders: dict[Key, list[str]] = defaultdict(list)
        self._records: dict[str, Observed] = {}

    def candidates(self, record: Observed, keys: Iterable[Key]) -> set[str]:
        """Labels of rows that share a key which not too many hold."""
        found: set[str] = set()
        for key in keys:
            holders = self._holders.get(key, ())
            if len(holders) <= self._model.cap:
                found.update(holders)
        found.discard(record.id)
        return found

    def arrive(self, record: Observed) -> list[Edge]:
        """Takes a row in: its links that reach a review, with reasons."""
        keys = found_by(record, self._model)
        least = self._model.review
        found = []
        for label in self.candidates(record, keys):
            edge = score(record, self._records[label], self._counts, self._model, least=least)
            if edge:
                found.append(edge)
        self._keep(record, keys)
        return found

    def take(self, record: Observed) -> None:
        """Takes a row in without looking for links."""
        self._keep(record, found_by(record, self._model))

    def _keep(self, record: Observed, keys: Iterable[Key]) -> None:
        for key in keys:
            self._holders[key].append(record.id)
        self._records[record.id] = record


def pairs(records: Iterable[Observed], model: Model) -> set[tuple[str, str]]:
    """Every pair of labels (sorted) that shares a key which not too many rows hold."""
    holders: dict[Key, list[str]] = defaultdict(list)
    for record in records:
        for key in found_by(record, model):
            holders[key].append(record.id)
    found: set[tuple[str, str]] = set()
    for labels in holders.values():
        if 1 < len(labels) <= model.cap:
            labels.sort()
            found.update((one, other) for at, one in enumerate(labels) for other in labels[at + 1 :])
    return found
