"""Tells somebody by e-mail that something cannot wait: its number and a link, nothing about anybody."""

from __future__ import annotations

from collections.abc import Callable
from smtplib import SMTPException
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.duty.models import Call


class MailNotSent(Exception):
    """The mail server did not take it. Says which kind of failure, never an address; it is tried again."""


def mail_call(*, by: Actor, call: UUID, link: str) -> bool:
    """Sends one message for one call, once; `link` goes to the page behind the login.

    False when there is nothing to send: mail is off, it was sent, or somebody took it up. A server that dies between
    sending and noting so sends it again, with the same identifier, so that a mailbox can see that it is the same.
    """
    if not settings.MAIL:
        return False
    with acting(by):
        row = Call.objects.select_for_update().select_related("alert").filter(id=call, mailed_at__isnull=True).first()
        if row is None or row.alert.taken_at is not None:
            return False
        number = row.alert.number
        if not deliver(by=by, account=row.account, key=row.id, compose=lambda: letter(number, link)):
            return False
        Call.objects.filter(id=row.id).update(mailed_at=timezone.now())
        audit.record(
            "alert.mailed", by=by, organisation=row.organisation, object_kind="call", object_id=row.id,
            facts={"number": number},
        )  # fmt: skip
    return True


def deliver(*, by: Actor, account: UUID, key: UUID, compose: Callable[[], EmailMessage]) -> bool:
    """Sends what `compose` makes in the language of that person; False for who has no open account here any more.

    `key` becomes the Message-ID, so that a message sent twice is seen to be the same. MailNotSent when the server did
    not take it. The caller notes that it went.
    """
    person = accounts.person(by, account)
    if person is None or not person.is_active:
        return False
    with translation.override(person.language):
        message = compose()
    message.to = [person.login_name]
    message.extra_headers = {
        "Message-ID": f"<{key}@{settings.MAIL_FROM.rpartition('@')[2]}>",
        "Auto-Submitted": "auto-generated",
    }
    _send(message)
    return True


def letter(number: int, link: str) -> EmailMessage:
    """The message, in the language that is on: no narrative, no place, no name."""
    said = _("Signaal %(number)s vraagt nu aandacht.") % {"number": number}
    body = [said, _("Log in."), "", link, "", _("Antwoord niet op dit bericht. Bel 112 als er nu gevaar is.")]
    return EmailMessage(subject=said, body="\n".join(body), from_email=settings.MAIL_FROM)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (SMTPException, OSError) as trouble:
        raise MailNotSent(type(trouble).__name__) from None
