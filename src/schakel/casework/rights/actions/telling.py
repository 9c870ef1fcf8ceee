"""Whether a person was told that their data is kept (AVG 13 and 14): given, or put off with a reason and a day to look again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake import queries as intake
from schakel.casework.rights.actions.holding import needed
from schakel.casework.rights.models import Notice
from schakel.casework.rights.queries.sealing import bound
from schakel.casework.rights.rules import GIVEN, POSTPONED, notice_fault
from schakel.ground.accounts import access
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal


def note_notice(
    *, by: Actor, signal: UUID, person: int, state: str, way: str = "", on: date | None = None, ground: str = "",
    reason: str = "", review_on: date | None = None,
) -> UUID:  # fmt: skip
    """Returns its id. `person`: the place of the name in the signal. Refused, with what would do, when it is not whole."""
    with acting(by):
        access.demand(by, "request.collect")
        row = intake.signal(viewer=by, signal=signal, reading=False)
        named = (
            next((one for one in row.mentions if one.position == person and one.kind == "person"), None)
            if row
            else None
        )
        if row is None or named is None or by.account is None:
            raise Refused("notice.person", _("Deze persoon staat niet in dit signaal."), as_not_found=True)
        held, why = pack().notice_ways.get(way), pack().notice_grounds.get(ground)
        fault = notice_fault(
            state, way=way if held else "", safe_way=bool(held and held.safe_contact), role=named.role, on=on,
            ground=ground if why else "", review_on=review_on, most=why.review_days if why else 0, today=timezone.localdate(),
        )  # fmt: skip
        if fault:
            raise Refused(f"notice.{fault}", fault_text(fault))
        given = state == GIVEN
        made = Notice(
            id=new_id(), controller=by.organisation, signal=signal, number=row.number, person=person, state=state,
            way=way if given else "", on=on if given else None, ground="" if given else ground,
            review_on=None if given else review_on, at=timezone.now(), by=by.account,
        )  # fmt: skip
        if state == POSTPONED or reason.strip():
            made.reason = seal(
                needed(reason), organisation=by.organisation, bound_to=bound("notice", made.id, "reason")
            )
        Notice.objects.bulk_create([made])
        audit.record(
            f"notice.{state}", by=by, organisation=by.organisation, object_kind="signal", object_id=signal,
            subjects=[named.id] if named.id else [], facts={"number": row.number, "person": person}, activity="data_request",
        )  # fmt: skip
        return made.id


def fault_text(fault: str) -> str:
    """Why it cannot be written down so, and what can."""
    return {
        "when": _("Kies hoe en op welke dag de persoon het hoorde; een dag die al geweest is."),
        "safe_contact": _("Wie misschien hulp nodig heeft, hoort het alleen via veilig contact."),
        "ground": _("Kies waarom het nog niet kan."),
        "review": _("Kies een dag waarop u opnieuw kijkt; een dag die nog komt."),
        "review_late": _("Deze dag is te laat: kies een dag die eerder komt."),
    }[fault]
