"""Writes down how a signal was read, and its blind keys; and takes them away again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection

from schakel.casework.bundling.actions.locks import alone_with
from schakel.casework.bundling.models import LinkKey, Reading
from schakel.casework.bundling.queries.blinding import blinded
from schakel.casework.bundling.queries.postings import Things, packed
from schakel.casework.bundling.queries.readings import bound, forget_read
from schakel.engines.linkage import Key, Observed, entries, to_dict
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import current_actor
from schakel.ground.vault.actions import seal, written_generations

_KEEP = """
insert into bundling_reading (id, controller, signal, observed, held) values (%s, %s, %s, %s, %s)
on conflict (signal) do update set observed = excluded.observed, held = excluded.held
"""
_LAY = """
insert into bundling_link_key (controller, signal, covenant, generation, kind, key)
select %s, %s, %s, %s, k.kind, k.key from unnest(%s::text[], %s::bigint[]) as k (kind, key)
on conflict do nothing
"""
_FORM = "form"
_OWN = None


def keep(observed: Observed, *, by: Actor, again: bool = True) -> Things:
    """The reading, sealed, and the keys with which the controller's own signals find each other; what now stands in it, blind.

    `again` False: nothing was kept of this signal before.
    """
    signal = UUID(observed.id)
    if again:
        LinkKey.objects.filter(signal=signal, covenant=_OWN).delete()
    things = entries(observed)
    standing = {one: _blind(things, covenant=_OWN, generation=one) for one in written_generations()}
    sealed = seal(
        json.dumps(to_dict(observed), ensure_ascii=False),
        organisation=by.organisation,
        bound_to=bound("reading", signal, "observed"),
    )
    with connection.cursor() as cursor:
        forget_read(signal, of=by.organisation)
        cursor.execute(_KEEP, [signal, by.organisation, signal, sealed, _held(standing)])
    for generation, each in standing.items():
        _lay(signal, _keys(each), _OWN, generation, by)
    return standing[next(iter(standing))]


def keep_for_covenant(observed: Observed, *, by: Actor, covenant: UUID, again: bool = True) -> set[Key]:
    """The keys with which signals of this covenant find each other, under every root that is written now; returns those of the
    root that counts, blinded. Who lays one of these too, or has laid it, waits."""
    signal = UUID(observed.id)
    things = [(about, keys) for about, keys in entries(observed) if about != _FORM]
    laid = {one: _keys(_blind(things, covenant=covenant, generation=one)) for one in written_generations()}
    old = LinkKey.objects.filter(signal=signal, covenant=covenant)
    before = set(old.values_list("key", flat=True)) if again else set()
    alone_with(before | {int(key.text) for keys in laid.values() for key in keys})
    if before:
        old.delete()
    for generation, keys in laid.items():
        _lay(signal, keys, covenant, generation, by)
    return laid[next(iter(laid))]


def drop(signal: UUID) -> None:
    forget_read(signal, of=current_actor().organisation)
    Reading.objects.filter(signal=signal).delete()
    LinkKey.objects.filter(signal=signal).delete()


def lay(observed: Observed, *, by: Actor, covenant: UUID | None, generation: int) -> set[Key]:
    """Keys under one root. Own keys hold the kinds of signs too: they tell stories apart, and are no business of others."""
    signal = UUID(observed.id)
    things = [(about, keys) for about, keys in entries(observed) if covenant is None or about != _FORM]
    standing = _blind(things, covenant=covenant, generation=generation)
    if covenant is None:
        row = Reading.objects.get(signal=signal)
        row.held = json.dumps({**json.loads(row.held), str(generation): packed(standing)})
        row.save(update_fields=["held"])
    laid = _keys(standing)
    _lay(signal, laid, covenant, generation, by)
    return laid


def _blind(things: Things, *, covenant: UUID | None, generation: int) -> Things:
    names = blinded({key for _about, keys in things for key in keys}, covenant=covenant, generation=generation)
    return [(about, frozenset(names[key] for key in keys)) for about, keys in things]


def _keys(standing: Things) -> set[Key]:
    return {key for _about, keys in standing for key in keys}


def _held(standing: Mapping[int, Things]) -> str:
    return json.dumps({generation: packed(things) for generation, things in standing.items()}, separators=(",", ":"))


def _lay(signal: UUID, keys: Iterable[Key], covenant: UUID | None, generation: int, by: Actor) -> None:
    """One statement for all of them, in the order of the index: who lays at the same time meets them in the same order."""
    laid = sorted(keys, key=lambda key: int(key.text))
    if laid:
        with connection.cursor() as cursor:
            cursor.execute(
                _LAY,
                [
                    by.organisation, signal, covenant, generation,
                    [key.kind for key in laid], "{" + ",".join(key.text for key in laid) + "}",
                ],
            )  # fmt: skip
