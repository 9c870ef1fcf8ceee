"""What asks something of a focal person, by due date: signals to read and weigh, links to judge, questions from neighbours."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.casework.bundling import queries as bundling
from schakel.casework.intake import queries as intake
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import page
from schakel.ground.database.actor import Actor
from schakel.ground.ui import parts

MOST = 40
ANSWER_WITHIN = timedelta(days=3)
WEEK = timedelta(days=7)


@page(may="signal.handle")
def work(request: HttpRequest) -> HttpResponse:
    viewer: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    items = [*_links(viewer, today), *_neighbours(viewer), *_signals(viewer)]
    waiting, oldest = intake.without_outcome(viewer=viewer)
    context = {
        "day": today,
        "now_due": sum(1 for item in items if item.due is not None and _day(item.due) <= today),
        "groups": _groups(items, today),
        "more": max(intake.count(viewer=viewer, chosen=intake.Filter(only_open=True)) - MOST, 0),
        "waiting": waiting,
        "oldest": oldest,
        "stand_in": _stand_in(viewer),
        "nothing": parts.Empty(
            _("Niets vraagt nu iets van u"),
            _("Nieuwe signalen en verbanden komen hier binnen. Vertel collega's hoe zij een signaal doorgeven."),
            _("Bekijk alle signalen"),
            reverse("signals"),
        ),
    }
    return render(request, "site/work.html", context)


def _signals(viewer: Actor) -> list[parts.WorkItem]:
    return [
        parts.WorkItem(
            title=row.title,
            url=reverse("signal", args=[row.id]),
            do=row.do,
            due=timezone.localtime(row.due_at) if row.due_at else None,
            words=row.words,
            meta=_("Signaal %(number)s, ontvangen %(when)s")
            % {"number": row.number, "when": parts.since(row.received_at)},
        )
        for row in intake.worklist(viewer=viewer, limit=MOST)
    ]


def _links(viewer: Actor, today: date) -> list[parts.WorkItem]:
    """One line a bundle with links that nobody judged yet."""
    asked: dict[int, list[bundling.OpenQuestion]] = defaultdict(list)
    for question in bundling.open_questions(viewer=viewer):
        if not question.postponed:
            asked[question.bundle].append(question)
    return [_bundle(questions, today) for questions in asked.values()]


def _bundle(questions: list[bundling.OpenQuestion], today: date) -> parts.WorkItem:
    first, many = questions[0], len(questions)
    words = ngettext("%(n)s verband wacht op uw oordeel", "%(n)s verbanden wachten op uw oordeel", many) % {"n": many}
    return parts.WorkItem(
        title=first.title,
        url=reverse("bundle", args=[first.bundle]),
        do=ngettext("Beoordeel het verband", "Beoordeel de verbanden", many),
        due=today if timezone.localtime(first.since).date() < today else today + timedelta(days=1),
        meta=_("Bundel %(number)s, %(signals)s signalen") % {"number": first.bundle, "signals": first.signals},
        tags=[parts.Tag(words, "tie", "link")],
        rings=min(first.signals, 4),
        tone="tie",
    )


def _neighbours(viewer: Actor) -> list[parts.WorkItem]:
    """Municipalities that ask about a related signal and got no answer yet."""
    rows = (row for row in bundling.hits(viewer=viewer) if row.asked_of_us and row.asked_of_us.state == "asked")
    return [
        parts.WorkItem(
            title=_("%(municipality)s vraagt naar een verwant signaal") % {"municipality": row.other},
            url=reverse("hits"),
            do=_("Neem contact op"),
            due=timezone.localtime(row.asked_of_us.at) + ANSWER_WITHIN if row.asked_of_us else None,
            meta=_("Zij zien nu alleen dat er een treffer is, niet waarop."),
            rings=2,
            tone="tie",
        )
        for row in rows
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


def _stand_in(viewer: Actor) -> list[str]:
    people = accounts.focal_persons(viewer, municipality=viewer.municipality or "")
    return [person.name for person in people if person.account != viewer.account]
