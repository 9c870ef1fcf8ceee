"""Requests of the own municipality: for the privacy officer who decides, and for who looks up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from schakel.casework.rights.models import Finding, Request, RequestStep
from schakel.casework.rights.queries.rows import FindingRow, LetterRow, RequestRow, StepRow
from schakel.casework.rights.queries.sealing import opened, who_of
from schakel.casework.rights.rules import OPEN, Check
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor

PAGE = 100


def requests(*, viewer: Actor, states: Sequence[str] = tuple(sorted(OPEN)), limit: int = PAGE) -> list[RequestRow]:
    """By the day on which an answer is due. Names are opened, so it leaves a line."""
    rows = Request.objects.filter(controller=viewer.organisation, state__in=states).order_by("due_on", "id")
    found = [request_row(row) for row in rows[:limit]]
    if found:
        audit.record(
            "request.listed", by=viewer, organisation=viewer.organisation, object_kind="request", object_id=None,
            subjects=[one.id for one in found], facts={"shown": len(found)}, activity="data_request",
        )  # fmt: skip
    return found


def waiting(*, viewer: Actor, on: date) -> tuple[int, int]:
    """How many requests have no answer yet, and of how many the term is over; it opens nobody's name."""
    rows = Request.objects.filter(controller=viewer.organisation, state__in=sorted(OPEN))
    return rows.count(), rows.filter(due_on__lt=on).count()


def to_collect(*, viewer: Actor) -> list[tuple[UUID, str, date]]:
    """Requests that wait for somebody to look up: number, reference and the day an answer is due. Nobody's name."""
    rows = Request.objects.filter(controller=viewer.organisation, state="checked").order_by("due_on", "id")
    return [(one, one.hex[-8:].upper(), due) for one, due in rows.values_list("id", "due_on")]


def request(*, viewer: Actor, request: UUID, reading: bool = True) -> RequestRow | None:
    row = Request.objects.filter(controller=viewer.organisation, id=request).first()
    if row is None:
        return None
    if reading:
        audit.record(
            "request.read", by=viewer, organisation=row.controller, object_kind="request", object_id=row.id,
            subjects=[row.id], activity="data_request",
        )  # fmt: skip
    return request_row(row)


def steps(*, viewer: Actor, request: UUID) -> list[StepRow]:
    rows = RequestStep.objects.filter(controller=viewer.organisation, request=request).order_by("at", "id")
    return [
        StepRow(
            row.to_state, row.at, row.by,
            opened(row.reason, controller=row.controller, kind="step", row=row.id, field="reason"),
        )
        for row in rows
    ]  # fmt: skip


def findings(*, viewer: Actor, request: UUID) -> list[FindingRow]:
    """In order of signal. The words of signals open for who handles signals only: the database says so too."""
    rows = Finding.objects.filter(controller=viewer.organisation, request=request).select_related("words")
    return [finding_row(row) for row in rows.order_by("number", "place", "position", "id")]


def letter(*, viewer: Actor, request: UUID) -> LetterRow | None:
    """What was decided to say; None while nothing was."""
    row = Request.objects.filter(controller=viewer.organisation, id=request, letter__isnull=False).first()
    if row is None:
        return None
    told = json.loads(opened(row.letter, controller=row.controller, kind="request", row=row.id, field="letter"))
    return LetterRow(tuple(told["say"]), tuple(told["grounds"]), told["neutral"], told["unknown"])


def check_of(row: Request) -> Check:
    return Check(row.asked_by, row.identity, row.apart, row.willing, row.authority)


def request_row(row: Request) -> RequestRow:
    who = who_of(row)
    return RequestRow(
        id=row.id,
        kind=row.kind,
        channel=row.channel,
        received_on=row.received_on,
        due_on=row.due_on,
        extended=row.extended,
        state=row.state,
        name=who["name"],
        also=tuple(who["also"]),
        reach=who["reach"],
        check=check_of(row),
        registered_by=row.registered_by,
        collected_by=row.collected_by,
        decided_by=row.decided_by,
        stuck=row.stuck,
    )


def finding_row(row: Finding) -> FindingRow:
    held = getattr(row, "words", None)
    words = opened(held.words, controller=row.controller, kind="finding", row=row.id, field="words") if held else ""
    return FindingRow(
        id=row.id,
        signal=row.signal,
        number=row.number,
        place=row.place,
        position=row.position,
        row=row.row,
        spans=tuple((start, end) for start, end in row.spans),
        was=row.was,
        proposal=row.proposal,
        decision=row.decision,
        ground=row.ground,
        silent=row.silent,
        say=opened(row.say, controller=row.controller, kind="finding", row=row.id, field="say"),
        reason=opened(row.reason, controller=row.controller, kind="finding", row=row.id, field="reason"),
        words=words,
        done=row.done_at is not None,
    )
