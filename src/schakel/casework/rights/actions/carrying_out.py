"""What was granted is done: places are handed to the system, and what was done is written down, without a word of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.rights.models import Finding, FindingWords, Notice, Request
from schakel.casework.rights.queries.requests import finding_row, request_row
from schakel.casework.rights.queries.rows import FindingRow, RequestRow
from schakel.casework.rights.rules import GRANT
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


@dataclass(frozen=True, slots=True)
class ToDo:
    request: RequestRow
    granted: tuple[FindingRow, ...]


def begin_carrying_out(*, by: Actor, request: UUID) -> ToDo | None:
    """What was granted and not done yet, locked; None when there is nothing. For the system."""
    with acting(by):
        only_system(by)
        row = Request.objects.select_for_update().filter(id=request, controller=by.organisation).first()
        if row is None or row.state not in ("decided", "answered"):
            return None
        found = Finding.objects.filter(request=row, decision=GRANT, done_at__isnull=True).select_related("words")
        granted = tuple(finding_row(one) for one in found.order_by("number", "id"))
        if not granted:
            return None
        audit.record(
            "request.begun", by=by, organisation=row.controller, object_kind="request", object_id=row.id,
            facts={"kind": row.kind, "places": len(granted)}, activity="data_request",
        )  # fmt: skip
        return ToDo(request_row(row), granted)


def finish_carrying_out(*, by: Actor, request: UUID, done: Mapping[UUID, tuple[int, int]], stuck: bool) -> None:
    """`done`: each finding with the keyed hashes of its text before and after, 0 when it has none; its words go now."""
    with acting(by):
        only_system(by)
        now = timezone.now()
        for finding, (was, after) in done.items():
            Finding.objects.filter(id=finding, request=request).update(was=was, now=after, done_at=now)
        FindingWords.objects.filter(finding__in=list(done)).delete()
        if stuck:
            Request.objects.filter(id=request).update(stuck=True)
        audit.record(
            "request.carried_out", by=by, organisation=by.organisation, object_kind="request", object_id=request,
            facts={"places": len(done), "stuck": stuck}, activity="data_request",
        )  # fmt: skip


def restricted_by(*, by: Actor, request: UUID) -> list[UUID]:
    """Signals that this request restricts. For the system, when the restriction ends."""
    with acting(by):
        only_system(by)
        rows = Finding.objects.filter(request=request, controller=by.organisation, decision=GRANT, signal__isnull=False)
        found = [one for one in dict.fromkeys(rows.values_list("signal", flat=True)) if one is not None]
        audit.record(
            "request.ended", by=by, organisation=by.organisation, object_kind="request", object_id=request,
            facts={"signals": len(found)}, activity="data_request",
        )  # fmt: skip
        return found


def forget_words(*, by: Actor, request: UUID) -> None:
    """After a copy was put back: what was done before is done, and no word of it stays."""
    with acting(by):
        only_system(by)
        gone, _each = FindingWords.objects.filter(finding__request=request, controller=by.organisation).delete()
        if gone:
            Finding.objects.filter(request=request, decision=GRANT, done_at__isnull=True).update(done_at=timezone.now())
            audit.record(
                "request.words_forgotten", by=by, organisation=by.organisation, object_kind="request", object_id=request,
                facts={"places": gone}, activity="data_request",
            )  # fmt: skip


def forget_people(*, by: Actor, signal: UUID, people: list[int] | None = None) -> None:
    """Before a signal goes, or when somebody is taken out of it: what was written down of telling them goes."""
    with acting(by):
        only_system(by)
        rows = Notice.objects.filter(controller=by.organisation, signal=signal)
        gone, _each = (rows if people is None else rows.filter(person__in=people)).delete()
        if gone:
            audit.record(
                "notice.forgotten", by=by, organisation=by.organisation, object_kind="signal", object_id=signal,
                facts={"notices": gone}, activity="data_request",
            )  # fmt: skip


def forget_requests(*, by: Actor, on: date) -> int:
    """Requests of which the last day lies before `on`, whole; how many."""
    with acting(by):
        only_system(by)
        over = list(Request.objects.filter(controller=by.organisation, keep_until__lt=on).values_list("id", flat=True))
        Request.objects.filter(id__in=over).delete()
        if over:
            audit.record(
                "request.forgotten", by=by, organisation=by.organisation, object_kind="request", object_id=None,
                basis="data_request", facts={"gone": len(over), "rule": "data_request", "before": on.isoformat()},
            )  # fmt: skip
        return len(over)


def only_system(by: Actor) -> None:
    if not by.holds(SYSTEM_ROLE):
        raise Refused("request.system", _("Dit doet het systeem, na een besluit."))
