"""Somebody answerable says, by name and with a reason, that a basis that is still to be checked may be used here."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.sharing.actions.locks import needed
from schakel.casework.sharing.models import BasisAcceptance
from schakel.casework.sharing.queries.matrix import basis as known_basis
from schakel.casework.sharing.queries.matrix import digest
from schakel.casework.sharing.queries.sealing import bound
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal


def accept_basis(*, by: Actor, basis: str, reason: str) -> UUID:
    """Returns the id of the acceptance. It holds for this text of the content pack and for this organisation only.

    Refused for anybody but the privacy officer, for a basis that needs no acceptance, and a second time.
    """
    told = needed(reason)
    with acting(by):
        _only_privacy(by)
        known = known_basis(basis)
        if known is None or not known.from_memory:
            raise Refused("acceptance.basis", _("Deze grondslag hoeft niemand te aanvaarden."))
        with connection.cursor() as cursor:  # two at once: the second one waits, and finds it done
            cursor.execute(
                "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"basis:{by.organisation}:{basis}"]
            )
        held = BasisAcceptance.objects.filter(controller=by.organisation, basis=basis, ended_at__isnull=True)
        if any(bytes(one.digest) == digest(basis) for one in held):
            raise Refused("acceptance.done", _("Deze grondslag is al aanvaard."))
        assert by.account is not None
        row = BasisAcceptance(
            id=new_id(), controller=by.organisation, basis=basis, digest=digest(basis), pack_version=pack().version,
            by=by.account, at=timezone.now(),
        )  # fmt: skip
        row.reason = seal(told, organisation=by.organisation, bound_to=bound("acceptance", row.id, "reason"))
        BasisAcceptance.objects.bulk_create([row])
        _record(by, "basis.accepted", row)
        return row.id


def end_acceptance(*, by: Actor, acceptance: UUID) -> None:
    """From now on nothing goes on this basis; what went stays written down."""
    with acting(by):
        _only_privacy(by)
        open_ = BasisAcceptance.objects.filter(id=acceptance, controller=by.organisation, ended_at__isnull=True)
        row = open_.select_for_update().first()
        if row is None:
            raise Refused("acceptance.unknown", _("Deze aanvaarding is er niet meer."), as_not_found=True)
        BasisAcceptance.objects.filter(id=row.id).update(ended_by=by.account, ended_at=timezone.now())
        _record(by, "basis.acceptance_ended", row)


def _record(by: Actor, kind: str, row: BasisAcceptance) -> None:
    audit.record(
        kind, by=by, organisation=by.organisation, object_kind="basis", object_id=row.id, basis=row.basis.lower()
    )


def _only_privacy(by: Actor) -> None:
    if not by.holds("privacy_officer"):
        raise Refused("acceptance.role", _("Een grondslag aanvaarden doet de privacyfunctionaris, met naam."))
