"""What ends: a signal whose term is over takes all it left here with it; hits nobody took up are forgotten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from schakel.casework.bundling.actions.arriving import only_the_system, touched
from schakel.casework.bundling.actions.grouping import regroup
from schakel.casework.bundling.actions.keeping import drop
from schakel.casework.bundling.actions.locks import alone
from schakel.casework.bundling.actions.telling import forget_told, hold_back, take_back
from schakel.casework.bundling.actions.weighing import forget_links, weigh
from schakel.casework.bundling.models import WITHDRAWN, AskRequest, Bundle, Hit, Judgement, Membership, WorksheetAnswer
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting


def forget_signal(*, by: Actor, signal: UUID) -> None:
    """Removes keys, links, judgements and places in bundles of this signal; the signals around it are weighed again.

    Called before the signal itself is removed, by the system of its controller, with its covenants.
    """
    with acting(by):
        only_the_system(by)
        alone(by.organisation)
        hold_back(signal, by=by)
        pairs = {pair for pair in touched(str(signal), by=by) if str(signal) not in pair}
        beside = Membership.objects.filter(bundle__memberships__signal=signal, until__isnull=True)
        left_behind = set(beside.values_list("signal", flat=True)) - {signal}
        _remove(signal)
        changed = weigh(pairs, by=by)
        regroup(changed | left_behind, by=by, why="linked", why_left="forgotten")
        Bundle.objects.filter(controller=by.organisation, memberships__isnull=True).delete()
        forget_hits_of(signal, by=by)
        audit.record("signal.unlinked", by=by, organisation=by.organisation, object_kind="signal", object_id=signal)


def forget_hits_of(signal: UUID, *, by: Actor) -> None:
    """What was told of this signal elsewhere, and asked about it, is taken back on both sides."""
    told = Hit.objects.filter(controller=by.organisation, signal=signal).values_list("covenant", "pair")
    for covenant, pair in list(told):
        AskRequest.objects.filter(covenant=covenant, pair=pair).delete()
    take_back(signal, by=by)


def forget_related(*, by: Actor, before: datetime) -> int:
    """Removes what was told of related signals from before this moment; how many hits.

    A hit that one side asked after stays until the question, or the answer to it, is that old too.
    """
    with acting(by):
        only_the_system(by)
        taken_up = AskRequest.objects.exclude(state=WITHDRAWN).filter(Q(at__gte=before) | Q(answered_at__gte=before))
        open_ = list(taken_up.values_list("covenant", "pair"))
        over = AskRequest.objects.filter(at__lt=before).exclude(answered_at__gte=before)
        asked, _each = over.delete()
        gone = forget_told(before, but=open_, by=by)
        if gone or asked:
            audit.record(
                "related.forgotten", by=by, organisation=by.organisation, object_kind="related", object_id=None,
                basis="hit", facts={"hits": gone, "asked": asked, "rule": "hit", "before": before.date().isoformat()},
            )  # fmt: skip
        return gone


def _remove(signal: UUID) -> None:
    drop(signal)
    forget_links(signal)
    WorksheetAnswer.objects.filter(rests_on__contains=[signal]).delete()
    Judgement.objects.filter(a=signal).delete()
    Judgement.objects.filter(b=signal).delete()
    Membership.objects.filter(signal=signal).delete()
