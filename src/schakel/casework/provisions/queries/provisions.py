"""Provisions without their content, the log of them, and when an audit is due."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Min, QuerySet
from django.utils import timezone

from schakel.casework.provisions.models import Provision, ProvisionLine, WpgAudit
from schakel.casework.provisions.queries.rows import AuditRow, DueRow, LineRow, ProvisionRow
from schakel.casework.provisions.queries.sealing import opened
from schakel.casework.provisions.rules import AUDITS, TERM_OF, Length, due, stage
from schakel.casework.sharing import queries as sharing
from schakel.ground.content.queries import LegalBasis, pack
from schakel.ground.database.actor import SYSTEM_ROLE, Actor

MOST = 200
GIVERS = ("police", "border_police", "prosecution")


def length(code: str) -> Length:
    """A term of the content pack; KeyError for one that it does not have."""
    keep = pack().retention[code].keep
    return Length(keep.years or 0, keep.months or 0, keep.days or 0)


def bases_to_receive() -> list[LegalBasis]:
    """On which the police or the prosecution may give something to a municipality, in the order of the content pack."""
    return [
        row for row in pack().legal_bases.values() if "municipality" in row.recipient and set(row.giver) & set(GIVERS)
    ]


def needs_acceptance(basis: str, *, viewer: Actor) -> bool:
    """Whether it is known from memory only, and the own privacy officer does not answer for it now."""
    known = sharing.basis(basis)
    return known is None or (known.from_memory and basis not in sharing.accepted_codes(viewer=viewer))


def provisions(*, viewer: Actor, direction: str) -> list[ProvisionRow]:
    """Newest first; of the police for who handles signals, of an investigation for both of its sides."""
    rows = _own(viewer, direction).order_by("-made_at", "-id")[:MOST]
    return [provision_row(row) for row in rows]


def provision(*, viewer: Actor, provision: UUID) -> ProvisionRow | None:
    """Without what was given: that is opened by an action, with a reason where the law asks one."""
    for direction in ("received", "given"):
        row = _own(viewer, direction).filter(id=provision).first()
        if row is not None:
            return provision_row(row)
    return None


def of_signal(*, viewer: Actor, signal: UUID) -> ProvisionRow | None:
    """The provision that a signal of the police came with."""
    row = _own(viewer, "received").filter(signal=signal).first()
    return provision_row(row) if row else None


def log(*, viewer: Actor, provision: UUID | None = None) -> list[LineRow]:
    """Who got what and when, newest first. For the privacy officer all of it; for the others what is of their track."""
    rows = ProvisionLine.objects.filter(controller=viewer.organisation).order_by("-at", "-id")
    if provision is not None:
        rows = rows.filter(provision=provision)
    return [
        LineRow(
            row.provision_id, row.act, row.giver, row.recipient, row.basis, tuple(row.kinds), row.why, row.by, row.at
        )
        for row in rows[:MOST]
    ]


def audits(*, viewer: Actor) -> list[AuditRow]:
    """For the privacy officer; nobody else."""
    if not viewer.holds("privacy_officer"):
        return []
    rows = WpgAudit.objects.filter(controller=viewer.organisation).order_by("-held_on", "-id")
    return [
        AuditRow(
            row.kind, row.held_on, row.result, row.sent_on,
            opened(row.findings, controller=row.controller, kind="audit", row=row.id, field="findings"), row.by,
        )
        for row in rows
    ]  # fmt: skip


def audits_due(*, viewer: Actor, today: date) -> list[DueRow]:
    """When the next of each kind must have been held, counted from the last one, else from the first provision."""
    if not (viewer.holds("privacy_officer") or viewer.holds(SYSTEM_ROLE)):
        return []
    first = ProvisionLine.objects.filter(controller=viewer.organisation).aggregate(at=Min("at"))["at"]
    began = timezone.localdate(first) if first else None
    last: dict[str, date] = {}
    for kind, held in WpgAudit.objects.filter(controller=viewer.organisation).values_list("kind", "held_on"):
        last[kind] = max(held, last.get(kind, held))
    every = {kind: length(code) for kind, code in TERM_OF.items()}
    found = []
    for kind in AUDITS:
        on = due(kind, last=last.get(kind), first_use=began, every=every)
        found.append(DueRow(kind, on, on is not None and on < today))
    return found


def provision_row(row: Provision) -> ProvisionRow:
    now = stage(timezone.localdate(), free_until=row.free_until, kept_until=row.kept_until, gone_after=row.keep_until)
    return ProvisionRow(
        row.id, row.direction, row.giver, row.recipient, row.basis, row.purpose, tuple(row.kinds), row.provided_on,
        row.made_by, row.made_at, row.signal, row.record, row.content is not None, now, row.free_until, row.kept_until,
        row.keep_until,
    )  # fmt: skip


def _own(viewer: Actor, direction: str) -> QuerySet[Provision]:
    sides = {"received": ("focal_person",), "given": ("investigator", "supervisor")}[direction]
    if not any(viewer.holds(role) for role in (*sides, SYSTEM_ROLE)):
        return Provision.objects.none()
    return Provision.objects.filter(controller=viewer.organisation, direction=direction)
