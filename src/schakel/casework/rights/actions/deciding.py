"""Somebody else than who looked up decides, thing by thing; what the letter says follows from that and from nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.rights.actions.holding import held, may_go, needed, step
from schakel.casework.rights.actions.receiving import established
from schakel.casework.rights.models import Finding, Request
from schakel.casework.rights.queries.requests import finding_row
from schakel.casework.rights.queries.sealing import bound
from schakel.casework.rights.rules import GRANT, REFUSE, Item, Told, months_after, told
from schakel.ground.accounts import access
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal


@dataclass(frozen=True, slots=True)
class Decision:
    """`silent`: done, and the letter says nothing of it, because that would tell that there was something."""

    decision: str
    ground: str = ""
    silent: bool = False


def decide_request(*, by: Actor, request: UUID, decisions: Mapping[UUID, Decision], reason: str) -> None:
    """Every place that was found gets a decision. What was granted is carried out by the system, right after."""
    with acting(by):
        access.demand(by, "request.handle")
        row = held(by, request)
        may_go(row, "decided")
        if not established(row):
            raise Refused("request.not_checked", _("Eerst moet vaststaan wie dit vraagt."))
        if row.state != "collected":
            raise Refused(
                "request.not_collected", _("Eerst zoekt de aandachtsfunctionaris op waar de persoon genoemd is.")
            )
        if by.account == row.collected_by:
            raise Refused("request.second_person", _("Beslissen doet iemand anders dan wie het opzocht."))
        words = needed(reason)
        found = list(Finding.objects.filter(request=row).select_related("words"))
        if {one.id for one in found} != decisions.keys():
            raise Refused("request.undecided", _("Beslis over elke plek, of vraag om opnieuw te kijken."))
        items = [_decided(one, row, decisions[one.id]) for one in found]
        _close(by, row, told(items, identified=True), words)


def refuse_unidentified(*, by: Actor, request: UUID, reason: str) -> None:
    """Nobody could establish who asks, or whether freely: nothing was looked up, and the letter says only that."""
    with acting(by):
        access.demand(by, "request.handle")
        row = held(by, request)
        may_go(row, "decided")
        if row.state != "received" or established(row):
            raise Refused("request.identified", _("Wie dit vraagt staat vast. Laat eerst opzoeken."))
        words = needed(reason)
        _close(by, row, told([], identified=False), words)


def answer_request(*, by: Actor, request: UUID, on: date) -> None:
    """The letter went, or, for what the municipality found out itself, everybody who must know was told."""
    with acting(by):
        access.demand(by, "request.handle")
        row = held(by, request)
        may_go(row, "answered")
        if on > timezone.localdate():
            raise Refused("request.day", _("Deze dag moet nog komen."))
        years = pack().retention["data_request"].keep.years or 0
        Request.objects.filter(id=row.id).update(keep_until=months_after(on, 12 * years))
        step(by, row, "answered")


def lift_request(*, by: Actor, request: UUID, reason: str) -> None:
    """A restriction that was granted ends: the person heard so first (AVG 18)."""
    with acting(by):
        access.demand(by, "request.handle")
        row = held(by, request)
        if row.kind != "restriction" or row.state not in ("decided", "answered"):
            raise Refused("request.lift", _("Bij dit verzoek is niets afgesloten."))
        words = needed(reason)
        step(by, row, row.state, words, kind="lifted")


def note_letter(*, by: Actor, request: UUID) -> None:
    """The letter was made, to be sent."""
    with acting(by):
        access.demand(by, "request.handle")
        row = held(by, request)
        audit.record(
            "request.printed", by=by, organisation=row.controller, object_kind="request", object_id=row.id,
            subjects=[row.id], activity="data_request",
        )  # fmt: skip


def _decided(one: Finding, row: Request, decision: Decision) -> Item:
    ground = pack().request_grounds.get(decision.ground)
    if decision.decision not in (GRANT, REFUSE):
        raise Refused("request.undecided", _("Beslis over elke plek."))
    if decision.decision == REFUSE and (ground is None or (ground.kinds and row.kind not in ground.kinds)):
        raise Refused("request.ground", _("Kies bij elke weigering een grond die bij dit verzoek past."))
    granted = decision.decision == GRANT
    Finding.objects.filter(id=one.id).update(
        decision=decision.decision, ground="" if granted else decision.ground, silent=granted and decision.silent
    )
    hides = not granted and ground is not None and ground.hides
    return Item(decision.decision, decision.ground, hides, decision.silent, finding_row(one).say)


def _close(by: Actor, row: Request, letter: Told, words: str) -> None:
    said = {"say": letter.say, "grounds": letter.grounds, "neutral": letter.neutral, "unknown": letter.unknown}
    sealed = seal(
        json.dumps(said, ensure_ascii=False), organisation=row.controller, bound_to=bound("request", row.id, "letter")
    )
    Request.objects.filter(id=row.id).update(letter=sealed, decided_by=by.account)
    step(by, row, "decided", words)
