"""Signals that go soon, and those that may go earlier because nothing confirms them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from schakel.casework.intake.models import AddedObservation, Signal, StateChange
from schakel.casework.intake.queries.keeping import keep_until
from schakel.casework.intake.queries.listing import PAGE
from schakel.casework.intake.queries.restricted import RUNNING
from schakel.casework.intake.queries.signals import own
from schakel.casework.intake.rules import OPEN, OUTCOMES, announced, is_soft
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class Leaving:
    """A signal on its way out, by its number. `soft`: earlier than its state says, because nothing confirms it."""

    signal: UUID
    number: int
    last_day: date
    soft: bool


def notice() -> timedelta:
    """How long a signal is in sight of its owner before it goes."""
    return timedelta(days=pack().retention["signal_announced"].keep.days or 0)


def leaving(*, viewer: Actor, team: Sequence[UUID], on: date, limit: int = PAGE) -> list[Leaving]:
    """Without an outcome and near the end of their term, or soft: of the viewer, of nobody, or of who is not there."""
    rows = own(viewer).filter(
        ~RUNNING, Q(let_go_on__isnull=False) | Q(state__in=OPEN), keep_until__lte=on + notice(), keep_until__gte=on
    )
    rows = rows.filter(Q(owner=viewer.account) | Q(owner__isnull=True) | ~Q(owner__in=list(team)))
    told = rows.order_by("keep_until", "number").values_list("id", "number", "keep_until", "let_go_on")
    return [Leaving(one, number, until, soft is not None) for one, number, until, soft in told[:limit]]


def may_be_let_go(*, viewer: Actor, on: date, linked: frozenset[UUID]) -> dict[UUID, date]:
    """Soft signals of which it is time to say so, with their last day. `linked`: those that something ties to another."""
    with_fact = Exists(AddedObservation.objects.filter(signal=OuterRef("pk")))
    rows = Signal.objects.filter(
        ~RUNNING, ~with_fact, controller=viewer.organisation, let_go_on__isnull=True, state__in=("no_action", "closed"),
        keep_until__gt=on + notice(),
    ).prefetch_related(Prefetch("changes", StateChange.objects.order_by("at", "id").defer("reason")))  # fmt: skip
    found: dict[UUID, date] = {}
    for row in rows.defer("narrative"):
        changes = list(row.changes.all())
        outcomes = [one.to_state for one in changes if one.to_state in (*OUTCOMES, "plan")]
        decided = next((one.at for one in reversed(changes) if one.to_state == "no_action"), None)
        soft = is_soft(
            state=row.state, outcomes=outcomes, linked=row.id in linked, added=False, minor=row.minor, danger=row.danger
        )
        if decided is None or not soft:
            continue
        days = {"received_on": timezone.localdate(row.received_at), "decided_on": timezone.localdate(decided)}
        until = announced(keep_until("soft", **days), today=on, notice=notice())
        if until is not None and until < row.keep_until:
            found[row.id] = until
    return found


def let_go(*, viewer: Actor) -> list[UUID]:
    """Signals that were announced as soft and are still there."""
    rows = Signal.objects.filter(controller=viewer.organisation, let_go_on__isnull=False)
    return list(rows.order_by(F("keep_until"), "id").values_list("id", flat=True))
