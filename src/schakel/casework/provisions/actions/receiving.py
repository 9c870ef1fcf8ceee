"""What the police or the prosecution gave: by hand, or together with a signal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.provisions.actions.common import filled, line, needed, not_ahead, only, sealed, terms
from schakel.casework.provisions.models import Provision
from schakel.casework.provisions.queries import GIVERS, bases_to_receive, needs_acceptance
from schakel.casework.provisions.queries.sealing import as_text
from schakel.casework.provisions.rules import Field
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import LegalBasis, pack
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

LONGEST_REFERENCE = 64


def record_provision(
    *, by: Actor, giver: str, basis: str, reference: str, provided_on: date, purpose: str, fields: Iterable[Field]
) -> UUID:
    """Returns its id. `basis`: on which the giver may give this to a municipality; `fields`: what was given, by kind.

    Refused without the giver's own number, on a basis that does not name this giver and purpose, for a kind that the
    basis does not let through, and on a basis from memory that nobody here answers for.
    """
    number = needed(reference)
    not_ahead(provided_on)
    with acting(by):
        only(by, "focal_person")
        known = _known(basis, giver, purpose)
        if needs_acceptance(basis, viewer=by):
            raise Refused(
                "provisions.not_accepted",
                _("Deze grondslag is nog te controleren. Tot de privacyfunctionaris haar met naam heeft aanvaard, mag er niets."),
                _("Vraag het de privacyfunctionaris."),
            )  # fmt: skip
        if len(number) > LONGEST_REFERENCE:
            raise Refused("provisions.reference", _("Dit nummer is te lang."))
        given = filled(fields, known.may)
        row = _row(by, giver=giver, basis=basis, purpose=purpose, provided_on=provided_on)
        row.kinds = [one.kind for one in given]
        row.reference = sealed(number, by, "provision", row.id, "reference")
        row.content = sealed(as_text(given), by, "provision", row.id, "content")
        _write(by, row, "provision.recorded")
        return row.id


def note_signal(*, by: Actor, signal: UUID, basis: str, provided_on: date) -> bool:
    """A signal of the police came in with its provision: that is a provision here too, of which the content stands in the
    signal. Whether it was written now; once is enough. Only the system does this."""
    with acting(by):
        if not by.holds(SYSTEM_ROLE):
            raise Refused("provisions.role", _("Dit doet het systeem."))
        known = pack().legal_bases.get(basis)
        givers = [code for code in GIVERS if known and code in known.giver]
        if known is None or not givers or Provision.objects.filter(controller=by.organisation, signal=signal).exists():
            return False
        row = _row(by, giver=givers[0], basis=basis, purpose=known.purposes[0], provided_on=provided_on)
        row.signal = signal
        _write(by, row, "provision.linked")
        return True


def _known(basis: str, giver: str, purpose: str) -> LegalBasis:
    for row in bases_to_receive():
        if row.code == basis and giver in row.giver and purpose in row.purposes:
            return row
    raise Refused(
        "provisions.basis", _("Kies een grondslag waarop deze gever dit aan een gemeente mag geven."),
        _("Vraag de gever op welk artikel dit is verstrekt."),
    )  # fmt: skip


def _row(by: Actor, *, giver: str, basis: str, purpose: str, provided_on: date) -> Provision:
    return Provision(
        id=new_id(), controller=by.organisation, direction="received", giver=giver, recipient="municipality", basis=basis,
        pack_version=pack().version, purpose=purpose, provided_on=provided_on, made_by=by.account,
        made_at=timezone.now(), **terms(provided_on),
    )  # fmt: skip


def _write(by: Actor, row: Provision, kind: str) -> None:
    Provision.objects.bulk_create([row])
    line(by, row, "received", at=row.made_at)
    audit.record(
        kind, by=by, organisation=by.organisation, object_kind="provision", object_id=row.id, basis=row.basis.lower(),
        facts={"giver": row.giver, "purpose": row.purpose, "fields": len(row.kinds)},
    )  # fmt: skip
