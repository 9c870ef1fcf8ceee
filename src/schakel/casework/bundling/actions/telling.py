"""Across municipalities only blind keys meet: that there is a related signal, and whom to ask. Never which, never what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from schakel.casework.bundling.actions.keeping import keep_for_covenant
from schakel.casework.bundling.actions.locks import alone_with
from schakel.casework.bundling.models import LinkKey
from schakel.engines.linkage import MODEL, Key, Observed, SharedKey, blind_bits, is_hit
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import as_linker
from schakel.ground.vault.actions import blind, generations

# Holders of each key in the whole covenant, cut off where a key says nothing any more.
_SHARED = """
select w.kind, w.key, h.controller, h.signal
from unnest(%s::text[], %s::bigint[]) as w (kind, key)
cross join lateral (
  select k.controller, k.signal from bundling_link_key k
  where k.covenant = %s and k.generation = %s and k.key = w.key and k.kind = w.kind
  group by k.controller, k.signal limit %s
) h
"""
_TELL = """
insert into bundling_hit (id, controller, covenant, signal, other, pair, found_at) values (%s, %s, %s, %s, %s, %s, %s)
on conflict (controller, covenant, pair) do nothing returning id
"""
_TAKE_BACK = """
delete from bundling_hit where covenant = %s and pair in (
  select pair from bundling_hit where covenant = %s and controller = %s and signal = %s and not pair = any (%s)
)
"""


@dataclass(frozen=True, slots=True)
class Related:
    """A signal of another controller that shares enough blind keys."""

    controller: UUID
    signal: UUID
    pair: int


def tell(observed: Observed, *, by: Actor, again: bool = True) -> int:
    """Lays the keys of this signal beside those of its covenants and tells both sides of what is found; how many are new.

    `again` False: nothing was laid or told of this signal before.
    """
    new = 0
    for covenant in sorted(by.covenants):
        keys = keep_for_covenant(observed, by=by, covenant=covenant, again=again)
        new += _tell_in(covenant, UUID(observed.id), keys, by, again=again)
    return new


def hold_back(signal: UUID, *, by: Actor) -> None:
    """Nobody finds this signal in a covenant until we are done. Before its keys are taken away."""
    alone_with(LinkKey.objects.filter(signal=signal, covenant__in=by.covenants).values_list("key", flat=True))


def take_back(signal: UUID, *, by: Actor) -> None:
    """The signal is gone, with its keys: so is what was told of it, on both sides."""
    for covenant in sorted(by.covenants):
        with as_linker(), connection.cursor() as cursor:
            cursor.execute(_TAKE_BACK, [covenant, covenant, by.organisation, signal, []])


def forget_told(before: datetime, *, but: Collection[tuple[UUID, int]], by: Actor) -> int:
    """Removes what was told before this moment, on the side of this controller; how many. `but`: covenant and pair to keep."""
    gone = 0
    for covenant in sorted(by.covenants):
        kept = [pair for of, pair in but if of == covenant]
        with as_linker(), connection.cursor() as cursor:
            cursor.execute(
                "delete from bundling_hit where covenant = %s and controller = %s and found_at < %s and not pair = any (%s)",
                [covenant, by.organisation, before, kept],
            )
            gone += cursor.rowcount
    return gone


def _tell_in(covenant: UUID, signal: UUID, keys: Collection[Key], by: Actor, *, again: bool) -> int:
    moment = timezone.now()
    told: list[tuple[UUID, UUID]] = []
    with as_linker(), connection.cursor() as cursor:
        found = _related(covenant, signal, keys, by)
        if again:
            cursor.execute(_TAKE_BACK, [covenant, covenant, by.organisation, signal, [one.pair for one in found]])
        for one in found:
            for row in _both(one, covenant, signal, moment, by):
                cursor.execute(_TELL, row)
                if cursor.fetchone() is not None:
                    told.append((row[0], row[1]))
    for hit, controller in told:
        audit.record("related.found", by=by, organisation=controller, object_kind="related", object_id=hit)
    return len({hit for hit, controller in told if controller == by.organisation})


def _both(
    one: Related, covenant: UUID, signal: UUID, moment: datetime, by: Actor
) -> list[tuple[UUID, UUID, UUID, UUID, UUID, int, datetime]]:
    return [
        (new_id(), by.organisation, covenant, signal, one.controller, one.pair, moment),
        (new_id(), one.controller, covenant, one.signal, by.organisation, one.pair, moment),
    ]


def _related(covenant: UUID, signal: UUID, keys: Collection[Key], by: Actor) -> list[Related]:
    held: dict[tuple[str, int], list[tuple[UUID, UUID]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            _SHARED,
            [[key.kind for key in keys], [int(key.text) for key in keys], covenant, generations()[0], MODEL.cap + 1],
        )
        for kind, key, controller, other in cursor.fetchall():
            held[kind, key].append((controller, other))
    shared: dict[tuple[UUID, UUID], list[SharedKey]] = defaultdict(list)
    for (kind, _key), holders in held.items():
        for controller, other in holders:
            if controller != by.organisation:
                shared[controller, other].append(SharedKey(kind, len(holders)))
    return [
        Related(controller, other, _pair(covenant, signal, other))
        for (controller, other), agreed in sorted(shared.items())
        if is_hit(blind_bits(agreed))
    ]


def _pair(covenant: UUID, one: UUID, other: UUID) -> int:
    """The same for both sides, and tells neither which signal the other has.

    Always under the first root: it names two random numbers, which nobody guesses, and stands in what both sides keep.
    """
    low, high = sorted((str(one), str(other)))
    return blind("link.pair", [f"{low}|{high}"], covenant=covenant, generation=1)[0]
