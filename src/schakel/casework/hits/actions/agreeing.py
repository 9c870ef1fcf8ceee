"""Two covenants agree to answer each other: proposed on one side, signed on the other, ended by either."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.hits.actions.who import only_privacy
from schakel.casework.hits.models import Agreement
from schakel.casework.hits.queries.agreements import parties
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def propose_agreement(*, by: Actor, own: UUID, other: UUID, now: datetime | None = None) -> UUID:
    """Our privacy officer signs for the own covenant; it holds when the other side has signed too."""
    with acting(by):
        account = only_privacy(by)
        if own not in by.covenants or other in by.covenants or accounts.covenant(other) is None:
            raise Refused("agreement.covenant", _("Kies een eigen convenant en een convenant van een andere regio."))
        row = Agreement(
            id=new_id(), one=own, other=other, proposed_for=by.organisation, proposed_by=account,
            proposed_at=now or timezone.now(),
        )  # fmt: skip
        try:
            with acting(by):  # a savepoint: two officers may propose the same at once
                Agreement.objects.bulk_create([row])
        except IntegrityError as trouble:
            raise Refused(
                "agreement.there", _("Over deze twee convenanten loopt al een voorstel of een afspraak.")
            ) from trouble
        _tell("regions.agreement_proposed", row, by)
        return row.id


def sign_agreement(*, by: Actor, agreement: UUID, now: datetime | None = None) -> None:
    """The other side signs, by name: from now on both answer, about what came in before the next epoch."""
    with acting(by):
        account = only_privacy(by)
        row = _held(by, agreement)
        if row.other not in by.covenants or row.proposed_for == by.organisation or row.signed_at:
            raise Refused("agreement.sign", _("Deze afspraak kunt u niet tekenen."))
        signed = {"signed_for": by.organisation, "signed_by": account, "signed_at": now or timezone.now()}
        Agreement.objects.filter(id=row.id).update(**signed)
        _tell("regions.agreement_signed", row, by)


def end_agreement(*, by: Actor, agreement: UUID) -> None:
    """Either side ends it, at once: questions under way find nothing any more, and what answered them is taken away."""
    with acting(by):
        account = only_privacy(by)
        row = _held(by, agreement)
        ended = {"ended_for": by.organisation, "ended_by": account, "ended_at": timezone.now()}
        Agreement.objects.filter(id=row.id).update(**ended)
        _tell("regions.agreement_ended", row, by)


def _held(by: Actor, agreement: UUID) -> Agreement:
    """One that runs and that we are party to."""
    row = Agreement.objects.select_for_update().filter(id=agreement, ended_at__isnull=True).first()
    if row is None or not {row.one, row.other} & by.covenants:
        raise Refused("agreement.unknown", _("Deze afspraak is er niet of loopt niet meer."), as_not_found=True)
    return row


def _tell(kind: str, row: Agreement, by: Actor) -> None:
    """In the trail of every party to both covenants: it is about what each of them holds."""
    for organisation in sorted({by.organisation, *parties((row.one, row.other))}):
        audit.record(kind, by=by, organisation=organisation, object_kind="agreement", object_id=row.id)
