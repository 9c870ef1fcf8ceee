"""Questions between regions: what of a signal goes along, what answers for it, and the round itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import structlog
from django.db import DatabaseError

from schakel.casework.bundling import queries as bundling
from schakel.casework.hits import actions as hits
from schakel.casework.hits import queries as regions
from schakel.casework.intake import queries as intake
from schakel.engines.linkage import Key
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting

log = structlog.get_logger(__name__)


def keys_of(by: Actor, signal: UUID) -> Collection[Key]:
    """Less than what is compared inside a covenant, and nothing of who reported."""
    row = intake.by_id(viewer=by, ids=[signal]).get(signal)
    reporter = accounts.reporter_name(by, row.reporter) if row and row.reporter else ""
    return bundling.keys_outward(viewer=by, signal=signal, reporter=reporter)


def lay_signal(by: Actor, signal: UUID) -> None:
    """A signal came in or was put right: it answers other regions, when there is one to answer."""
    if regions.answers_for(viewer=by):
        hits.lay_tokens(by=by, signal=signal, keys=keys_of(by, signal))


def lay_all(by: Actor, agreement: UUID) -> None:
    """An agreement holds from now on: each signal here is laid, in a transaction of its own, by what follows on its line."""
    del agreement
    for signal in intake.controlled_ids(viewer=by):
        audit.record("regions.to_lay", by=by, organisation=by.organisation, object_kind="signal", object_id=signal)


def lay_anew(by: Actor, generation: int) -> int:
    """Another root: what answers other regions is laid under every root that is written now, since when it was; how many signals."""
    del generation
    with acting(by):
        signals = intake.controlled_ids(viewer=by) if regions.answers_for(viewer=by) else []
    changed = 0
    for signal in signals:
        with acting(by):
            changed += bool(hits.lay_tokens(by=by, signal=signal, keys=keys_of(by, signal), renewed=True))
    return changed


def drop_all(by: Actor, agreement: UUID) -> None:
    del agreement
    hits.drop_tokens(by=by)


def hold_round(now: datetime | None = None) -> int:
    """Puts every question whose tick has come; how many. One failure never holds up the rest. Done by `schakel work`."""
    put = 0
    try:
        for organisation in accounts.organisations("municipality"):
            by = accounts.system_actor(organisation.id)
            with acting(by):
                waiting = regions.due(viewer=by, now=now)
            if waiting:
                put += hits.carry_out(by=by, keys_of=keys_of, now=now)
    except DatabaseError as trouble:
        log.error("regions.interrupted", exc_info=trouble)
    return put
