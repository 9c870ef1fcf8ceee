"""A focal person fills in the worksheet: yes, no or not known, with a reason. It weighs nowhere and decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.bundling.models import Bundle, WorksheetAnswer
from schakel.casework.bundling.queries.readings import bound
from schakel.casework.bundling.queries.worksheets import facts_of, members_of, proposals
from schakel.casework.bundling.rules import SHEET_ANSWERS, asks_reason
from schakel.casework.intake import queries as intake
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """An answer to one row of a list, and why."""

    answer: str
    reason: str = ""


def answer_worksheet(*, by: Actor, number: int, ilo_list: str, given: Mapping[str, SheetAnswer]) -> None:
    """Writes these answers (row of the list -> answer) beside those that were there; the last one holds."""
    with acting(by):
        if not by.holds("focal_person"):
            raise Refused("worksheet.role", _("Alleen de aandachtsfunctionaris vult het werkblad in."))
        row = Bundle.objects.filter(controller=by.organisation, number=number, ended_at__isnull=True).first()
        if row is None:
            raise Refused("bundle.unknown", _("Deze bundel is er niet."), as_not_found=True)
        _refuse(ilo_list, given)
        members = members_of(row)
        drawn, order, _counting = facts_of(by, members)
        rests = {code: sorted({one.signal for one in found}) for code, found in proposals(drawn, order).items()}
        WorksheetAnswer.objects.bulk_create(
            [_answer(row, ilo_list, code, one, rests.get(code, []), by) for code, one in given.items()]
        )
        audit.record(
            "worksheet.answered", by=by, organisation=by.organisation, object_kind="bundle", object_id=row.id,
            subjects=intake.subjects_of(viewer=by, ids=members),
            facts={"bundle": number, "list": ilo_list, "rows": len(given)},
        )  # fmt: skip


def note_worksheet_printing(*, by: Actor, number: int) -> None:
    """Paper leaves the house: a line in the trail, and one for each person in the bundle."""
    with acting(by):
        row = Bundle.objects.filter(controller=by.organisation, number=number).first()
        if row is None:
            raise Refused("bundle.unknown", _("Deze bundel is er niet."), as_not_found=True)
        audit.record(
            "worksheet.printed", by=by, organisation=by.organisation, object_kind="bundle", object_id=row.id,
            subjects=intake.subjects_of(viewer=by, ids=members_of(row)), facts={"bundle": number},
        )  # fmt: skip


def _refuse(ilo_list: str, given: Mapping[str, SheetAnswer]) -> None:
    rows = {one.code for one in pack().sheet_rows(ilo_list)} if ilo_list in pack().ilo_lists else set()
    if not given or not set(given) <= rows:
        raise Refused("worksheet.row", _("Deze vraag staat niet op het werkblad."))
    for one in given.values():
        if one.answer not in SHEET_ANSWERS:
            raise Refused("worksheet.answer", _("Kies ja, nee of onbekend."))
        if asks_reason(one.answer) and not one.reason.strip():
            raise Refused("reason.missing", _("Schrijf op waarom. Eén zin is genoeg."))
        if len(one.reason) > LONGEST or "\x00" in one.reason:
            raise Refused(
                "worksheet.reason", _("Deze tekst kunnen wij niet bewaren. Maak hem korter of typ hem opnieuw.")
            )


def _answer(
    row: Bundle, ilo_list: str, code: str, one: SheetAnswer, rests_on: list[UUID], by: Actor
) -> WorksheetAnswer:
    made = WorksheetAnswer(
        id=new_id(),
        controller=by.organisation,
        bundle=row,
        ilo_list=ilo_list,
        row=code,
        answer=one.answer,
        rests_on=rests_on,
        at=timezone.now(),
        by=by.account,
        pack_version=pack().version,
    )
    if reason := intake.mask_citizen_numbers(one.reason.strip()):
        made.reason = seal(reason, organisation=by.organisation, bound_to=bound("worksheet", made.id, "reason"))
    return made
