"""Writes the trail, and keeps the list of what must follow."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import F
from django.db.models.functions import Now

from schakel.ground.audit.models import Reaction
from schakel.ground.audit.queries import Anchor, Verified, pseudonyms, verified
from schakel.ground.audit.rules.chain import FORGOTTEN, proof_of
from schakel.ground.audit.rules.facts import Fact, checked, code, error_name, object_name
from schakel.ground.database.actor import Actor, system
from schakel.ground.database.apart import apart
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import acting, current_actor

_SPAN_BYTES = 8
_LONGEST_WAIT = timedelta(hours=1)


def record(
    kind: str,
    *,
    by: Actor,
    organisation: UUID,
    object_kind: str,
    object_id: UUID | str | None,
    result: str = "done",
    basis: str = "",
    subjects: Sequence[UUID] = (),
    facts: Mapping[str, Fact] | None = None,
    activity: str = "",
) -> UUID:
    """One entry in the trail of `organisation` (the controller), in this transaction; returns its id.

    Each of `subjects` also gets a line in the processing log, without who did it. `activity` is the code of the
    processing activity in the register, else the first part of `kind`. When something was done to an object with
    an identifier, what follows is put on the list. NotForTheTrail when a field could be text about a person;
    RuntimeError when `by` is not who acts in this transaction.
    """
    if by != current_actor():
        raise RuntimeError("The trail names who acts in this transaction, and nobody else.")
    with connection.cursor() as cursor:
        return _append(
            cursor,
            kind,
            by,
            organisation,
            object_kind,
            object_id,
            result,
            basis,
            tuple(subjects),
            facts or {},
            activity,
        )


def record_refusal(
    kind: str, *, by: Actor, organisation: UUID, object_kind: str, object_id: UUID | str | None, code: str
) -> UUID:
    """An entry that stays when the present transaction is rolled back; returns its id."""
    with apart(by) as cursor:
        return _append(cursor, kind, by, organisation, object_kind, object_id, "refused", "", (), {"code": code}, "")


def check_trail(*, by: Actor, anchors: Sequence[Anchor] = (), last: int | None = None) -> Verified:
    """Verifies the trail of the actor's own organisation, and leaves a line that says so; `last` as for verified()."""
    found = verified(by.organisation, anchors=anchors, last=last)
    record(
        "trail.verified", by=by, organisation=by.organisation, object_kind="trail", object_id=None,
        result="failed" if found.faults else "done",
        facts={"faults": len(found.faults), "entries": found.read, "whole": found.whole, "anchors": len(anchors)},
    )  # fmt: skip
    return found


def forget_old(*, by: Actor, before: date, most: int = 5_000) -> int:
    """The system: the oldest entries of its own trail, up to the first of that day or later, go with their processing lines.

    What stays is verified from a checkpoint, which an entry of the chain proves. At most `most` at a time, and never
    anything younger than five years; returns how many entries went.
    """
    with acting(by), connection.cursor() as cursor:
        cursor.execute("select upto, hash, gone, lines from audit_forget(%s, %s, %s)", [by.organisation, before, most])
        row = cursor.fetchone()
        if row is None:
            return 0
        upto, digest, gone, lines = row
        record(
            FORGOTTEN, by=by, organisation=by.organisation, object_kind="trail", object_id=None,
            facts={**proof_of(upto, bytes(digest)), "gone": gone, "lines": lines, "before": before.isoformat()},
        )  # fmt: skip
    return int(gone)


def take_reaction(reaction: UUID) -> bool:
    """Inside acting(system(...)): True when it is ours to do now; False when it was done or another has it."""
    waiting = Reaction.objects.select_for_update(skip_locked=True).filter(id=reaction, done_at__isnull=True)
    return waiting.first() is not None


def finish_reaction(reaction: UUID) -> None:
    """In the transaction of the follow-up itself, so that it is done once or not at all."""
    Reaction.objects.filter(id=reaction).update(done_at=Now())


def fail_reaction(reaction: UUID, *, organisation: UUID, error: str) -> None:
    """In a transaction of its own: counts the attempt and waits twice as long before the next, at most an hour.

    `error` is the name of a kind of failure, never its text.
    """
    with acting(system(organisation, None)):
        attempts = Reaction.objects.filter(id=reaction).values_list("attempts", flat=True).first() or 0
        wait = min(timedelta(seconds=2 ** min(attempts + 1, 12)), _LONGEST_WAIT)
        Reaction.objects.filter(id=reaction, done_at__isnull=True).update(
            attempts=F("attempts") + 1, last_error=error_name(error), try_after=Now() + wait
        )


def _append(
    cursor: CursorWrapper,
    kind: str,
    by: Actor,
    organisation: UUID,
    object_kind: str,
    object_id: UUID | str | None,
    result: str,
    basis: str,
    subjects: tuple[UUID, ...],
    facts: Mapping[str, Fact],
    activity: str,
) -> UUID:
    entry = new_id()
    target = object_name(object_id)
    cursor.execute(
        "select audit_append(%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s::bytea[], %s::text[], %s::uuid)",
        [
            entry,
            organisation,
            code("kind", kind),
            code("object_kind", object_kind),
            target,
            code("result", result),
            code("basis", basis, empty=True),
            code("origin", by.origin.replace(" ", "_")),
            json.dumps(checked(facts)),
            code("activity", activity or kind.split(".")[0]),
            [secrets.token_bytes(_SPAN_BYTES) for _ in subjects],
            pseudonyms(organisation, subjects),
            target if result == "done" and isinstance(object_id, UUID) else None,
        ],
    )
    return entry
