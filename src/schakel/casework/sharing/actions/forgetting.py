"""What is past its term goes, with its steps; the trail keeps that it was there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from schakel.casework.sharing.models import BasisAcceptance, Consent, Disclosure
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def forget_disclosures(*, by: Actor, on: date, ended_before: date) -> int:
    """Disclosures and consents whose last day lies before `on`, and acceptances that ended before `ended_before`.

    Returns how many disclosures went; each leaves a line in the trail.
    """
    with acting(by):
        only_system(by)
        gone = forget_rows(by, Disclosure.objects.filter(controller=by.organisation, keep_until__lt=on))
        forget_consents(Consent.objects.filter(controller=by.organisation, keep_until__lt=on), by)
        BasisAcceptance.objects.filter(controller=by.organisation, ended_at__date__lt=ended_before).delete()
        return gone


def forget_signal(*, by: Actor, signal: UUID) -> None:
    """Before a signal goes: what was proposed and never sent, and what the person said, go with it. What was sent stays
    for its own term, because somebody has to be able to answer for it."""
    with acting(by):
        only_system(by)
        forget_rows(by, Disclosure.objects.filter(controller=by.organisation, signal=signal, channel=""))
        forget_consents(Consent.objects.filter(controller=by.organisation, signal=signal), by)


def forget_rows(by: Actor, rows: QuerySet[Disclosure]) -> int:
    ids = list(rows.values_list("id", flat=True))
    for one in ids:
        audit.record(
            "disclosure.forgotten", by=by, organisation=by.organisation, object_kind="disclosure", object_id=one
        )
    Disclosure.objects.filter(controller=by.organisation, id__in=ids).delete()
    return len(ids)


def forget_consents(rows: QuerySet[Consent], by: Actor) -> None:
    """A consent stays as long as a disclosure that rests on it."""
    resting = Disclosure.objects.filter(controller=by.organisation, consent__isnull=False).values("consent")
    rows.exclude(id__in=resting).delete()


def only_system(by: Actor) -> None:
    if not by.holds(SYSTEM_ROLE):
        raise Refused("disclosure.forget", _("Dit doet het systeem, volgens de bewaartermijn."))
