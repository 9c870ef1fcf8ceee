"""What stands in a letter: the fields that were chosen, the basis and what the recipient may do with it. Nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.sharing.queries.rows import DisclosureRow, Field
from schakel.casework.sharing.rules import PRINTABLE
from schakel.ground.accounts import queries as accounts
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor

LANGUAGE = "nl"  # a letter goes to a Dutch organisation, whatever language its writer reads


@dataclass(frozen=True, slots=True)
class Letter:
    """`draft`: nobody checked it yet, so it is a preview. `basis_checked_by`: who answers for a basis from memory."""

    draft: bool
    sender: str
    recipient: str
    day: date
    reference: str
    purpose: str
    fields: tuple[Field, ...]
    left_out: str
    basis: str
    law: str
    state_of: int
    to_be_verified: bool
    basis_checked_by: str
    condition: str
    consent_on: date | None
    consent_by: str
    to_recipient: str
    contacts: tuple[str, ...]


def letter(*, viewer: Actor, row: DisclosureRow) -> Letter:
    """The letter of a disclosure of the own municipality. KeyError when the content pack no longer has its codes."""
    basis = pack().legal_bases[row.listed.basis]
    here = accounts.organisation(viewer.organisation)
    people = accounts.contacts(viewer)
    names = {one.account: one.name for one in people if one.organisation == viewer.organisation}
    focal = (one.name for one in people if one.organisation == viewer.organisation and one.role == "focal_person")
    return Letter(
        draft=row.state not in PRINTABLE,
        sender=here.name if here else "",
        recipient=pack().parties[row.listed.recipient].text.say(LANGUAGE),
        day=timezone.localdate(_sent(row)),
        reference=row.reference,
        purpose=pack().purposes[row.listed.purpose].text.say(LANGUAGE),
        fields=row.fields,
        left_out=left_out(row.withheld),
        basis=basis.text.say(LANGUAGE),
        law=basis.law,
        state_of=basis.state_of,
        to_be_verified=basis.to_be_verified,
        basis_checked_by=names.get(row.acceptance.by, "") if row.acceptance else "",
        condition=basis.condition.say(LANGUAGE) if basis.condition else "",
        consent_on=row.consent.said_on if row.consent else None,
        consent_by=_signer(row),
        to_recipient=basis.to_recipient.say(LANGUAGE) if basis.to_recipient else "",
        contacts=tuple(dict.fromkeys(focal)),
    )


def left_out(withheld: Mapping[str, str]) -> str:
    """Which kinds the law keeps out, and the value that stands in their place: "Plaats, Werkwijze: not provided (Bpg 4:2)"."""
    by_value: dict[str, list[str]] = {}
    for kind in pack().data_kinds:  # in the order of the content pack, so that two letters say it alike
        if kind in withheld:
            by_value.setdefault(withheld[kind], []).append(pack().data_kinds[kind].text.say(LANGUAGE))
    return "; ".join(f"{', '.join(kinds)}: {value}" for value, kinds in by_value.items())


def _sent(row: DisclosureRow) -> datetime:
    """The day on the letter: of sending, else of the last step."""
    return next((step.at for step in row.steps if step.to_state == "sent"), row.steps[-1].at)


def _signer(row: DisclosureRow) -> str:
    if row.consent is None:
        return ""
    return _("de persoon") if row.consent.signer == "self" else _("een ouder of voogd")


def names_of(*, viewer: Actor) -> dict[UUID, str]:
    """Colleagues whose names a focal person of the same municipality may see here."""
    return {one.account: one.name for one in accounts.contacts(viewer) if one.organisation == viewer.organisation}
