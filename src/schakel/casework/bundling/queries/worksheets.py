"""The worksheet of a bundle: what its facts propose for each row of a list, what was answered, and what that supports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from schakel.casework.bundling.models import Bundle, Membership, WorksheetAnswer
from schakel.casework.bundling.queries.around import around
from schakel.casework.bundling.queries.drawn import picture
from schakel.casework.bundling.queries.readings import bound
from schakel.casework.bundling.queries.reasons import names
from schakel.casework.bundling.queries.sheet_rows import AnswerRow, ProposalRow, SheetLine, WorksheetRow
from schakel.casework.bundling.queries.whole import title_of_bundle
from schakel.casework.bundling.rules import counted
from schakel.casework.intake import queries as intake
from schakel.engines.picture import Fact, Picture, Said, sheet_of
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import unseal


def worksheet(*, viewer: Actor, number: int, ilo_list: str) -> WorksheetRow | None:
    """One list of the worksheet of a bundle of the own municipality; None when there is no such bundle or list."""
    row = Bundle.objects.filter(controller=viewer.organisation, number=number).first()
    if row is None or not viewer.holds("focal_person") or ilo_list not in pack().ilo_lists:
        return None
    members = members_of(row)
    audit.record(
        "worksheet.read", by=viewer, organisation=viewer.organisation, object_kind="bundle", object_id=row.id,
        subjects=intake.subjects_of(viewer=viewer, ids=members), facts={"bundle": number, "list": ilo_list},
    )  # fmt: skip
    drawn, order, counting = facts_of(viewer, members)
    proposed = proposals(drawn, order)
    answers = _answers(row, ilo_list, counting, viewer)
    rows = pack().sheet_rows(ilo_list)
    holding: dict[str, Said] = {code: one.answer for code, one in answers.items() if not one.stale}
    return WorksheetRow(
        bundle=row.id,
        number=row.number,
        title=title_of_bundle(row),
        ended=row.ended_at is not None,
        minor=drawn.minor,
        ilo_list=ilo_list,
        lines={one.code: SheetLine(one.strength, proposed.get(one.code, ()), answers.get(one.code)) for one in rows},
        sheets=sheet_of(rows, pack().sheet_rules(), holding),
    )


def members_of(row: Bundle) -> list[UUID]:
    """The signals in it now, or when it ended."""
    held = Membership.objects.filter(bundle=row)
    last = held.filter(until=row.ended_at) if row.ended_at else held.filter(until__isnull=True)
    return list(last.values_list("signal", flat=True))


def facts_of(viewer: Actor, members: Sequence[UUID]) -> tuple[Picture, list[UUID], frozenset[UUID]]:
    """The picture of these signals, their order, and which of them count."""
    told = intake.by_id(viewer=viewer, ids=members)
    order = sorted((one for one in members if one in told), key=lambda one: (told[one].listed.observed_on, one))
    counting = frozenset(counted(order, around(order).ties(order)))
    return picture(order, told, counting), order, counting


def proposals(drawn: Picture, order: Sequence[UUID]) -> dict[str, tuple[ProposalRow, ...]]:
    """Row of the ILO list -> the facts that may be one, each with the signal it comes from."""
    found: dict[str, list[ProposalRow]] = {}
    for fact in _facts(drawn):
        indicator = pack().indicators.get(fact.code)
        for row in indicator.ilo if indicator else ():
            for one in fact.sightings:
                at = int(one.signal)
                found.setdefault(row, []).append(ProposalRow(fact.code, at, order[at - 1], one.basis or "", one.later))
    return {row: tuple(rows) for row, rows in found.items()}


def _facts(drawn: Picture) -> Iterable[Fact]:
    for element in drawn.elements:
        yield from (*element.facts, *element.context)
    yield from drawn.loose


def _answers(row: Bundle, ilo_list: str, counting: Collection[UUID], viewer: Actor) -> Mapping[str, AnswerRow]:
    """The last answer to each row."""
    who = names(viewer)
    said = WorksheetAnswer.objects.filter(bundle=row, ilo_list=ilo_list).order_by("at", "id")
    return {
        one.row: AnswerRow(
            answer=one.answer,  # type: ignore[arg-type]
            reason=_reason(one),
            who=who.get(one.by, "") if one.by else "",
            at=one.at,
            stale=not set(one.rests_on) <= set(counting),
        )
        for one in said
    }


def _reason(row: WorksheetAnswer) -> str:
    if row.reason is None:
        return ""
    return unseal(bytes(row.reason), organisation=row.controller, bound_to=bound("worksheet", row.id, "reason"))
