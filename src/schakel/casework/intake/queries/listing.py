"""Lists of signals of the own municipality, by due date. Sealed words are shown and never searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from schakel.casework.intake.models import Mention, Signal, StateChange
from schakel.casework.intake.queries.rows import ListedSignal
from schakel.casework.intake.queries.signals import listed, own
from schakel.casework.intake.rules import OPEN
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of signals is narrowed to; never by a name or a narrative.

    `outcome`: was ever given, so also when another followed. `owner`: whose. `without`: of nobody, or of somebody who is
    not among these. `due_before`: asks for a next step before that moment. `minor`, `danger`: only those.
    """

    state: str = ""
    outcome: str = ""
    function: str = ""
    first: date | None = None
    last: date | None = None
    number: int | None = None
    only_open: bool = False
    owner: UUID | None = None
    without: tuple[UUID, ...] | None = None
    due_before: datetime | None = None
    minor: bool = False
    danger: bool = False


def signals(*, viewer: Actor, chosen: Filter | None = None, limit: int = PAGE, offset: int = 0) -> list[ListedSignal]:
    """By due date, what asks for nothing last and newest first."""
    rows = _filtered(own(viewer), chosen or Filter())
    return _shown(viewer, _by_due(rows)[offset : offset + limit])


def count(*, viewer: Actor, chosen: Filter | None = None) -> int:
    return _filtered(own(viewer), chosen or Filter()).count()


def inbox(*, viewer: Actor, team: Sequence[UUID] | None = None, limit: int = PAGE) -> list[ListedSignal]:
    """What asks for a next step, by due date and by nothing else.

    With `team`, the colleagues who are there: the viewer's own, nobody's, and what is of somebody who is not among them.
    So a signal without an outcome is always in somebody's list.
    """
    rows = own(viewer).filter(due_at__isnull=False)
    if team is not None:
        rows = rows.filter(Q(owner=viewer.account) | Q(owner__isnull=True) | ~Q(owner__in=list(team)))
    return _shown(viewer, _by_due(rows)[:limit])


def without_outcome(*, viewer: Actor) -> tuple[int, date | None]:
    """How many signals have no outcome yet, and since when the oldest waits."""
    rows = own(viewer).filter(state__in=OPEN).order_by("received_at")
    oldest = rows.values_list("received_at", flat=True).first()
    return rows.count(), oldest.date() if oldest else None


def _by_due(rows: QuerySet[Signal]) -> QuerySet[Signal]:
    return rows.order_by(F("due_at").asc(nulls_last=True), "-received_at", "-number")


def _shown(viewer: Actor, rows: QuerySet[Signal]) -> list[ListedSignal]:
    """Opens the words of a list; that is a reading too, so it leaves its line, and one for each person named."""
    found = list(rows)
    if found:
        named = Mention.objects.filter(signal__in=[row.id for row in found], kind="person")
        audit.record(
            "signals.listed", by=viewer, organisation=viewer.organisation, object_kind="signals", object_id=None,
            subjects=list(named.values_list("id", flat=True)), facts={"shown": len(found)}, activity="signal",
        )  # fmt: skip
    return [listed(row) for row in found]


def _filtered(rows: QuerySet[Signal], chosen: Filter) -> QuerySet[Signal]:
    exact = {
        "state": chosen.state, "function": chosen.function, "observed_on__gte": chosen.first, "observed_on__lte": chosen.last,
        "number": chosen.number, "owner": chosen.owner, "due_at__lt": chosen.due_before,
        "minor": "yes" if chosen.minor else "", "danger": chosen.danger or None,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
    if chosen.only_open:
        rows = rows.filter(state__in=OPEN)
    if chosen.outcome:
        rows = rows.filter(Exists(StateChange.objects.filter(signal=OuterRef("pk"), to_state=chosen.outcome)))
    if chosen.without is not None:
        rows = rows.filter(Q(owner__isnull=True) | ~Q(owner__in=chosen.without))
    return rows
