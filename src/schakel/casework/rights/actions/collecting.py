"""Who handles signals chooses the places that are about the person, and says for each what may be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.intake import queries as intake
from schakel.casework.rights.actions.holding import held, may_go, needed, step
from schakel.casework.rights.actions.receiving import established
from schakel.casework.rights.models import Finding, FindingWords, Request
from schakel.casework.rights.queries.requests import request_row
from schakel.casework.rights.queries.sealing import bound
from schakel.casework.rights.rules import GRANT, OWN, REFUSE, leaks
from schakel.ground.accounts import access
from schakel.ground.accounts import queries as accounts
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal

MENTION = "intake.mention"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One place about the person. `words`: the name or sentence itself; `say`: what the person may read about it.

    `was`: the keyed hash of the whole text as it was looked at, so that nothing else is taken out later.
    """

    place: str
    words: str
    proposal: str
    signal: UUID | None = None
    number: int | None = None
    position: int | None = None
    row: UUID | None = None
    spans: tuple[tuple[int, int], ...] = ()
    was: int = 0
    ground: str = ""
    say: str = ""
    reason: str = ""


def collect_request(*, by: Actor, request: UUID, found: Sequence[Chosen], note: str) -> None:
    """Writes down what was found, also when that is nothing; what was found before goes. `note`: how was looked."""
    with acting(by):
        access.demand(by, "request.collect")
        row = held(by, request)
        may_go(row, "collected")
        if not established(row):
            raise Refused(
                "request.not_checked",
                _("Eerst moet vaststaan wie dit vraagt, en dat die persoon vrij is om het te vragen."),
            )
        words = needed(note)
        _refuse_leaks(by, row, found)
        Finding.objects.filter(request=row).delete()
        for one in found:
            _write(row, one)
        Request.objects.filter(id=row.id).update(collected_by=by.account, stuck=False)
        step(by, row, "collected", words)


def look_again(*, by: Actor, request: UUID, reason: str) -> None:
    """Who decides asks who looked up to look again."""
    with acting(by):
        access.demand(by, "request.handle")
        row = held(by, request)
        may_go(row, "checked")
        words = needed(reason)
        step(by, row, "checked", words)


def _write(row: Request, one: Chosen) -> None:
    ground = pack().request_grounds.get(one.ground)
    if one.proposal not in (GRANT, REFUSE):
        raise Refused("request.proposal", _("Kies bij elke plek wat ermee mag gebeuren."))
    if one.proposal == REFUSE and (ground is None or (ground.kinds and row.kind not in ground.kinds)):
        raise Refused("request.ground", _("Kies bij elke weigering een grond die bij dit verzoek past."))
    made = Finding(
        id=new_id(), request=row, controller=row.controller, signal=one.signal, number=one.number, place=one.place,
        position=one.position, row=one.row, spans=[list(span) for span in one.spans], was=one.was, proposal=one.proposal,
        ground=one.ground if one.proposal == REFUSE else "",
    )  # fmt: skip
    if one.say.strip() and one.proposal == GRANT:
        made.say = _sealed(intake.mask_citizen_numbers(one.say.strip()), made, "say")
    if one.reason.strip():
        made.reason = _sealed(needed(one.reason), made, "reason")
    Finding.objects.bulk_create([made])
    FindingWords.objects.bulk_create(
        [FindingWords(finding=made, controller=row.controller, words=_sealed(one.words, made, "words"))]
    )


def _sealed(text: str, made: Finding, field: str) -> bytes:
    return seal(text, organisation=made.controller, bound_to=bound("finding", made.id, field))


def _refuse_leaks(by: Actor, row: Request, found: Iterable[Chosen]) -> None:
    """What a letter will say names nobody else and tells of no report: looked at here, where the signals can be read."""
    told = [one for one in found if one.proposal == GRANT and one.say.strip()]
    if not told or row.channel == OWN:
        return
    own = request_row(row).values
    signals = {one.signal for one in told if one.signal}
    around = intake.at_places(viewer=by, signals=list(signals))
    whole = intake.by_id(viewer=by, ids=list(signals))
    reporters = {accounts.reporter_name(by, one.reporter) for one in whole.values() if one.reporter}
    others = {one.value for one in around if one.value and not _same(one.value, own)} | (reporters - {""})
    for one in told:
        if wrong := leaks(one.say, others=others, own=own):
            raise Refused(f"request.{wrong[0]}", _LEAKS[wrong[0]]())


_LEAKS = {
    "names_other": lambda: _("Wat de persoon mag lezen, noemt een ander, of wie dit doorgaf. Schrijf het anders."),
    "tells_of_report": lambda: _(
        "Wat de persoon mag lezen, verraadt dat er iets is doorgegeven of wordt bekeken. Schrijf het anders."
    ),
}


def _same(value: str, own: Iterable[str]) -> bool:
    return value.strip().casefold() in {one.strip().casefold() for one in own}
