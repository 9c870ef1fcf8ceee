"""The answer to "May I share this?" in words: what may go, what may not, what is asked, and the text for the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from schakel.casework.sharing.actions.refusing import reason
from schakel.casework.sharing.pages import wording
from schakel.casework.sharing.queries import AskedRow
from schakel.casework.sharing.queries.letters import left_out
from schakel.casework.sharing.queries.matrix import basis as known_basis
from schakel.casework.sharing.rules import NO, TO_BE_VERIFIED, WITH_CONSENT, Answer, Question, needs_consent
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts


@dataclass(frozen=True, slots=True)
class Told:
    """One basis in words. `tone` and `icon` stand beside `verdict`, which says it in full."""

    verdict: str
    tone: str
    icon: str
    name: str
    purpose: str
    law: list[parts.Fact]
    unverified: bool
    first: list[str]
    confirm: list[str]
    may: list[str]
    kept: list[parts.Fact]
    values: list[parts.Fact]
    ask: str
    record: list[str]


def shown(found: list[AskedRow], *, whole: bool, narrowed: bool) -> dict[str, Any]:
    """For the template. `whole`: no purpose was chosen; `narrowed`: only some kinds of data were asked about."""
    if not found:
        return {"asked": False}
    question = found[0].question
    near = {one.code: one for row in found for one in row.beside}
    told = [_told(row.question, one) for row in found for one in row.answers]
    return {
        "asked": True,
        "told": told,
        "heading": _heading(question, whole),
        "refusal": "" if told else reason("not_for_minors" if _family(question) else "no_basis"),
        "near": [] if told else [_near(code) for code in near],
        "narrowed": narrowed,
        "ask": _("Vraag het de privacyfunctionaris, of overleg zonder namen. Er komt geen dossier van."),
    }


def _heading(question: Question, whole: bool) -> str:
    words = {"giver": wording.party(question.giver), "recipient": wording.party(question.recipient)}
    if whole:
        return _("Van %(giver)s naar %(recipient)s") % words
    words["purpose"] = wording.purpose(question.purpose)
    return _("Van %(giver)s naar %(recipient)s: %(purpose)s") % words


def _family(question: Question) -> bool:
    return question.recipient in ("parent", "companion")


def _near(code: str) -> parts.Fact:
    row = pack().legal_bases[code]
    return parts.Fact(", ".join(wording.purpose(one) for one in row.purposes), before=wording.say(row.text))


def _told(question: Question, found: Answer) -> Told:
    row = pack().legal_bases[found.decision.basis]
    verdict, tone, icon = _verdict(found)
    may = [code for code in pack().data_kinds if code in found.decision.allowed]
    return Told(
        verdict=verdict, tone=tone, icon=icon,
        name=wording.say(row.text),
        purpose=wording.purpose(question.purpose),
        law=_law(found.decision.basis),
        unverified=row.to_be_verified,
        first=[reason(code) for code in found.first],
        confirm=_confirm(question, found),
        may=[wording.kind(code) for code in may],
        kept=_kept(found.decision.refused),
        values=[parts.Fact(value, before=wording.kind(code)) for code, value in found.decision.values.items()],
        ask=wording.whom_to_ask(found.decision.basis),
        record=_record(question, found, may),
    )  # fmt: skip


def _verdict(found: Answer) -> tuple[str, str, str]:
    if found.verdict == NO:
        return _("Nee, dit niet"), "", "lock"
    if found.verdict == TO_BE_VERIFIED:
        return _("Nu niet: de grondslag is nog te controleren"), "time", "clock"
    if found.verdict == WITH_CONSENT:
        return _("Ja, met toestemming van de persoon"), "do", "user-check"
    return _("Ja, als het nodig is"), "do", "check"


def _law(code: str) -> list[parts.Fact]:
    row = pack().legal_bases[code]
    sources = (pack().sources[one] for one in row.source)
    return [
        parts.Fact(row.law, before=_("Artikel")),
        parts.Fact(_("Tekst van %(year)s") % {"year": row.state_of}, before=_("Stand")),
        parts.Fact("; ".join(one.title for one in sources), before=_("Bron")),
        parts.Fact(f"{_trust(row.trust)} ({_('gekeken op')} {parts.day(row.checked_on)})", before=_("Zekerheid")),
    ]


def _trust(mark: str) -> str:
    return {
        "A": _("De tekst zelf is gelezen"),
        "B": _("Een goede tweede bron is gelezen"),
        "C": _("Eén bron is gelezen"),
        "M": _("Uit het geheugen, nog te controleren"),
    }[mark]


def _confirm(question: Question, found: Answer) -> list[str]:
    """What is asked each time: conditions of the law, why it is needed, why not with less, and a second person."""
    row = pack().legal_bases[found.decision.basis]
    basis = known_basis(found.decision.basis)
    lines = [wording.condition(code) for code in found.confirm]
    if basis is not None and needs_consent(basis, question.purpose):
        lines.insert(0, _("De persoon gaf schriftelijk toestemming, en kan die intrekken."))
    if row.condition:
        lines.append(wording.say(row.condition))
    lines.append(_("U schrijft op waarom dit nodig is voor dit doel."))
    lines.append(_("U schrijft op waarom het niet met minder kan, en waarom juist aan deze ontvanger."))
    if found.decision.second_person:
        lines.append(_("Een tweede persoon kijkt het na voordat het gaat."))
    return lines


def _kept(refused: Mapping[str, str]) -> list[parts.Fact]:
    """What may not go, by reason, in the order of the content pack."""
    by_reason: dict[str, list[str]] = {}
    for code in pack().data_kinds:
        if code in refused:
            by_reason.setdefault(reason(refused[code]), []).append(wording.kind(code))
    return [parts.Fact(why, before=", ".join(kinds)) for why, kinds in by_reason.items()]


def _record(question: Question, found: Answer, may: Iterable[str]) -> list[str]:
    """To copy into one's own record; what only a person can say stands between brackets. Empty when nothing may go."""
    row = pack().legal_bases[found.decision.basis]
    kinds = ", ".join(wording.kind(code) for code in may)
    if not kinds or found.verdict == TO_BE_VERIFIED:
        return []
    lines = [
        _("Gegeven door %(giver)s aan %(recipient)s op [datum], via [hoe].")
        % {"giver": wording.party(question.giver), "recipient": wording.party(question.recipient)},
        _("Doel: %(purpose)s.") % {"purpose": wording.purpose(question.purpose)},
        _("Grondslag: %(law)s (stand %(year)s).") % {"law": row.law, "year": row.state_of},
        _("Gegeven, en niets anders: [kies uit: %(kinds)s].") % {"kinds": kinds},
        _("Nodig, omdat: [waarom]. Niet met minder, en juist aan deze ontvanger, omdat: [waarom]."),
    ]
    if found.decision.values:
        lines.append(_("Niet gegeven: %(held)s.") % {"held": left_out(found.decision.values)})
    if found.verdict == WITH_CONSENT:
        lines.append(_("Toestemming: [datum, wie tekende]."))
    if found.decision.second_person:
        lines.append(_("Nagekeken door: [naam]."))
    return lines
