"""Meeting places: values that many signals share and that join people who have nothing else in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schakel.engines.linkage.compare import Value
from schakel.engines.linkage.counts import Census, Postings
from schakel.engines.linkage.keys import IDENTITY, keys_of
from schakel.engines.linkage.model import Model
from schakel.engines.linkage.observe import Observed


@dataclass(frozen=True, slots=True)
class Hub:
    """`signals`: how many hold the value; `first`: label of the earliest; `mention`: which of its mentions (-1: its text)."""

    kind: str
    signals: int
    first: str
    mention: int


def hubs_of(read: Iterable[Observed], counts: Census, postings: Postings, model: Model) -> tuple[Hub, ...]:
    """Meeting places in order of time; different spellings of one value are one. The value itself is not in it."""
    found: list[tuple[str, Value, set[str], str, int]] = []
    for signal in read:
        for one in signal.observations:
            value = frozenset(key for key in keys_of(one) if key.kind in IDENTITY)
            if not value or counts.of(value).stories < model.hub_stories:
                continue
            known = next((entry for entry in found if entry[0] == one.kind and entry[1] & value), None)
            holders = {label for key in value for label in postings.holders(key)}
            if known is None:
                found.append((one.kind, value, holders, signal.id, one.at))
            else:
                found[found.index(known)] = (known[0], known[1] | value, known[2] | holders, known[3], known[4])
    return tuple(Hub(kind, len(holders), first, mention) for kind, _, holders, first, mention in found)
