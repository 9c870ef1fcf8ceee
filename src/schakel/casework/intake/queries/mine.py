"""What somebody sent: their own words, the receipt, and the feedback meant for them. Nothing of what was decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Prefetch

from schakel.casework.intake.models import AddedObservation, Feedback, Mention, Observation, Signal
from schakel.casework.intake.queries.listing import PAGE
from schakel.casework.intake.queries.rows import ListedSignal, PassedOn, SignalRow
from schakel.casework.intake.queries.signals import listed, whole_row
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor


def my_signals(*, viewer: Actor, limit: int = PAGE) -> list[tuple[ListedSignal, str]]:
    """Newest first, each with the code of the last feedback."""
    if viewer.account is None:
        return []
    rows = Signal.objects.filter(reporter=viewer.account).prefetch_related(
        Prefetch("feedback", Feedback.objects.order_by("at", "id"))
    )
    found = list(rows.order_by("-received_at", "-number")[:limit])
    named = _named(found)
    for controller in {row.controller for row in found}:
        audit.record(
            "signals.listed_own", by=viewer, organisation=controller, object_kind="signals", object_id=None,
            subjects=named[controller], facts={"shown": sum(1 for row in found if row.controller == controller)},
            activity="signal",
        )  # fmt: skip
    return [(_mine(listed(row)), _last_code(row)) for row in found]


def my_signal(*, viewer: Actor, signal: UUID) -> SignalRow | None:
    """One of them whole; None when it is not the viewer's own. The read is in the trail of the municipality."""
    if viewer.account is None:
        return None
    own = Signal.objects.filter(reporter=viewer.account, id=signal).select_related("provenance")
    rows = own.prefetch_related(
        Prefetch("observations", Observation.objects.order_by("position")),
        Prefetch("added", AddedObservation.objects.none()),
        Prefetch("mentions", Mention.objects.order_by("position")),
        Prefetch("feedback", Feedback.objects.order_by("at", "id")),
    )
    found = rows.first()
    if found is None:
        return None
    audit.record(
        "signal.read_own", by=viewer, organisation=found.controller, object_kind="signal", object_id=found.id,
        subjects=[one.id for one in found.mentions.all() if one.kind == "person"],
    )  # fmt: skip
    row = whole_row(found, as_typed=True)
    return replace(row, listed=_mine(row.listed), changes=(), added=(), reach="", dues=())


def passed_on_before(*, viewer: Actor, limit: int = 12) -> list[PassedOn]:
    """For whom the viewer wrote a signal down before, latest first, each person once. Numbers and kinds of work only."""
    if viewer.account is None:
        return []
    rows = Signal.objects.filter(reporter=viewer.account).exclude(passed_on="")
    found: dict[UUID | None, PassedOn] = {}
    for row in rows.order_by("-received_at", "-number").defer("narrative")[:PAGE]:
        told = PassedOn(row.id, row.number, row.organisation_kind, row.function, row.received_at)
        found.setdefault(row.noticer, told)
    return list(found.values())[:limit]


def _named(found: Sequence[Signal]) -> dict[UUID, list[UUID]]:
    """Who is named in these signals, by municipality."""
    rows = Mention.objects.filter(signal__in=[row.id for row in found], kind="person").order_by("id")
    named: dict[UUID, list[UUID]] = defaultdict(list)
    for controller, mention in rows.values_list("controller", "id"):
        named[controller].append(mention)
    return named


def _mine(row: ListedSignal) -> ListedSignal:
    """A reporter hears by fixed feedback only: state, owner and terms are the municipality's own (rule 15)."""
    return replace(row, state="", due_at=None, owner=None)


def _last_code(row: Signal) -> str:
    codes = [told.code for told in row.feedback.all()]
    return codes[-1] if codes else "received"
