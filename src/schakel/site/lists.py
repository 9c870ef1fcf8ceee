"""Lists of earlier signals that stood still while they were being taken in go on, in the name of who began them.

Somebody closed the page, or the server was started again. Done by `schakel work`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries as signals
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import actor_of_account, demand
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.site import reactions

STANDS_STILL = timedelta(seconds=30)


def go_on(*, since: timedelta = STANDS_STILL) -> int:
    """Takes in what was left, to the end; returns how many lists. Nobody's list goes on who may not read in any more."""
    done = 0
    for house in accounts.organisations("municipality"):
        by = accounts.system_actor(house.id)
        with acting(by):
            left = signals.lists_left(viewer=by, before=timezone.now() - since)
        for writer in left:
            actor = actor_of_account(writer)
            if actor and _may(actor):
                _to_the_end(replace(actor, origin="job"))
                done += 1
    return done


def _may(actor: Actor) -> bool:
    try:
        with acting(actor):
            demand(actor, "import.signals")
    except Refused:
        return False
    return True


def _to_the_end(by: Actor) -> None:
    while (read := intake.go_on_with_list(by=by, municipality=by.municipality or "")) and not read.finished:
        reactions.run_pending()
    reactions.run_pending()
