"""Blind keys under a newer root: laid beside the present ones first, and the older ones taken away when nobody reads them."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from schakel.casework.bundling.actions.arriving import only_the_system
from schakel.casework.bundling.actions.keeping import lay
from schakel.casework.bundling.actions.locks import alone
from schakel.casework.bundling.models import LinkKey, Reading
from schakel.casework.bundling.queries.readings import readings
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting

_FORGET = """
update bundling_reading r set held = coalesce((
  select json_object_agg(h.key, h.value)::text from json_each(r.held::json) h where h.key::int >= %s
), '{}') where r.controller = %s
"""


def lay_keys(*, by: Actor, generation: int) -> int:
    """For every signal of the controller that has none under this root; how many. Nothing is linked anew: the values are the same."""
    with acting(by):
        only_the_system(by)
        laid = LinkKey.objects.filter(controller=by.organisation, generation=generation).values("signal")
        waiting = list(
            Reading.objects.filter(controller=by.organisation).exclude(signal__in=laid).values_list("signal", flat=True)
        )
    laid_now = sum(_lay_of(signal, by, generation) for signal in waiting)
    if laid_now:
        with acting(by):
            _record("keys.reblinded", by, signals=laid_now)
    return laid_now


def forget_keys(*, by: Actor, generation: int) -> int:
    """Those of the controller under older roots than this one; how many."""
    with acting(by):
        only_the_system(by)
        gone = LinkKey.objects.filter(controller=by.organisation, generation__lt=generation).delete()[0]
        with connection.cursor() as cursor:
            cursor.execute(_FORGET, [generation, by.organisation])
        if gone:
            _record("keys.forgotten", by, keys=gone)
        return gone


def _lay_of(signal: UUID, by: Actor, generation: int) -> int:
    """In a transaction of its own: who links meanwhile waits for one signal and not for all."""
    with acting(by):
        alone(by.organisation)
        standing = LinkKey.objects.filter(signal=signal)
        read = readings(viewer=by, signals=[signal]).get(str(signal))
        if read is None or standing.filter(generation=generation).exists():
            return 0
        shared = set(standing.filter(covenant__in=by.covenants).values_list("covenant", flat=True))
        for covenant in (None, *sorted(shared, key=str)):
            lay(read, by=by, covenant=covenant, generation=generation)
    return 1


def _record(kind: str, by: Actor, **facts: int) -> None:
    audit.record(kind, by=by, organisation=by.organisation, object_kind="keys", object_id=None, facts=facts)
