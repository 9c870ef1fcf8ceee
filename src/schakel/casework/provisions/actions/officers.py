"""An officer writes down, in the one store or the other; and what crosses is a provision, never a copy."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.provisions.actions.common import filled, line, needed, not_ahead, only, sealed, terms
from schakel.casework.provisions.models import InvestigationRecord, Provision, SupervisionRecord
from schakel.casework.provisions.queries import length
from schakel.casework.provisions.queries.records import fields_of
from schakel.casework.provisions.queries.sealing import as_text
from schakel.casework.provisions.rules import (
    CROSSING,
    INVESTIGATION,
    KINDS,
    PARTY,
    PURPOSE,
    ROLE,
    SUPERVISION,
    Field,
    after,
    crossing,
    stage,
)
from schakel.casework.sharing import queries as sharing
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def record_investigation(*, by: Actor, happened_on: date, fields: Iterable[Field]) -> UUID:
    """Under the Wpg, for who investigates here; no link with signals or with supervision is made of it."""
    not_ahead(happened_on)
    with acting(by):
        account = only(by, ROLE[INVESTIGATION])
        given = filled(fields, KINDS[INVESTIGATION])
        row = InvestigationRecord(
            id=new_id(), controller=by.organisation, happened_on=happened_on, kinds=[one.kind for one in given],
            by=account, at=timezone.now(), **terms(timezone.localdate()),
        )  # fmt: skip
        row.fields = sealed(as_text(given), by, INVESTIGATION, row.id, "fields")
        InvestigationRecord.objects.bulk_create([row])
        _record(by, "investigation.recorded", INVESTIGATION, row.id, len(given))
        return row.id


def record_supervision(*, by: Actor, happened_on: date, fields: Iterable[Field]) -> UUID:
    """Under the AVG, for who supervises here."""
    not_ahead(happened_on)
    with acting(by):
        account = only(by, ROLE[SUPERVISION])
        given = filled(fields, KINDS[SUPERVISION])
        row = _supervision(by, account, happened_on, given, None)
        _record(by, "supervision.recorded", SUPERVISION, row.id, len(given))
        return row.id


def give_to_supervision(*, by: Actor, record: UUID, chosen: Collection[str], necessity: str) -> UUID:
    """Exactly the chosen kinds of one investigation come to supervision, as a recorded provision; returns its id.

    The same rule as every disclosure says whether: a basis that names both sides, which somebody answers for, and only
    the kinds it lets through. One kind that may not cross stops all of it.
    """
    told = needed(necessity)
    with acting(by):
        account = only(by, ROLE[INVESTIGATION])
        source = InvestigationRecord.objects.filter(id=record, controller=by.organisation).first()
        if source is None:
            raise Refused("investigation.unknown", _("Dit staat hier niet."), as_not_found=True)
        _in_use(source)
        given = crossing(fields_of(source, INVESTIGATION), _may_cross(by, source, frozenset(chosen)))
        row = _provision(by, source, given, told)
        made = _supervision(by, account, source.happened_on, given, row)
        line(by, row, "given", at=row.made_at)
        _record(by, "provision.given", "provision", row.id, len(given), basis=row.basis)
        _record(by, "supervision.received", SUPERVISION, made.id, len(given), basis=row.basis)
        return row.id


def _in_use(source: InvestigationRecord) -> None:
    now = stage(
        timezone.localdate(), free_until=source.free_until, kept_until=source.kept_until, gone_after=source.keep_until
    )
    if now in ("set_apart", "over"):
        raise Refused("investigation.set_apart", _("Dit is apart gezet. Er gaat niets meer van naar een ander."))


def _may_cross(by: Actor, source: InvestigationRecord, chosen: frozenset[str]) -> frozenset[str]:
    if not chosen or chosen - set(source.kinds):
        raise Refused("provision.nothing", _("Kies wat er overgaat."))
    asked = sharing.may_i_share(
        viewer=by, giver=PARTY[INVESTIGATION], recipient=PARTY[SUPERVISION], purpose=PURPOSE, kinds=chosen, minor="no"
    )
    found = next((one for one in asked.answers if one.decision.basis == CROSSING), None)
    ask = _("Vraag het de privacyfunctionaris.")
    if found is None:
        raise Refused("provision.no_basis", _("Er is geen grondslag waarop dit naar toezicht mag."), ask)
    if found.first:
        raise Refused(
            "provision.not_accepted",
            _(
                "De grondslag is nog te controleren. Tot de privacyfunctionaris haar met naam aanvaardt, gaat er niets over."
            ),
            ask,
        )
    if found.decision.allowed != chosen:
        raise Refused("provision.kept_out", _("Hiervan mag iets niet over. Dan gaat er niets. Kies opnieuw."), ask)
    return chosen


def _provision(by: Actor, source: InvestigationRecord, given: tuple[Field, ...], told: str) -> Provision:
    today, own = timezone.localdate(), new_id()
    row = Provision(
        id=own, controller=by.organisation, direction="given", giver=PARTY[INVESTIGATION], recipient=PARTY[SUPERVISION],
        basis=CROSSING, pack_version=pack().version, purpose=PURPOSE, kinds=[one.kind for one in given],
        provided_on=today, record=source.id, made_by=by.account, made_at=timezone.now(), **terms(today),
        content=sealed(as_text(given), by, "provision", own, "content"),
        necessity=sealed(told, by, "provision", own, "necessity"),
    )  # fmt: skip
    Provision.objects.bulk_create([row])
    return row


def _supervision(
    by: Actor, account: UUID, day: date, given: tuple[Field, ...], crossed: Provision | None
) -> SupervisionRecord:
    row = SupervisionRecord(
        id=new_id(), controller=by.organisation, origin="investigation" if crossed else "own",
        provision_id=crossed.id if crossed else None, happened_on=day, kinds=[one.kind for one in given],
        by=account, at=timezone.now(), keep_until=after(timezone.localdate(), length("supervision")),
    )  # fmt: skip
    row.fields = sealed(as_text(given), by, SUPERVISION, row.id, "fields")
    SupervisionRecord.objects.bulk_create([row])
    return row


def _record(by: Actor, kind: str, what: str, row: UUID, fields: int, *, basis: str = "") -> None:
    audit.record(
        kind, by=by, organisation=by.organisation, object_kind=what, object_id=row, basis=basis.lower(),
        facts={"fields": fields},
    )  # fmt: skip
