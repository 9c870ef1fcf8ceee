"""What was asked of other regions, how far it is, and what came of it, for the municipality that asked and the one that was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from schakel.casework.hits.models import Question, Side
from schakel.casework.hits.queries.sealing import bound, outcome_of
from schakel.casework.hits.rules import Outcome
from schakel.casework.intake import queries as intake
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.queries import Contact
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import unseal

Told = list[tuple[Side, Outcome]]

WAITING, UNDER_WAY, ANSWERED = "waiting", "under_way", "answered"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """`state`: before it goes off, between the two ticks, or answered. `side` is where a yes can be taken up; else None."""

    id: UUID
    signal: UUID
    number: int
    covenants: tuple[str, ...]
    purpose: str
    asked_at: datetime
    goes_at: datetime
    answer_at: datetime | None
    state: str
    related: bool
    side: UUID | None


@dataclass(frozen=True, slots=True)
class HitRow:
    """A related signal elsewhere: beside which of ours, and whom to ask. `agreed`: both sides said yes. Of the other's answer
    nothing else is known: a no looks like no answer yet."""

    side: UUID
    signal: UUID
    number: int | None
    ours: bool
    other: str
    municipality: str | None
    region: str
    found_at: datetime
    answer: str
    basis: str
    necessity: str
    answered_at: datetime | None
    agreed: bool
    people: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class UnansweredRow:
    side: UUID
    other: str
    found_at: datetime


def questions(*, viewer: Actor) -> list[QuestionRow]:
    """All of the own municipality, the newest first."""
    rows = list(Question.objects.filter(controller=viewer.organisation).order_by("-asked_at", "-id"))
    names = {one.id: one.name for one in accounts.covenants()}
    told = {row.question: (row.id, outcome_of(row)) for row in _visible(viewer)}
    audit.record(
        "regions.listed", by=viewer, organisation=viewer.organisation, object_kind="region_question", object_id=None
    )
    return [_question(row, told, names) for row in rows]


def due(*, viewer: Actor, now: datetime | None = None) -> bool:
    """For the system of a municipality: whether a question waits whose tick has come."""
    rows = Question.objects.filter(controller=viewer.organisation, went_at__isnull=True)
    return rows.filter(goes_at__lte=now or timezone.now()).exists()


def hits(*, viewer: Actor) -> list[HitRow]:
    """Related signals elsewhere, the newest first: one for each own signal and municipality, however often it was found."""
    told = _told(viewer)
    found = _once(told)
    numbers = intake.headings(viewer=viewer, ids=[signal for signal, _other in found])
    houses = {one.id: one for one in accounts.organisations()}
    names = {one.id: one.name for one in accounts.covenants()}
    mine = set(Question.objects.filter(controller=viewer.organisation).values_list("id", flat=True))
    both = _agreed()
    rows = [
        HitRow(
            side=row.id,
            signal=outcome.signal,
            number=numbers[outcome.signal].number if outcome.signal in numbers else None,
            ours=row.question in mine,
            other=houses[outcome.other].name if outcome.other in houses else "",
            municipality=houses[outcome.other].municipality if outcome.other in houses else None,
            region=names.get(outcome.covenant, ""),
            found_at=row.visible_at,
            answer=row.answer,
            basis=row.basis,
            necessity=_words(row),
            answered_at=row.answered_at,
            agreed=any(
                one.question in both and (sort.signal, sort.other) == (outcome.signal, outcome.other)
                for one, sort in told
            ),
        )
        for row, outcome in found.values()
    ]
    return sorted(rows, key=lambda one: one.found_at, reverse=True)


def unanswered(*, viewer: Actor) -> list[UnansweredRow]:
    """Related signals elsewhere to which our side said neither yes nor no, the oldest first."""
    found = [(row, outcome) for row, outcome in _once(_told(viewer)).values() if not row.answer]
    houses = {one.id: one.name for one in accounts.organisations()}
    rows = [UnansweredRow(row.id, houses.get(outcome.other, ""), row.visible_at) for row, outcome in found]
    return sorted(rows, key=lambda one: one.found_at)


def hit(*, viewer: Actor, side: UUID) -> HitRow | None:
    """One of them, with the names of whom to ask. None for anything else, whatever it is."""
    found = next((one for one in hits(viewer=viewer) if one.side == side), None)
    if found is None:
        return None
    code = found.municipality
    people = accounts.focal_persons(viewer, municipality=code) if code else []
    subjects = intake.subjects_of(viewer=viewer, ids=[found.signal])
    audit.record(
        "regions.read", by=viewer, organisation=viewer.organisation, object_kind="region_side", object_id=side,
        subjects=subjects,
    )  # fmt: skip
    return replace(found, people=tuple(people))


def agreed(*, viewer: Actor, signal: UUID) -> bool:
    """Whether another region's municipality and ours both said yes to sharing about this signal, each on a basis."""
    both = _agreed()
    told = map(outcome_of, _visible(viewer)) if both else ()
    return any(outcome.signal == signal and outcome.root in both for outcome in told)


def _visible(viewer: Actor) -> list[Side]:
    own = Side.objects.filter(controller=viewer.organisation, visible_at__lte=timezone.now())
    return list(own.order_by("-visible_at", "-id"))


def _told(viewer: Actor) -> Told:
    """Each related signal where it was first told, the newest first."""
    return [(row, outcome) for row in _visible(viewer) if (outcome := outcome_of(row)).root == row.question]


def _once(told: Told) -> dict[tuple[UUID, UUID], tuple[Side, Outcome]]:
    """One for each own signal and municipality: how often it was found is nobody's to count."""
    return {(outcome.signal, outcome.other): (row, outcome) for row, outcome in reversed(told)}


def _agreed() -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select hits_agreed()")
        return {row[0] for row in cursor.fetchall()}


def _words(row: Side) -> str:
    if row.necessity is None:
        return ""
    return unseal(bytes(row.necessity), organisation=row.controller, bound_to=bound("side", row.id, "necessity"))


def _question(row: Question, told: dict[UUID, tuple[UUID, Outcome]], names: dict[UUID, str]) -> QuestionRow:
    _side, outcome = told.get(row.id, (None, Outcome()))
    state = ANSWERED if row.id in told else UNDER_WAY if row.went_at else WAITING
    return QuestionRow(
        id=row.id,
        signal=row.signal,
        number=row.signal_number,
        covenants=tuple(sorted(names.get(one, "") for one in row.covenants)),
        purpose=row.purpose,
        asked_at=row.asked_at,
        goes_at=row.goes_at,
        answer_at=row.answer_at,
        state=state,
        related=outcome.related,
        side=told[outcome.root][0] if outcome.root in told else None,
    )
