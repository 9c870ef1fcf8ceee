"""What follows after something was written: one dict, from the kind of trail entry to what the house then does.

At least once: the trail entry and the line in `audit_reaction` are written in one transaction, and the line is
marked done in the transaction of its follow-up. A follow-up may therefore run twice and must not mind.
`run_pending` is called after each commit of a request, and by `schakel work`, which takes what was left.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import structlog
from django.db import DatabaseError

from schakel.casework.bundling import actions as bundling
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.audit.queries import PendingReaction, pending_reactions
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting

log = structlog.get_logger(__name__)

FollowUp = Callable[[Actor, UUID], None]


def link_new_signal(by: Actor, signal: UUID) -> None:
    """A signal arrived, or names a shelter that is protected now: look for signals that may be one story with it."""
    bundling.link_arrival(by=by, signal=signal)


FOLLOWS: dict[str, FollowUp] = {
    "signal.registered": link_new_signal,
    "signal.screened": link_new_signal,
}


def run_pending(*, limit: int = 200) -> int:
    """Does what is waiting, oldest first; returns how many were done. One failure never holds up the rest.

    It never raises for the database: what called it was committed before, and must not look as if it failed.
    """
    done = 0
    try:
        for waiting in pending_reactions(kinds=tuple(FOLLOWS), limit=limit):
            try:
                done += follow(waiting)
            except Exception as trouble:  # a follow-up is ours to mend; the line stays and is tried again
                _failed(waiting, trouble)
    except DatabaseError as trouble:
        log.error("reactions.interrupted", exc_info=trouble)
    return done


def follow(waiting: PendingReaction) -> int:
    """One follow-up in its own transaction; 0 when another worker has it or it was done already."""
    by = accounts.system_actor(waiting.organisation)
    with acting(by):
        if not audit.take_reaction(waiting.id):
            return 0
        FOLLOWS[waiting.kind](by, waiting.object_id)
        audit.finish_reaction(waiting.id)
    return 1


def _failed(waiting: PendingReaction, trouble: Exception) -> None:
    log.error("reaction.failed", kind=waiting.kind, entry=str(waiting.entry), exc_info=trouble)
    audit.fail_reaction(waiting.id, organisation=waiting.organisation, error=type(trouble).__name__)
