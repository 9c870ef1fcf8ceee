"""Files with a signal: that there is one, for who sent it and who handles it; the file itself for the second only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schakel.casework.intake.models import Attachment, AttachmentContent, DraftFile, Mention
from schakel.casework.intake.queries.drafts import kept_since
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules.files import IMAGES, MEDIA_TYPES, OPENABLE, own_name
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import unseal, unseal_bytes


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """`name` is the reporter's own, "" when there was none; `size` in bytes. A withheld one has no name, kind or size."""

    id: UUID
    signal: UUID
    number: int
    position: int
    at: datetime
    state: str
    shut_at: datetime | None
    name: str
    kind: str
    size: int

    @property
    def own_name(self) -> str:
        """What a copy is called; it says nothing of what is in it."""
        return own_name(self.number, self.position, self.kind) if self.kind else ""

    @property
    def is_image(self) -> bool:
        return self.kind in IMAGES

    @property
    def can_open(self) -> bool:
        return self.shut_at is None and self.state in OPENABLE


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file with a draft."""

    id: UUID
    name: str
    kind: str
    size: int
    state: str


@dataclass(frozen=True, slots=True)
class OpenedFile:
    media_type: str
    name: str
    content: bytes


def kept_files(*, viewer: Actor, kind: str) -> list[KeptFile]:
    """What the viewer chose for the draft of this kind and did not send yet, in that order."""
    if viewer.account is None:
        return []
    rows = DraftFile.objects.filter(writer=viewer.account, draft__kind=kind, draft__kept_at__gt=kept_since())
    return [kept_file(row) for row in rows.defer("sealed").order_by("id")]


def attachments(*, viewer: Actor, signal: UUID) -> list[AttachmentRow]:
    """Of a signal that the viewer sent or handles; the caller has recorded the reading of that signal."""
    rows = Attachment.objects.filter(signal_id=signal).select_related("signal").order_by("position")
    return [_row(row) for row in rows if _may_know(viewer, row)]


def attachment(*, viewer: Actor, attachment: UUID) -> AttachmentRow | None:
    """One of them, for who handles the signal; None for anybody else. That its page was opened is in the trail."""
    row = _handled(viewer, attachment)
    if row is None:
        return None
    _record("attachment.seen", viewer, row)
    return _row(row)


def open_attachment(*, viewer: Actor, attachment: UUID) -> OpenedFile | None:
    """The file itself, for who handles the signal, with a line in the trail each time. None for anybody else, and while
    it is not checked, after a virus was found, and for ever when it was shut."""
    row = _handled(viewer, attachment)
    if row is None or row.shut_at is not None or row.state not in OPENABLE:
        return None
    held = AttachmentContent.objects.filter(attachment_id=row.id).first()
    if held is None:
        return None
    _record("attachment.opened", viewer, row)
    shown = _row(row)
    return OpenedFile(MEDIA_TYPES[shown.kind], shown.own_name, content_of(held))


def content_of(held: AttachmentContent) -> bytes:
    place = bound("attachment", held.attachment_id, "content")
    return unseal_bytes(bytes(held.sealed), organisation=held.controller, bound_to=place)


def kept_file(row: DraftFile) -> KeptFile:
    told = json.loads(
        unseal(bytes(row.told), organisation=row.organisation, bound_to=bound("draftfile", row.id, "told"))
    )
    return KeptFile(row.id, told["name"], told["kind"], told["size"], row.state)


def kept_content(row: DraftFile) -> bytes:
    place = bound("draftfile", row.id, "content")
    return unseal_bytes(bytes(row.sealed), organisation=row.organisation, bound_to=place)


def told_of_file(row: Attachment) -> dict[str, str | int]:
    """name, kind and size; without any of them for one that was withheld."""
    if row.told is None:
        return {"name": "", "kind": "", "size": 0}
    place = bound("attachment", row.id, "told")
    told: dict[str, str | int] = json.loads(unseal(bytes(row.told), organisation=row.controller, bound_to=place))
    return told


def _handled(viewer: Actor, attachment: UUID) -> Attachment | None:
    if not viewer.holds("focal_person"):
        return None
    rows = Attachment.objects.filter(id=attachment, controller=viewer.organisation)
    return rows.select_related("signal").first()


def _may_know(viewer: Actor, row: Attachment) -> bool:
    handles = viewer.holds("focal_person") and row.controller == viewer.organisation
    return handles or (viewer.account is not None and row.signal.reporter == viewer.account)


def _row(row: Attachment) -> AttachmentRow:
    told = told_of_file(row)
    return AttachmentRow(
        id=row.id,
        signal=row.signal_id,
        number=row.signal.number,
        position=row.position,
        at=row.at,
        state=row.state,
        shut_at=row.shut_at,
        name=str(told["name"]),
        kind=str(told["kind"]),
        size=int(told["size"]),
    )


def _record(kind: str, viewer: Actor, row: Attachment) -> None:
    audit.record(
        kind, by=viewer, organisation=row.controller, object_kind="attachment", object_id=row.id,
        subjects=list(Mention.objects.filter(signal=row.signal_id, kind="person").values_list("id", flat=True)),
        facts={"number": row.signal.number, "position": row.position}, activity="signal",
    )  # fmt: skip
