"""Codes of requests as people say them, in the language of this request."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from schakel.casework.rights.actions import MENTION
from schakel.casework.rights.queries import RequestRow, StepRow
from schakel.casework.rights.rules import ASKERS, CHANNELS, STATES
from schakel.ground.accounts import queries as accounts
from schakel.ground.content.queries import Text, pack
from schakel.ground.database.actor import Actor
from schakel.ground.ui import parts


def say(text: Text) -> str:
    return text.say((get_language() or "").split("-")[0])


def kind(code: str) -> str:
    return say(pack().request_kinds[code].text) if code in pack().request_kinds else code


def ground(code: str) -> str:
    return say(pack().request_grounds[code].text) if code in pack().request_grounds else code


def state(code: str) -> str:
    return gettext(STATES[code])


def place(code: str, mention: str = "") -> str:
    """Where it stands."""
    return {
        MENTION: mention or _("Naam of nummer"),
        "intake.signal.narrative": _("Wat de melder schreef"),
        "intake.signal.reach": _("Hoe iemand te bereiken is"),
        "intake.observation.note": _("Notitie bij wat is gezien"),
        "intake.added.reason": _("Reden bij een feit"),
        "intake.correction.reason": _("Reden bij een verbetering"),
        "intake.change.reason": _("Reden bij een besluit"),
        "intake.due.reason": _("Reden bij een andere dag"),
        "intake.feedback.thanks": _("Dank aan de melder"),
        "intake.attachment.name": _("Naam van een bestand"),
        "intake.provenance.reference": _("Nummer van wie het gaf"),
        "bundling.judgement.reason": _("Reden bij een oordeel"),
        "bundling.worksheet.reason": _("Reden op een werkblad"),
        "sharing.disclosure.necessity": _("Waarom een brief nodig was"),
        "sharing.disclosure.subsidiarity": _("Waarom een brief niet met minder kon"),
        "sharing.disclosure.reference": _("Nummer van wie de brief kreeg"),
        "sharing.step.reason": _("Reden bij een brief"),
        "provisions.provision.reference": _("Nummer van de politie"),
        "provisions.provision.content": _("Wat de politie gaf"),
        "provisions.line.reason": _("Waarom een verstrekking is geopend"),
        "hits.question.necessity": _("Waarom andere regio’s zijn gevraagd"),
        "hits.question.less": _("Waarom het niet met minder kon"),
        "hits.side.necessity": _("Waarom een andere regio mag weten"),
        "breakglass.access.reason": _("Waarom in nood is geopend"),
        "breakglass.access.verdict": _("Oordeel over openen in nood"),
        "rights.notice.reason": _("Reden bij wat een persoon is verteld"),
    }.get(code, code)


CAUTIONS = {
    "on_behalf": lambda: _("Iemand anders vraagt dit. Dat kan ook de persoon zijn die uitbuit. Spreek de persoon zelf, zonder de ander erbij, met een eigen tolk."),
    "not_apart": lambda: _("De persoon was niet alleen. Maak een afspraak op een veilige plek. Zoek nog niets op en stuur nog niets."),
    "pressed": lambda: _("De persoon wil dit misschien niet zelf. Stuur niets. Overleg met de zorgcoördinator of CoMensha, zonder naam."),
}  # fmt: skip
MISSING = {
    "identity": lambda: _("wie de persoon is"),
    "apart": lambda: _("of de persoon alleen kon spreken"),
    "willing": lambda: _("of de persoon dit zelf wil"),
    "authority": lambda: _("of de ander dit namens de persoon mag vragen"),
}


def facts(row: RequestRow) -> list[parts.Fact]:
    return [
        parts.Fact(kind(row.kind), before=_("Vraagt om")),
        parts.Fact(state(row.state), before=_("Staat")),
        parts.Fact(row.reference, before=_("Kenmerk")),
    ]


def about(row: RequestRow) -> list[parts.Fact]:
    check = row.check
    answers = {"yes": _("Ja"), "no": _("Nee"), "": _("Nog niet bekend")}
    ways = pack().identity_ways
    own = row.channel == "own"
    return [
        parts.Fact(row.name, before=_("Wie")),
        *([parts.Fact(", ".join(row.also), before=_("Ook bekend als"))] if row.also else []),
        *([parts.Fact(row.reach, before=_("Veilig te bereiken"))] if row.reach else []),
        parts.Fact(f"{gettext(CHANNELS[row.channel])}, {parts.day(row.received_on)}", before=_("Ontvangen")),
        parts.Fact(parts.day(row.due_on), before=_("Antwoord uiterlijk")),
        *([] if own else [
            parts.Fact(gettext(ASKERS[check.asked_by]), before=_("Vraagt dit")),
            parts.Fact(say(ways[check.identity].text) if check.identity in ways else answers[""], before=_("Persoon vastgesteld")),
            parts.Fact(answers[check.apart], before=_("Alleen gesproken")),
            parts.Fact(answers[check.willing], before=_("Wil dit zelf")),
        ]),
        *([parts.Fact(answers[check.authority], before=_("Mag dit namens de persoon"))] if check.asked_by != "self" else []),
    ]  # fmt: skip


def history(rows: list[StepRow], names: Mapping[UUID, str]) -> list[parts.Step]:
    return [
        parts.Step(state(one.to_state), "done", ": ".join(filter(None, (names.get(one.by, "") if one.by else "", one.reason))), one.at)
        for one in rows
    ]  # fmt: skip


def names_of(viewer: Actor) -> dict[UUID, str]:
    return {person.id: person.name for person in accounts.people(viewer)}


def law(code: str) -> str:
    """The article behind a kind of request, with that it is still to be checked."""
    row = pack().request_kinds[code]
    return f"{row.law} ({_('nog te controleren')})" if row.to_be_verified else row.law
