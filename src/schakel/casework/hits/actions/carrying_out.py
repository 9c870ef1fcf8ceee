"""The tick has come: every question that waits is put, and every side is told, in the same rows whatever was found.

What is told shows at the next tick. A question that fails is tried again and shows at a tick too, so that not even a
failure can be told from finding nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import structlog
from django.utils import timezone

from schakel.casework.hits.actions.protocol import answer, ask, held, unblinded
from schakel.casework.hits.actions.who import alone, only_the_system
from schakel.casework.hits.models import Question, Side
from schakel.casework.hits.queries.agreements import answering, parties
from schakel.casework.hits.queries.sealing import bound, outcome_of
from schakel.casework.hits.queries.timing import every
from schakel.casework.hits.rules import (
    Holder,
    Outcome,
    batch,
    best,
    pack_numbers,
    same_story,
    tick_after,
    unpack_numbers,
    written,
)
from schakel.engines.linkage import Key
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import blind, seal, unseal

log = structlog.get_logger(__name__)

KeysOf = Callable[[Actor, UUID], Collection[Key]]
"""Gives what of a signal may be compared outside its own region: the site says so, for it knows who holds the keys."""

Numbers = frozenset[tuple[str, int]]


def carry_out(*, by: Actor, keys_of: KeysOf, now: datetime | None = None) -> int:
    """Puts every question of this municipality whose tick has come, each in a transaction of its own; how many."""
    moment = now or timezone.now()
    with acting(by):
        only_the_system(by)
        due = Question.objects.filter(controller=by.organisation, went_at__isnull=True, goes_at__lte=moment)
        waiting = list(due.order_by("goes_at", "asked_at", "id").values_list("id", flat=True))
    done = 0
    for question in waiting:
        try:
            done += _put(by, question, keys_of, moment)
        except Exception as trouble:  # ours to mend; the question stays and is tried again
            log.error("regions.not_asked", question=str(question), exc_info=trouble)
    return done


def _put(by: Actor, question: UUID, keys_of: KeysOf, moment: datetime) -> bool:
    with acting(by):
        alone(by.organisation)
        row = Question.objects.filter(id=question, went_at__isnull=True).first()
        if row is None:
            return False
        keys = batch(keys_of(by, row.signal))
        numbers = _numbers(keys, by.organisation)
        _tell(row, *_found(row, keys, numbers, by), moment, by)
        asked = seal(
            pack_numbers(numbers.values()), organisation=by.organisation, bound_to=bound("question", row.id, "asked")
        )
        told = {"went_at": moment, "answer_at": tick_after(moment, every()), "asked": asked}
        Question.objects.filter(id=row.id).update(**told)
        audit.record(
            "regions.put", by=by, organisation=by.organisation, object_kind="region_question", object_id=row.id
        )
        return True


def _found(
    row: Question, keys: tuple[Key, ...], numbers: dict[Key, tuple[str, int]], by: Actor
) -> tuple[Outcome, Holder | None]:
    """What the asker is told, and whose signal it is when that municipality was not told before. One, or nobody.

    What was found today about part of these keys is found again for all of them, and those keys count no second time:
    asking with less cannot show which of them it was. As much is done whatever comes of it.
    """
    earlier = [one for one in _earlier(row) if one[1].covenant in row.covenants]
    again = next((told for asked, told in earlier if same_story(_kinds(asked, numbers))), None)
    holders: dict[tuple[str, int], list[Holder]] = {}
    there = set(parties(row.covenants))
    willing = {one.id for one in answering(viewer=by)}
    for covenant in sorted(set(row.covenants) & willing):
        spent = {one for asked, told in earlier if told.covenant == covenant for one in asked}
        fresh = [key for key in keys if numbers[key] not in spent]
        blinds, elements = ask(fresh)
        known = unblinded(fresh, blinds, answer(covenant, elements))
        holders |= held(covenant, known, before=row.epoch, asker=by.organisation)
    chosen = best({key: [one for one in held if one.controller in there] for key, held in holders.items()})
    if again:
        return replace(again, signal=row.signal), None
    if chosen:
        return Outcome(True, chosen.controller, row.signal, chosen.covenant, row.id), chosen
    return Outcome(), None


def _earlier(row: Question) -> list[tuple[Numbers, Outcome]]:
    """What was asked in this epoch with something found: the keys that went along, and what came of it."""
    went = Question.objects.filter(controller=row.controller, epoch=row.epoch, went_at__isnull=False)
    rows = {one.id: one for one in went.order_by("goes_at", "id")}
    sides = {one.question: one for one in Side.objects.filter(controller=row.controller, question__in=rows)}
    told = [(one, outcome_of(sides[one.id])) for one in rows.values() if one.id in sides]
    return [(_asked(one), outcome) for one, outcome in told if outcome.related]


def _asked(row: Question) -> Numbers:
    text = unseal(bytes(row.asked or b""), organisation=row.controller, bound_to=bound("question", row.id, "asked"))
    return unpack_numbers(text)


def _kinds(asked: Numbers, numbers: dict[Key, tuple[str, int]]) -> list[str]:
    return [kind for kind, _number in asked & set(numbers.values())]


def _numbers(keys: tuple[Key, ...], organisation: UUID) -> dict[Key, tuple[str, int]]:
    """Each key under a keyed hash of this municipality alone, to recognise what it asked before.

    Always under the first root, so that it is recognised after that was renewed; it is kept sealed.
    """
    hashed = blind("hits.asked", [f"{organisation}|{key.kind}|{key.text}" for key in keys], generation=1)
    return {key: (key.kind, value) for key, value in zip(keys, hashed, strict=True)}


def _tell(row: Question, found: Outcome, holder: Holder | None, moment: datetime, by: Actor) -> None:
    """One row for whoever asked and one for every municipality asked; one line in the trail of each."""
    told = {one: Outcome() for one in parties(row.covenants)}
    if holder and holder.controller in told:
        told[holder.controller] = Outcome(True, by.organisation, holder.signal, min(by.covenants), row.id)
    told[by.organisation] = found
    shows = tick_after(moment, every())
    sides = []
    for organisation in sorted(told):
        own = new_id()
        sealed = seal(written(told[organisation]), organisation=organisation, bound_to=bound("side", own, "outcome"))
        sides.append(Side(id=own, question=row.id, controller=organisation, outcome=sealed, visible_at=shows))
    Side.objects.bulk_create(sides)
    for side in sides:
        if side.controller != by.organisation:
            audit.record(
                "regions.consulted", by=by, organisation=side.controller, object_kind="region_side", object_id=side.id
            )
