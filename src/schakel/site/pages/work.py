"""What asks something of a focal person, by due date: signals to read and weigh, links to judge, questions from neighbours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from schakel.casework.bundling import queries as bundling
from schakel.casework.intake import queries as intake
from schakel.ground.accounts.access import page
from schakel.ground.breakglass import queries as breakglass
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.duty import queries as duty
from schakel.ground.ui import parts
from schakel.site.pages.work_letters import letters
from schakel.site.pages.work_regions import regions
from schakel.site.pages.work_rights import asked_of_people

MOST = 40
QUOTE = 220
ANSWER_WITHIN = timedelta(days=3)
WEEK = timedelta(days=7)


@page(may="signal.handle")
def work(request: HttpRequest) -> HttpResponse:
    viewer: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    there = {one.account: one.name for one in duty.there(viewer=viewer)}
    items = [
        *_links(viewer, today), *_neighbours(viewer), *letters(viewer), *regions(viewer),
        *_signals(viewer, there),
        *asked_of_people(viewer, today, list(there)),
    ]  # fmt: skip
    waiting, oldest = intake.without_outcome(viewer=viewer)
    context = {
        "alerts": duty.alerts(viewer=viewer),
        "notices": breakglass.notices(viewer=viewer),
        "viewer": viewer.account,
        "on_duty": duty.now(viewer=viewer),
        "day": today,
        "now_due": sum(1 for item in items if item.due is not None and _day(item.due) <= today),
        "groups": _groups(items, today),
        "more": max(intake.count(viewer=viewer, chosen=intake.Filter(only_open=True)) - MOST, 0),
        "waiting": waiting,
        "oldest": oldest,
        "nothing": parts.Empty(
            _("Niets vraagt nu iets van u"),
            _("Nieuwe signalen en verbanden komen hier binnen. Vertel collega's hoe zij een signaal doorgeven."),
            _("Bekijk alle signalen"),
            reverse("signals"),
        ),
    }
    return render(request, "site/work.html", context)


def _signals(viewer: Actor, there: dict[UUID, str]) -> list[parts.WorkItem]:
    """Her own, and the team's: of nobody, or of somebody who is away or works here no longer."""
    return [
        parts.WorkItem(
            title=_source(row),
            url=reverse("signal", args=[row.id]),
            do=_next_step(row),
            due=timezone.localtime(row.due_at) if row.due_at else None,
            words=Truncator(row.words).chars(QUOTE),
            meta=_("Signaal %(number)s, ontvangen %(when)s")
            % {"number": row.number, "when": parts.since(row.received_at)},
            tags=_whose(row, viewer, there),
        )
        for row in intake.inbox(viewer=viewer, team=list(there), limit=MOST)
    ]


def _whose(row: intake.ListedSignal, viewer: Actor, there: dict[UUID, str]) -> list[parts.Tag]:
    if row.owner is None:
        return [parts.Tag(_("Nog van niemand"), icon="users")]
    if row.owner == viewer.account:
        return [parts.Tag(_("Van u"), "do", "user-check")]
    return [parts.Tag(_("Van een collega die er niet is. Nu van het team."), "time", "users")]


def _source(row: intake.ListedSignal) -> str:
    """What the source does, never who it is; and whether somebody under 18 is perhaps involved."""
    language = (get_language() or "").split("-")[0]
    source = pack().profession_of(row.function, row.organisation_kind).text.say(language)
    return _("%(source)s, mogelijk iemand onder de 18") % {"source": source} if row.minor == "yes" else source


def _next_step(row: intake.ListedSignal) -> str:
    if row.state == "received" and row.danger:
        return _("Ga na of 112 is gebeld")
    if row.state == "received" and row.minor == "yes":
        return _("Volg de Meldcode")
    steps = {"received": _("Lees het signaal"), "qualified": _("Weeg het signaal"), "weighed": _("Kies een uitkomst")}
    return steps.get(row.state, "")


def _links(viewer: Actor, today: date) -> list[parts.WorkItem]:
    """One line a bundle with links that nobody judged yet: an answer is asked for today."""
    return [
        parts.WorkItem(
            title=row.title,
            url=reverse("bundle", args=[row.number]),
            do=ngettext("Beoordeel het verband", "Beoordeel de verbanden", row.questions),
            due=max(row.since, today),
            meta=_about(row),
            tags=[parts.Tag(_waiting(row.questions), "tie", "link")],
            rings=min(row.signals, 4),
            tone="tie",
        )
        for row in bundling.open_questions(viewer=viewer)
    ]


def _about(row: bundling.OpenQuestion) -> str:
    words = ngettext(
        "Bundel %(number)s, %(signals)s signalen van %(sources)s bron",
        "Bundel %(number)s, %(signals)s signalen van %(sources)s bronnen",
        row.sources,
    )
    return words % {"number": row.number, "signals": row.signals, "sources": row.sources}


def _waiting(many: int) -> str:
    return ngettext("%(n)s verband wacht op uw oordeel", "%(n)s verbanden wachten op uw oordeel", many) % {"n": many}


def _neighbours(viewer: Actor) -> list[parts.WorkItem]:
    """Municipalities that ask about a related signal and got no answer yet."""
    return [
        parts.WorkItem(
            title=_("%(municipality)s vraagt naar een verwant signaal") % {"municipality": row.asked_by},
            url=reverse("hits"),
            do=_("Neem contact op"),
            due=row.asked_at + ANSWER_WITHIN,
            meta=_("Zij zien nu alleen dat er een treffer is, niet waarop."),
            rings=2,
            tone="tie",
        )
        for row in bundling.asked_of_us(viewer=viewer)
    ]


def _groups(items: list[parts.WorkItem], today: date) -> list[parts.WorkGroup]:
    """By due date and by nothing else."""
    dated = sorted(((_day(item.due), item) for item in items if item.due is not None), key=lambda one: one[0])
    cut = [
        (_("Vandaag"), [item for day, item in dated if day <= today]),
        (_("Deze week"), [item for day, item in dated if today < day <= today + WEEK]),
        (_("Later"), [item for day, item in dated if day > today + WEEK]),
    ]
    return [parts.WorkGroup(title, found) for title, found in cut if found]


def _day(due: date | datetime) -> date:
    return due.date() if isinstance(due, datetime) else due
