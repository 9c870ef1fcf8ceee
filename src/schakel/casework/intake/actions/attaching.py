"""Files come with a signal, are checked later when they could not be checked at once, and can be shut for ever."""

from __future__ import annotations

import json
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.actions.drafting import writer_of
from schakel.casework.intake.actions.scanning import verdict
from schakel.casework.intake.models import Attachment, AttachmentContent, DraftFile, Signal
from schakel.casework.intake.queries.attachments import (
    OpenedFile,
    content_of,
    kept_content,
    kept_file,
    told_of_file,
)
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules.files import MEDIA_TYPES, MOST_FILES, own_name
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal, seal_bytes

Told = dict[str, str | int]


def attach_kept(*, by: Actor, kind: str, signal: UUID) -> int:
    """Gives the files of the draft to a signal of the same person, sealed for its municipality; how many came with it.

    One that stands there already, by name and size, is not added again: the second click brings nothing twice.
    """
    with acting(by):
        row = _sent(by, signal)
        there = list(Attachment.objects.filter(signal_id=row.id).exclude(state="withheld").order_by("position"))
        known = [told_of_file(one) for one in there]
        added = 0
        for file in DraftFile.objects.filter(writer=writer_of(by), draft__kind=kind).order_by("id"):
            kept = kept_file(file)
            told: Told = {"name": kept.name, "kind": kept.kind, "size": kept.size}
            if told in known or len(there) + added >= MOST_FILES:
                continue
            added += 1
            _add(by, row, len(there) + added, file, told)
        return added


def withhold(*, by: Actor, signal: UUID) -> None:
    """Says that there is a picture that was not taken in, because a minor may be on it, naked or in a sexual way."""
    with acting(by):
        row = _sent(by, signal)
        if Attachment.objects.filter(signal_id=row.id, state="withheld").exists():
            return
        told = Attachment(
            id=new_id(), signal_id=row.id, controller=row.controller, position=0, at=timezone.now(), state="withheld"
        )
        Attachment.objects.bulk_create([told])
        _record("attachment.withheld", by, row, told)


def shut(*, by: Actor, attachment: UUID) -> None:
    """From now on nobody opens this picture: no page, no copy, no print. It cannot be undone here (rule 17)."""
    with acting(by):
        rows = Attachment.objects.select_for_update(of=("self",)).select_related("signal")
        row = rows.filter(id=attachment, controller=by.organisation).first()
        if row is None or not by.holds("focal_person") or row.state == "withheld":
            raise Refused("attachment.not_yours", _("Dit bestand is er niet."), as_not_found=True)
        if row.shut_at is None:
            Attachment.objects.filter(id=row.id).update(shut_at=timezone.now(), shut_by=by.account)
            _record("attachment.shut", by, row.signal, row)


def hand_over(*, by: Actor, number: int, position: int) -> OpenedFile:
    """For the system, at the command line: the file that was shut, for the police who ask for it, with a line in the trail.

    Refused for one that is not shut: what people may open is opened on its page.
    """
    with acting(by):
        rows = Attachment.objects.select_related("signal").filter(signal__number=number, position=position)
        row = rows.filter(controller=by.organisation, shut_at__isnull=False).first()
        held = AttachmentContent.objects.filter(attachment_id=row.id).first() if row else None
        if row is None or held is None or not by.holds(SYSTEM_ROLE):
            raise Refused("attachment.not_shut", _("Dit bestand is er niet, of het is niet afgesloten."))
        _record("attachment.handed_over", by, row.signal, row)
        kind = str(told_of_file(row)["kind"])
        return OpenedFile(MEDIA_TYPES[kind], own_name(number, position, kind), content_of(held))


def check_waiting(*, by: Actor) -> dict[str, int]:
    """For the system of an organisation: asks the scanner again about files it gave no answer on. Counts of each answer."""
    found = {"clean": 0, "infected": 0}
    with acting(by):
        rows = Attachment.objects.select_for_update(skip_locked=True, of=("self",)).select_related("signal")
        for row in rows.filter(controller=by.organisation, state="waiting").order_by("at"):
            held = AttachmentContent.objects.get(attachment_id=row.id)
            said = verdict(content_of(held))
            if said == "waiting":
                break  # it gives no answer at all: the others would wait for it one by one
            if said == "infected":
                held.delete()
            Attachment.objects.filter(id=row.id).update(state=said)
            _record(f"attachment.{said}", by, row.signal, row)
            found[said] = found.get(said, 0) + 1
    return found


def _sent(by: Actor, signal: UUID) -> Signal:
    row = Signal.objects.filter(id=signal, reporter=by.account).first() if by.account else None
    if row is None:
        raise Refused("signal.not_yours", _("Dit signaal is er niet."), as_not_found=True)
    return row


def _add(by: Actor, signal: Signal, position: int, file: DraftFile, told: Told) -> None:
    row = Attachment(
        id=new_id(), signal_id=signal.id, controller=signal.controller, position=position, at=timezone.now(),
        state=file.state,
    )  # fmt: skip
    text = json.dumps(told, ensure_ascii=False)
    row.told = seal(text, organisation=row.controller, bound_to=bound("attachment", row.id, "told"))
    Attachment.objects.bulk_create([row])
    held = AttachmentContent(attachment_id=row.id, controller=row.controller)
    place = bound("attachment", row.id, "content")
    held.sealed = seal_bytes(kept_content(file), organisation=row.controller, bound_to=place)
    AttachmentContent.objects.bulk_create([held])
    _record("attachment.added", by, signal, row)


def _record(kind: str, by: Actor, signal: Signal, row: Attachment) -> None:
    audit.record(
        kind, by=by, organisation=row.controller, object_kind="attachment", object_id=row.id,
        facts={"number": signal.number, "position": row.position, "state": row.state}, activity="signal",
    )  # fmt: skip
