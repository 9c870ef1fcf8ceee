"""What signals share: the same thing named in several of them, gathered from the reasons of their links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from schakel.casework.bundling.rules.reasons import Part
from schakel.engines.linkage import Key, Observation, Observed
from schakel.engines.linkage.addresses import read_address
from schakel.engines.linkage.forms import Address
from schakel.engines.linkage.keys import IDENTITY

Node = tuple[UUID, int]  # a signal, and the place of a thing among those read in it

_ALIKE: Final = frozenset({"full", "full close"})
_MOST_NAMES: Final = 2


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons of one link of a bundle; `sure` when it was joined or confirmed."""

    a: UUID
    b: UUID
    sure: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """How one signal names a shared thing: as typed, how equal that is to the others (a level), and whether it is sure."""

    signal: UUID
    raw: str
    level: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that signals share: `at` where it stands for sure, `maybe` where somebody must still judge it.

    `waits` when no link that holds says so yet. `levels`: how equal it is, strongest first. `nodes`: every place. `ways`: one
    for each signal, in order of time.
    """

    name: str
    kind: str
    at: tuple[UUID, ...]
    maybe: tuple[UUID, ...]
    levels: tuple[str, ...]
    nodes: tuple[Node, ...]
    waits: bool
    ways: tuple[Way, ...]


def shared(order: Sequence[UUID], links: Iterable[Reasons], read: Mapping[UUID, Observed]) -> list[Shared]:
    """Everything that at least two signals share, what is sure and what most signals share first."""
    ties = [
        ((link.a, part.a), (link.b, part.b), link.sure, part)
        for link in links
        for part in link.parts
        if part.in_mentions and part.bits > 0 and part.kind != "named_after"
    ]
    place = {signal: at for at, signal in enumerate(order)}
    found = []
    for nodes in _gathered([(one, other) for one, other, _sure, _part in ties]):
        own = [tie for tie in ties if tie[0] in nodes]
        found.append(_row(nodes, own, place, read))
    return sorted(
        found, key=lambda row: (row.waits, -len(row.at) - len(row.maybe), [place[one] for one in row.at], row.name)
    )


def in_both(
    one: Sequence[UUID], other: Sequence[UUID], links: Iterable[Reasons], read: Mapping[UUID, Observed]
) -> list[Shared]:
    """What signals of two groups both name: by the reasons of links between them, and whatever has a key that stands
    for one person, place or number, also where it says too little for a link.
    """
    left, right = set(one), set(other)
    crossing = [link for link in links if (link.a in left) != (link.b in left)]
    linked = shared([*one, *other], crossing, read)
    known = {node for row in linked for node in row.nodes}
    held: dict[Key, list[Node]] = {}
    for signal in (*one, *other):
        for at, seen in enumerate(read[signal].observations if signal in read else ()):
            for key in sorted(seen.keys):
                if key.kind in IDENTITY and (signal, at) not in known:
                    held.setdefault(key, []).append((signal, at))
    alike = [
        nodes for nodes in held.values() if {node[0] for node in nodes} & left and {node[0] for node in nodes} & right
    ]
    pairs = [(nodes[0], node) for nodes in alike for node in nodes[1:]]
    place = {signal: at for at, signal in enumerate((*one, *other))}
    loose = [_row(nodes, (), place, read) for nodes in _gathered(pairs)]
    return [*linked, *sorted(loose, key=lambda row: (row.kind, row.name))]


def _row(
    nodes: frozenset[Node],
    ties: Sequence[tuple[Node, Node, bool, Part]],
    place: Mapping[UUID, int],
    read: Mapping[UUID, Observed],
) -> Shared:
    ordered = sorted(nodes, key=lambda node: (place[node[0]], node[1]))
    signals = tuple(dict.fromkeys(signal for signal, _at in ordered))
    held = {end[0] for one, other, sure, _part in ties if sure for end in (one, other)}
    at = tuple(signal for signal in signals if signal in held) or signals[:1]
    best: dict[str, float] = {}
    for _one, _other, _sure, part in ties:
        best[part.level] = max(best.get(part.level, 0.0), part.bits)
    seen = [read[signal].observations[place_in] for signal, place_in in ordered]
    return Shared(
        name=_name(seen, best.keys()),
        kind=seen[0].kind,
        at=at,
        maybe=tuple(signal for signal in signals if signal not in at),
        levels=tuple(sorted(best, key=lambda level: (-best[level], level))),
        nodes=tuple(ordered),
        waits=not held,
        ways=tuple(_way(signal, ordered, ties, read, signal in held) for signal in signals),
    )


def _way(
    signal: UUID,
    nodes: Sequence[Node],
    ties: Sequence[tuple[Node, Node, bool, Part]],
    read: Mapping[UUID, Observed],
    sure: bool,
) -> Way:
    """The strongest of what ties this signal to it; when it holds, of what holds. What was typed there."""
    own = [
        (part.bits, part.level, end[1])
        for one, other, holds, part in ties
        for end in (one, other)
        if end[0] == signal and holds >= sure
    ]
    _bits, level, at = max(own, default=(0.0, "", next(place for one, place in nodes if one == signal)))
    return Way(signal, read[signal].observations[at].raw.strip(), level, sure)


def _name(seen: Sequence[Observation], levels: Iterable[str]) -> str:
    """As typed in the earliest signal; a street with its number; two names where they are not clearly one."""
    if seen[0].kind == "address":
        return _address(seen)
    names: dict[str, str] = {}
    for one in seen:
        names.setdefault(one.raw.strip().casefold(), one.raw.strip())
    if seen[0].kind == "person" and not set(levels) <= _ALIKE:
        return ", ".join(list(names.values())[:_MOST_NAMES])
    times = Counter(one.raw.strip().casefold() for one in seen)
    return names[max(names, key=lambda name: (times[name], names[name][:1].isupper()))]


def _address(seen: Sequence[Observation]) -> str:
    """Without the town: that stands in the words. As it was typed most completely."""
    for one in seen:
        form = one.form
        if isinstance(form, Address) and form.number:
            head = one.raw.split(",")[0].strip()
            at = head.lower().rfind(form.number)
            short = head[: at + len(form.number) + len(form.addition)] if at > 0 else head
            if isinstance(read_address(short), Address):
                return short[:1].upper() + short[1:]
    bare = seen[0].raw.split(",")[0].split("(")[0].strip()
    return bare[:1].upper() + bare[1:]


def _gathered(pairs: Iterable[tuple[Node, Node]]) -> list[frozenset[Node]]:
    group: dict[Node, set[Node]] = {}
    for one, other in pairs:
        left, right = group.setdefault(one, {one}), group.setdefault(other, {other})
        if left is not right:
            left |= right
            for node in right:
                group[node] = left
    return [frozenset(members) for members in {id(members): members for members in group.values()}.values()]
