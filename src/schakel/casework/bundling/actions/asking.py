"""Asking another municipality after a related signal. The request has no words: people speak to each other."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.bundling.actions.locks import alone
from schakel.casework.bundling.models import ACKNOWLEDGED, ASKED, WITHDRAWN, AskRequest, Hit
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.queries import Contact
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


@dataclass(frozen=True, slots=True)
class Asked:
    """The request, the name of who was asked, and the people there one can call."""

    id: UUID
    organisation: str
    contacts: tuple[Contact, ...]


def ask_other(*, by: Actor, hit: UUID) -> Asked:
    """Lets the other municipality know that it can be called about a related signal. Asked twice is asked once."""
    with acting(by):
        _only_focal(by)
        alone(by.organisation)
        row = Hit.objects.filter(id=hit, controller=by.organisation).first()
        if row is None:
            raise Refused("related.unknown", _("Deze treffer is er niet meer."), as_not_found=True)
        open_ = AskRequest.objects.filter(controller=by.organisation, covenant=row.covenant, pair=row.pair)
        request = open_.exclude(state=WITHDRAWN).first()
        if request is None:
            request = AskRequest.objects.create(
                controller=by.organisation,
                covenant=row.covenant,
                pair=row.pair,
                asked=row.other,
                by=by.account,
                at=timezone.now(),
            )
            for side in (by.organisation, row.other):
                audit.record("related.asked", by=by, organisation=side, object_kind="request", object_id=request.id)
        return _asked(request, by)


def withdraw_ask(*, by: Actor, ask: UUID) -> None:
    """The question is no longer put; that it was put stays in both trails."""
    _move(by=by, ask=ask, to=WITHDRAWN, own=True, entry="related.ask_withdrawn")


def acknowledge_ask(*, by: Actor, ask: UUID) -> None:
    """The municipality that was asked says it has seen the question and will get in touch."""
    _move(by=by, ask=ask, to=ACKNOWLEDGED, own=False, entry="related.ask_acknowledged")


def _move(*, by: Actor, ask: UUID, to: str, own: bool, entry: str) -> None:
    with acting(by):
        _only_focal(by)
        side = {"controller": by.organisation} if own else {"asked": by.organisation}
        row = AskRequest.objects.select_for_update().filter(id=ask, **side).first()
        if row is None:
            raise Refused("request.unknown", _("Deze vraag is er niet meer."), as_not_found=True)
        if row.state != ASKED:
            raise Refused("request.answered", _("Deze vraag is al beantwoord of ingetrokken."))
        AskRequest.objects.filter(id=row.id).update(state=to, answered_by=by.account, answered_at=timezone.now())
        for organisation in (row.controller, row.asked):
            audit.record(entry, by=by, organisation=organisation, object_kind="request", object_id=row.id)


def _asked(request: AskRequest, by: Actor) -> Asked:
    other = accounts.organisation(request.asked)
    municipality = other.municipality if other else None
    contacts = accounts.focal_persons(by, municipality=municipality) if municipality else []
    return Asked(request.id, other.name if other else "", tuple(contacts))


def _only_focal(by: Actor) -> None:
    if not by.holds("focal_person"):
        raise Refused("related.role", _("Een andere gemeente iets vragen doet de aandachtsfunctionaris."))
