"""Everybody who must know of an emergency access hears of it: in their work, and by e-mail without a word of content."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.ground.audit import actions as audit
from schakel.ground.breakglass.models import Notice
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions as duty


def see_notice(*, by: Actor, access: UUID) -> bool:
    """Whoever was told has looked at it now, so it leaves their work; False when they had, or were not told."""
    if by.account is None:
        return False
    with acting(by):
        told = Notice.objects.filter(access=access, account=by.account, seen_at__isnull=True)
        seen = bool(told.update(seen_at=timezone.now()))
        if seen:
            audit.record(
                "breakglass.notice_seen", by=by, organisation=by.organisation, object_kind="breakglass", object_id=access
            )  # fmt: skip
    return seen


def mail_notice(*, by: Actor, notice: UUID, link: str) -> bool:
    """One message for one person, once; `link` goes to the page behind the login. False when there is nothing to send."""
    if not settings.MAIL:
        return False
    with acting(by):
        row = Notice.objects.select_for_update().filter(id=notice, mailed_at__isnull=True, seen_at__isnull=True).first()
        if row is None or not duty.deliver(by=by, account=row.account, key=row.id, compose=lambda: letter(link)):
            return False
        Notice.objects.filter(id=row.id).update(mailed_at=timezone.now())
        audit.record("breakglass.mailed", by=by, organisation=row.organisation, object_kind="notice", object_id=row.id)
    return True


def letter(link: str) -> EmailMessage:
    """The message, in the language that is on: no number, no municipality, no name."""
    said = _("Noodtoegang: iemand opende een signaal van een andere gemeente.")
    body = [said, _("Log in om te zien welk en waarom."), "", link, "", _("Antwoord niet op dit bericht.")]
    return EmailMessage(subject=said, body="\n".join(body), from_email=settings.MAIL_FROM)
