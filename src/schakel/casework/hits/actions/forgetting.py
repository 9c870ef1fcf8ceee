"""What ends: with its signal, at its term, and, for what says that there is nothing, after the epoch."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from schakel.casework.hits.actions.who import only_the_system
from schakel.casework.hits.models import Question, Side, Token
from schakel.casework.hits.queries.sealing import outcome_of
from schakel.casework.hits.rules import EPOCH
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting


def forget_signal(*, by: Actor, signal: UUID) -> None:
    """Questions about this signal, what was told beside it, and what answered for it. Before the signal itself goes."""
    with acting(by):
        only_the_system(by)
        Token.objects.filter(controller=by.organisation, signal=signal).delete()
        asked = Question.objects.filter(controller=by.organisation, signal=signal)
        beside = [row.id for row in Side.objects.filter(controller=by.organisation) if outcome_of(row).signal == signal]
        own = Q(question__in=list(asked.values_list("id", flat=True))) | Q(id__in=beside)
        Side.objects.filter(own, controller=by.organisation).delete()
        asked.delete()
        audit.record("regions.unasked", by=by, organisation=by.organisation, object_kind="signal", object_id=signal)


def forget_old(*, by: Actor, before: datetime, now: datetime) -> int:
    """Questions and what was told from before this moment; how many rows. Answered since, they stay that long again.

    What told another municipality nothing goes when its epoch is over: by then it has hidden what it had to hide.
    """
    with acting(by):
        only_the_system(by)
        own = Side.objects.filter(controller=by.organisation)
        old = Question.objects.filter(controller=by.organisation, asked_at__lt=before)
        kept = own.filter(answered_at__gte=before).values_list("question", flat=True)
        gone, _each = old.exclude(id__in=list(kept)).delete()
        over, _each = own.filter(visible_at__lt=before).exclude(answered_at__gte=before).delete()
        mine = list(Question.objects.filter(controller=by.organisation).values_list("id", flat=True))
        quiet = own.filter(visible_at__lt=now - EPOCH).exclude(question__in=mine)
        nothing = [row.id for row in quiet if not outcome_of(row).related]
        swept, _each = Side.objects.filter(id__in=nothing).delete()
        total = gone + over + swept
        if total:
            audit.record(
                "regions.forgotten", by=by, organisation=by.organisation, object_kind="region_side", object_id=None,
                basis="hit", facts={"rows": total, "rule": "hit", "before": before.date().isoformat()},
            )  # fmt: skip
        return total
