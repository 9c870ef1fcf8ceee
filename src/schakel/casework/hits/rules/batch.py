"""What is compared: the keys of one signal, cut to one size; and which of those who hold some is the one to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from schakel.engines.linkage import COMPARED, Key, SharedKey, blind_bits, is_hit
from schakel.engines.linkage.keys import STRONG

BATCH: Final = 256
"""Elements in every question, whatever stands in the signal: what is short of it is filled with decoys."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A signal of another region that holds some of the keys: whose, which, and under which covenant it answers."""

    controller: UUID
    signal: UUID
    covenant: UUID


def batch(keys: Iterable[Key]) -> tuple[Key, ...]:
    """At most BATCH keys that can say something across controllers, those of numbers and addresses first."""
    telling = {key for key in keys if key.kind in COMPARED}
    return tuple(sorted(telling, key=lambda key: (key.kind not in STRONG, key))[:BATCH])


def value_of(key: Key) -> bytes:
    """What is blinded: the kind goes along, so that a number never meets a name."""
    return f"{key.kind}|{key.text}".encode()


def best(held: Mapping[tuple[str, int], Sequence[Holder]]) -> Holder | None:
    """The one to ask: whose shared keys are enough, and weigh most. One, whatever the number of those that would do.

    `held`: of each key (kind and number) who holds it. Who asks holds it too, which is why one is added.
    """
    shared: dict[Holder, list[SharedKey]] = {}
    for (kind, _number), holders in held.items():
        for holder in holders:
            shared.setdefault(holder, []).append(SharedKey(kind, len(holders) + 1))
    weighed = [(blind_bits(agreed), holder) for holder, agreed in shared.items()]
    enough = [(bits, holder) for bits, holder in weighed if is_hit(bits)]
    if not enough:
        return None
    return max(enough, key=lambda one: (one[0], str(one[1].controller), str(one[1].signal)))[1]


def same_story(kinds: Iterable[str]) -> bool:
    """Whether keys of these kinds, shared by two signals of one municipality, would be enough to call them related."""
    return is_hit(blind_bits([SharedKey(kind, 2) for kind in kinds]))
