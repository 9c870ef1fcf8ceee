"""Keeps what somebody types until it is sent. One line in the trail when a draft begins and one when it goes."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from schakel.casework.intake.models import Draft
from schakel.casework.intake.queries.drafts import kept_since
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules import mask_citizen_numbers
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal


def keep_draft(*, by: Actor, kind: str, typed: dict[str, Any]) -> None:
    """Puts `typed` in the place of what was kept before. Citizen service numbers are not kept, in a draft neither."""
    writer = writer_of(by)
    with acting(by):
        _one_at_a_time(writer, kind)
        row = Draft.objects.filter(writer=writer, kind=kind).first()
        begun = row is None
        if row is None:
            row = Draft(id=new_id(), writer=writer, organisation=by.organisation, kind=kind)
        row.kept_at = timezone.now()
        row.typed = seal(
            json.dumps(_masked(typed), ensure_ascii=False),
            organisation=by.organisation,
            bound_to=bound("draft", row.id, "typed"),
        )
        if begun:
            Draft.objects.bulk_create([row])
            _record("draft.begun", by, row)
        else:
            Draft.objects.filter(id=row.id).update(kept_at=row.kept_at, typed=row.typed)


def hold(*, by: Actor, kind: str) -> None:
    """Until the end of the transaction nobody else does anything with this draft. Works inside acting(by)."""
    _one_at_a_time(writer_of(by), kind)


def drop_draft(*, by: Actor, kind: str) -> None:
    """After sending, or when the writer starts again."""
    with acting(by):
        for row in Draft.objects.filter(writer=writer_of(by), kind=kind):
            _record("draft.dropped", by, row)
            row.delete()


def forget_old_drafts(*, by: Actor) -> int:
    """For the system of an organisation: drafts whose term is over go; returns how many."""
    with acting(by):
        over = list(Draft.objects.filter(organisation=by.organisation, kept_at__lte=kept_since()))
        for row in over:
            _record("draft.forgotten", by, row)
            row.delete()
    return len(over)


def _one_at_a_time(writer: UUID, kind: str) -> None:
    """A page keeps what is typed while its reader also presses a button: the second waits, then finds the first's row."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('intake.draft'), hashtext(%s))", [f"{writer} {kind}"])


def writer_of(by: Actor) -> UUID:
    if by.account is None:
        raise ValueError("A draft belongs to a person; the system types nothing.")
    return by.account


def _record(kind: str, by: Actor, row: Draft) -> None:
    audit.record(kind, by=by, organisation=row.organisation, object_kind="draft", object_id=str(row.id))


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask_citizen_numbers(value)
    if isinstance(value, list):
        return [_masked(one) for one in value]
    if isinstance(value, dict):
        return {key: _masked(one) for key, one in value.items()}
    return value
