"""Files that somebody chose and did not send yet: kept with the draft, so that a button or a mistake loses none."""

from __future__ import annotations

import json
from uuid import UUID

from schakel.casework.intake.actions.cleaning import clean
from schakel.casework.intake.actions.drafting import writer_of
from schakel.casework.intake.models import Draft, DraftFile
from schakel.casework.intake.queries.attachments import KeptFile, kept_file
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules.files import MOST_FILES, AttachmentRefused, readable_name
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal, seal_bytes


def keep_file(*, by: Actor, kind: str, name: str, content: bytes) -> KeptFile:
    """Adds a cleaned file to the draft of this kind, which must be there. AttachmentRefused with the reason.

    The same file chosen again, by its name and what is kept of it, gives the one that was there.
    """
    try:
        cleaned = clean(content)
    except AttachmentRefused as refused:
        _record_refusal(by, kind, refused.code)
        raise
    with acting(by):
        draft = Draft.objects.get(writer=writer_of(by), kind=kind)
        told = {"name": readable_name(name, cleaned.kind), "kind": cleaned.kind, "size": len(cleaned.content)}
        before = [kept_file(row) for row in DraftFile.objects.filter(draft=draft).defer("sealed")]
        for one in before:
            if told["name"] and {"name": one.name, "kind": one.kind, "size": one.size} == told:
                return one
        if len(before) >= MOST_FILES:
            raise AttachmentRefused("too_many")
        row = DraftFile(
            id=new_id(), draft=draft, writer=draft.writer, organisation=draft.organisation, state=cleaned.state
        )
        row.told = seal(
            json.dumps(told, ensure_ascii=False),
            organisation=row.organisation,
            bound_to=bound("draftfile", row.id, "told"),
        )
        row.sealed = seal_bytes(
            cleaned.content, organisation=row.organisation, bound_to=bound("draftfile", row.id, "content")
        )
        DraftFile.objects.bulk_create([row])
        _record("draft.file_added", by, row)
        return kept_file(row)


def drop_file(*, by: Actor, file: UUID) -> None:
    """The writer takes one file out of the draft again."""
    with acting(by):
        for row in DraftFile.objects.filter(writer=writer_of(by), id=file).defer("sealed"):
            _record("draft.file_dropped", by, row)
            DraftFile.objects.filter(id=row.id).delete()


def drop_files(*, by: Actor, kind: str) -> int:
    """All of them, because of what is said to be on one (rule 17). How many there were."""
    with acting(by):
        rows = list(DraftFile.objects.filter(writer=writer_of(by), draft__kind=kind).defer("sealed"))
        for row in rows:
            _record("draft.file_dropped", by, row)
        DraftFile.objects.filter(id__in=[row.id for row in rows]).delete()
        return len(rows)


def _record(kind: str, by: Actor, row: DraftFile) -> None:
    audit.record(kind, by=by, organisation=row.organisation, object_kind="draft", object_id=str(row.draft_id))


def _record_refusal(by: Actor, kind: str, code: str) -> None:
    with acting(by):
        draft = Draft.objects.get(writer=writer_of(by), kind=kind)
        audit.record(
            "draft.file_refused", by=by, organisation=draft.organisation, object_kind="draft", object_id=str(draft.id),
            result="refused", facts={"code": code},
        )  # fmt: skip
