"""What people agreed to: the person, and who answers for a basis."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from schakel.casework.sharing.models import BasisAcceptance, Consent
from schakel.casework.sharing.queries.matrix import digest
from schakel.casework.sharing.queries.rows import AcceptanceRow, ConsentRow
from schakel.casework.sharing.queries.sealing import opened
from schakel.casework.sharing.rules import NOBODY_ASKED
from schakel.casework.sharing.rules import Consent as Agreement
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor


def acceptances(*, viewer: Actor) -> dict[str, AcceptanceRow]:
    """By code of the basis: those that hold now, for the text as the content pack says it today."""
    rows = BasisAcceptance.objects.filter(controller=viewer.organisation, ended_at__isnull=True)
    known = pack().legal_bases
    return {
        row.basis: acceptance_row(row)
        for row in rows.order_by("at")
        if row.basis in known and bytes(row.digest) == digest(row.basis)
    }


def consents(*, viewer: Actor, signal: UUID) -> list[ConsentRow]:
    """Everything the person said about this signal, latest first."""
    rows = Consent.objects.filter(controller=viewer.organisation, signal=signal).order_by("-at", "-id")
    return [consent_row(row) for row in rows]


def latest(rows: Iterable[ConsentRow], *, person: str, recipient: str, purpose: str) -> ConsentRow | None:
    """What holds: the last thing said by this person, to this recipient, for this purpose."""
    for row in rows:
        if (row.person, row.recipient, row.purpose) == (person, recipient, purpose):
            return row
    return None


def agreement(row: ConsentRow | None) -> Agreement:
    """As the rules read it; nobody asked when there is none."""
    if row is None:
        return NOBODY_ASKED
    return Agreement(row.state, row.age, row.signer, row.involved, written=True)


def consent_row(row: Consent) -> ConsentRow:
    return ConsentRow(
        row.id, row.person, row.recipient, row.purpose, row.state, row.age, row.involved, row.signer, row.said_on,
        row.at, row.ended_at,
    )  # fmt: skip


def acceptance_row(row: BasisAcceptance) -> AcceptanceRow:
    reason = opened(row.reason, controller=row.controller, kind="acceptance", row=row.id, field="reason")
    return AcceptanceRow(row.id, row.basis, row.by, row.at, reason)
