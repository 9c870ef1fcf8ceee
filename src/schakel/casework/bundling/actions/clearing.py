"""Somebody was taken out of a signal, or a signal is shut for use: keys, links, bundles and their names follow."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from schakel.casework.bundling.actions.arriving import link_arrival, only_the_system, touched
from schakel.casework.bundling.actions.forgetting import forget_hits_of
from schakel.casework.bundling.actions.grouping import regroup
from schakel.casework.bundling.actions.keeping import drop
from schakel.casework.bundling.actions.locks import alone
from schakel.casework.bundling.actions.telling import hold_back
from schakel.casework.bundling.actions.weighing import forget_links, weigh
from schakel.casework.bundling.models import Bundle, Membership
from schakel.casework.bundling.queries.naming import REASONS
from schakel.casework.bundling.queries.readings import bound
from schakel.casework.bundling.rules import Named, title
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import Mask, mask_out, seal


def clear_reasons(*, by: Actor, masks: Sequence[Mask]) -> list[Mask] | None:
    """Takes somebody out of reasons that people wrote; the masks as done, or None when a text is another one by now.

    Done again it changes nothing. The answer itself stays: it was about signals, not about who was named in its reason.
    """
    with acting(by):
        only_the_system(by)
        done = mask_out(REASONS, masks, organisation=by.organisation)
        if done:
            audit.record(
                "judgement.cleared", by=by, organisation=by.organisation, object_kind="judgement", object_id=None,
                facts={"texts": len(masks)},
            )  # fmt: skip
        return done


def link_again(*, by: Actor, signal: UUID, renamed: bool = False) -> None:
    """Reads the signal anew, as it stands, and makes the bundles around it anew, with their names.

    `renamed`: bundles that ended and held it lose the name they had, which may come from what was taken out.
    """
    with acting(by):
        only_the_system(by)
        if renamed:
            for row in Bundle.objects.filter(ended_at__isnull=False, memberships__signal=signal).distinct():
                named = seal(title(Named()), organisation=by.organisation, bound_to=bound("bundle", row.id, "title"))
                Bundle.objects.filter(id=row.id).update(title=named)
        link_arrival(by=by, signal=signal)
        regroup({signal}, by=by, why="linked", why_left="weighed_again")


def set_aside(*, by: Actor, signal: UUID) -> None:
    """The signal takes part in nothing any more. What people judged stays, and holds again when it comes back."""
    with acting(by):
        only_the_system(by)
        alone(by.organisation)
        hold_back(signal, by=by)
        pairs = {pair for pair in touched(str(signal), by=by) if str(signal) not in pair}
        beside = Membership.objects.filter(bundle__memberships__signal=signal, until__isnull=True)
        left_behind = set(beside.values_list("signal", flat=True))
        drop(signal)
        forget_links(signal)
        changed = weigh(pairs, by=by)
        regroup(changed | left_behind | {signal}, by=by, why="linked", why_left="weighed_again")
        forget_hits_of(signal, by=by)
        audit.record("signal.unlinked", by=by, organisation=by.organisation, object_kind="signal", object_id=signal)
