"""What the person said: yes on paper, or no. Both are kept, both can change, and neither is pressed for.

A yes that ended, by taking it back or by a no that came after it, must not come back with a backup: the site says where
that is written down first (`consents_end_with`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.sharing.actions.forgetting import only_system
from schakel.casework.sharing.actions.locks import only_focal
from schakel.casework.sharing.actions.refusing import reason
from schakel.casework.sharing.models import Consent
from schakel.casework.sharing.rules import AGES, CONSENT_MOVES, INVOLVED, Matter, who_signs
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def record_consent(
    *,
    by: Actor,
    matter: Matter,
    person: str,
    recipient: str,
    purpose: str,
    agreed: bool,
    age: str,
    involved: str,
    said_on: date,
) -> UUID:
    """Returns its id. `person`: the code of one of the people named; `involved`: whether a parent or guardian may be.

    A yes is refused when nobody may sign it: under 16 with a parent or guardian who is possibly involved, or with an age
    that nobody knows. A no can always be written down.
    """
    signer = _signer(agreed, age, involved, said_on)
    if recipient not in pack().parties or purpose not in pack().purposes:
        raise Refused("consent.recipient", _("Kies voor wie en waarvoor de toestemming is."))
    with acting(by):
        only_focal(by)
        piece = next((one for one in matter.pieces if one.code == person), None)
        if piece is None or piece.kind != "presumed_victim":
            raise Refused("consent.person", _("Zeg eerst om welke persoon het gaat."))
        row = Consent(
            id=new_id(), controller=by.organisation, signal=matter.id, person=person, recipient=recipient, purpose=purpose,
            state="given" if agreed else "refused", age=age, involved=involved, signer=signer,
            said_on=said_on, by=by.account, at=timezone.now(), keep_until=matter.keep_until,
        )  # fmt: skip
        Consent.objects.bulk_create([row])
        if not agreed:
            said = {"person": person, "recipient": recipient, "purpose": purpose, "state": "given"}
            for before in Consent.objects.filter(controller=by.organisation, signal=matter.id, **said):
                _ended(by, before)
        audit.record(
            f"consent.{row.state}", by=by, organisation=by.organisation, object_kind="consent", object_id=row.id,
            subjects=[piece.subject] if piece.subject else [], facts={"recipient": recipient, "purpose": purpose},
        )  # fmt: skip
        return row.id


def _signer(agreed: bool, age: str, involved: str, said_on: date) -> str:
    """Who signed a yes; a no needs nobody's name under it."""
    if age not in AGES or involved not in INVOLVED or said_on > timezone.localdate():
        raise Refused("consent.form", _("Kies de leeftijd en een dag die al geweest is."))
    if not agreed:
        return ""
    signer = who_signs(age, involved)
    if not signer:
        code = "consent_guardian_involved" if age == "under_16" else "consent_age_unknown"
        raise Refused(f"sharing.{code}", reason(code))
    return signer


def withdraw_consent(*, by: Actor, consent: UUID) -> None:
    """The person takes it back. What went stays written down; nothing more goes on it, and the offer stays."""
    with acting(by):
        only_focal(by)
        row = Consent.objects.select_for_update().filter(id=consent, controller=by.organisation).first()
        if row is None:
            raise Refused("consent.unknown", _("Deze toestemming is er niet."), as_not_found=True)
        if "withdrawn" not in CONSENT_MOVES[row.state]:
            raise Refused("consent.move", _("Deze toestemming is al ingetrokken of nooit gegeven."))
        now = timezone.now()
        Consent.objects.filter(id=row.id).update(state="withdrawn", ended_by=by.account, ended_at=now)
        audit.record(
            "consent.withdrawn", by=by, organisation=row.controller, object_kind="consent", object_id=row.id,
            subjects=_ended(by, row), facts={"recipient": row.recipient, "purpose": row.purpose},
        )  # fmt: skip


def end_consent_again(*, by: Actor, consent: UUID, at: datetime) -> bool:
    """After a copy was put back: a yes that had ended is no yes any more. Whether it still was one. For the system."""
    with acting(by):
        only_system(by)
        rows = Consent.objects.filter(id=consent, controller=by.organisation, state="given")
        ended = rows.update(state="withdrawn", ended_at=at)
        if ended:
            audit.record(
                "consent.withdrawn", by=by, organisation=by.organisation, object_kind="consent", object_id=consent,
                basis="clearing_ledger",
            )  # fmt: skip
        return bool(ended)


NoteEnd = Callable[[Actor, UUID, UUID, str], list[UUID]]
_noted: list[NoteEnd] = []


def consents_end_with(note: NoteEnd) -> None:
    """`note(by, consent, signal, person)`: writes down that this consent ended where no backup reaches, and gives the
    identifiers of who it was about. Said once, when the house starts."""
    _noted[:] = [note]


def _ended(by: Actor, row: Consent) -> list[UUID]:
    return [one for note in _noted for one in note(by, row.id, row.signal, row.person)]
