"""Meeting places: values that many signals share and that join people who have nothing else in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schakel.engines.linkage.commonness import frequent_family
from schakel.engines.linkage.compare import findings
from schakel.engines.linkage.counts import Census, Postings
from schakel.engines.linkage.forms import Person
from schakel.engines.linkage.keys import IDENTITY, Key
from schakel.engines.linkage.model import Model
from schakel.engines.linkage.names import readings
from schakel.engines.linkage.observe import Observation, Observed

_SURE = 13.0
"""Levels with fewer values than this (as a power of two) do not say that two mentions are one thing."""


@dataclass(frozen=True, slots=True)
class Hub:
    """`signals`: how many hold the value; `first`: label of the earliest; `mention`: which of its mentions (-1: its text)."""

    kind: str
    signals: int
    first: str
    mention: int


def hubs_of(read: Mapping[str, Observed], counts: Census, postings: Postings, model: Model) -> tuple[Hub, ...]:
    """Meeting places of signals in order of time; spellings of one value are one. The value itself is not told."""
    found: list[tuple[Hub, frozenset[Key]]] = []
    for label, signal in read.items():
        for one in signal.observations:
            value = frozenset(key for key in one.keys if key.kind in IDENTITY)
            if not value or _many_bear(one) or any(hub.kind == one.kind and known & value for hub, known in found):
                continue
            if counts.of(value).stories < model.hub_stories:
                continue
            holders = {other for key in value for other in postings.holders(key)}
            holders = {other for other in holders if _named_in(one, read[other], model)}
            if len(holders) >= model.hub_stories:
                found.append((Hub(one.kind, len(holders), label, one.at), value))
    return tuple(hub for hub, _ in found)


def _many_bear(one: Observation) -> bool:
    """A name that very many bear joins strangers, but is no meeting place."""
    if not isinstance(one.form, Person):
        return False
    return any(frequent_family(reading.family) for reading in readings(one.form) if not reading.turned)


def _named_in(one: Observation, signal: Observed, model: Model) -> bool:
    return any(
        model.levels[finding.level].kind == one.kind and model.levels[finding.level].values >= _SURE
        for other in signal.observations
        for finding in findings(one, other)
    )
