"""Codes as people say them, in the language of this request."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from schakel.casework.intake.queries import AddedRow, ListedSignal, MentionRow, ObservationRow
from schakel.casework.intake.rules import STATES
from schakel.ground.content.queries import Text, pack
from schakel.ground.ui import parts

QUOTE = 220
ANSWERS = {
    "seen": gettext_lazy("Gezien"),
    "not_seen": gettext_lazy("Niet gezien"),
    "not_known": gettext_lazy("Weet ik niet"),
}
HEARD = gettext_lazy("Gehoord")
BASES = {
    "saw": gettext_lazy("zelf gezien"),
    "heard": gettext_lazy("zelf gehoord"),
    "told": gettext_lazy("gehoord van een ander"),
    "document": gettext_lazy("uit een document"),
    "system": gettext_lazy("uit een systeem"),
}
FIRST_UPPER = {
    "saw": gettext_lazy("Zelf gezien"),
    "heard": gettext_lazy("Zelf gehoord"),
    "told": gettext_lazy("Gehoord van een ander"),
    "document": gettext_lazy("Uit een document"),
    "system": gettext_lazy("Uit een systeem"),
}
HOLDS = {"seen": gettext_lazy("Dit is zo"), "not_seen": gettext_lazy("Dit is juist niet zo")}
MINORS = {"yes": gettext_lazy("Misschien"), "no": gettext_lazy("Nee"), "unknown": gettext_lazy("Niet bekend")}
ROLES = {
    "presumed_victim": gettext_lazy("mogelijk iemand die hulp nodig heeft"),
    "presumed_exploiter": gettext_lazy("mogelijk iemand die voordeel heeft"),
    "contact": gettext_lazy("contactpersoon"),
    "place": gettext_lazy("plek"),
    "unknown": "",
}


def say(text: Text) -> str:
    """The words of the content pack in the language of this request."""
    return text.say((get_language() or "").split("-")[0])


def state(code: str) -> str:
    return gettext(STATES[code])


def profession(function: str, organisation_kind: str) -> str:
    return say(pack().profession_of(function, organisation_kind).text)


def mention_kind(code: str) -> str:
    kind = pack().mention_kinds.get(code)
    return say(kind.text) if kind else code


def given(mentions: tuple[MentionRow, ...]) -> list[parts.Given]:
    """Names, addresses and numbers as typed, each with its kind and what it was said to be."""
    kinds = pack().mention_kinds
    rows = []
    for named in mentions:
        about = ", ".join(filter(None, (mention_kind(named.kind), str(ROLES.get(named.role, "")), _corrected(named))))
        rows.append(parts.Given(named.value, about, kinds[named.kind].icon if named.kind in kinds else "hash"))
    return rows


def _corrected(named: MentionRow) -> str:
    """What was done since the reporter typed it; "" for nothing."""
    if named.added:
        return _("later toegevoegd")
    return _("verbeterd: de melder schreef %(typed)s") % {"typed": named.typed} if named.typed else ""


def observed(rows: tuple[ObservationRow, ...]) -> list[parts.Fact]:
    """Each row of the card with its answer, how it was known, and the note beside it."""
    return [parts.Fact(value=_answer(row), before=_indicator(row.indicator)) for row in rows]


def added(rows: tuple[AddedRow, ...], names: dict[UUID, str]) -> list[parts.Step]:
    """What was learnt later: the fact, whether it holds, how that is known and from what, by whom."""
    return [
        parts.Step(
            _indicator(row.indicator),
            "done",
            _("%(holds)s (%(basis)s). %(reason)s %(who)s")
            % {
                "holds": HOLDS.get(row.answer, row.answer),
                "basis": BASES.get(row.basis, row.basis),
                "reason": row.reason,
                "who": f"({names[row.by]})" if row.by in names else "",
            },
            row.at,
        )
        for row in rows
    ]


def next_step(row: ListedSignal) -> str:
    """What to do now, verb first; "" when the signal asks for nothing."""
    if row.state == "received":
        if row.danger:
            return _("Ga na of 112 is gebeld")
        return _("Volg de Meldcode") if row.minor == "yes" else _("Lees het signaal")
    return {"qualified": _("Weeg het signaal"), "weighed": _("Kies een uitkomst")}.get(row.state, "")


def source(row: ListedSignal, *, own: UUID, others: dict[UUID, str]) -> str:
    """Who noticed: the work of a colleague, or the organisation that sent it; never a person."""
    elsewhere = row.reporting_organisation != own and not row.passed_on
    who = others.get(row.reporting_organisation, "") if elsewhere else ""
    who = who or profession(row.function, row.organisation_kind)
    return _("%(source)s, mogelijk iemand onder de 18") % {"source": who} if row.minor == "yes" else who


def noticed_by(row: ListedSignal) -> str:
    """For whom the reporter wrote it down; "" when it was the reporter who noticed."""
    if not row.passed_on:
        return ""
    if row.passed_on == "other" and row.organisation_kind == "other" and not row.function:
        return _("Iemand van een andere organisatie")
    who = profession(row.function, row.organisation_kind)
    return _("Een collega: %(work)s") % {"work": who.lower()} if row.passed_on == "colleague" else who


def quote(text: str) -> str:
    """The beginning of the words, cut at a space."""
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTE else flat[:QUOTE].rsplit(" ", 1)[0] + " …"


def received(row: ListedSignal) -> str:
    return _("Signaal %(number)s, ontvangen %(when)s") % {"number": row.number, "when": on(row.received_at)}


def on(moment: datetime) -> str:
    """ "om 11.20 uur", "gisteren", "op 3 februari": as it stands inside a sentence."""
    said = parts.since(moment)
    return _("op %(day)s") % {"day": said} if said[:1].isdigit() else said


def signals(count: int) -> str:
    return ngettext("%(count)s signaal", "%(count)s signalen", count) % {"count": parts.number(count)}


def _indicator(code: str) -> str:
    known = pack().observable(code)
    return say(known.text) if known else code


def _answer(row: ObservationRow) -> str:
    answer = HEARD if row.answer == "seen" and row.basis in ("heard", "told") else ANSWERS.get(row.answer, row.answer)
    basis = BASES.get(row.basis) if row.basis in ("told", "document", "system") else None
    said = f"{answer} ({basis})" if basis else str(answer)
    return f"{said}: {row.note}" if row.note else said
