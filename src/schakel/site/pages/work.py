"""What asks something of a focal person, by due date: signals to read and weigh, links to judge, questions from neighbours."""

from __future__ import annotations

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
from schakel.site.pages.sources import source_of

MOST = 30
WORDS = 180


@page(may="signal.handle")
def work(request: HttpRequest) -> HttpResponse:
    viewer: Actor = request.actor  # type: ignore[attr-defined]
    items = [*_links(viewer), *_questions(viewer), *_signals(viewer)]
    groups = _groups(items, timezone.localdate())
    today = sum(1 for item in items if item.due and _day(item.due) <= timezone.localdate())
    waiting, oldest = intake.without_outcome(viewer=viewer)
    context = {
        "today": today,
        "day": timezone.localdate(),
        "groups": groups,
        "waiting": waiting,
        "oldest": oldest,
        "stand_in": _stand_in(viewer),
        "nothing": parts.Empty(
            _("Niets vraagt vandaag iets van u"),
            _("Nieuwe signalen en verbanden komen hier binnen. Vertel collega's hoe zij een signaal doorgeven."),
            _("Bekijk alle signalen"),
            reverse("signals"),
        ),
    }
    return render(request, "site/work.html", context)


def _signals(viewer: Actor) -> list[parts.WorkItem]:
    bundled = bundling.bundles_of(viewer=viewer)
    return [_signal(row, bundled.get(row.id)) for row in intake.inbox(viewer=viewer, limit=MOST)]


def _signal(row: intake.ListedSignal, bundle: int | None) -> parts.WorkItem:
    title = source_of(row.function, row.organisation_kind)
    if row.minor == "yes":
        title = _("%(source)s, mogelijk iemand onder de 18") % {"source": title}
    do = {"received": _("Lees het signaal"), "qualified": _("Weeg het signaal"), "weighed": _("Kies een uitkomst")}
    if row.minor == "yes" and row.state == "received":
        do["received"] = _("Volg de Meldcode")
    tags = [parts.Tag(_("In bundel %(number)s") % {"number": bundle}, "tie", "link")] if bundle else []
    return parts.WorkItem(
        title=title,
        url=reverse("signal", args=[row.id]),
        do=do.get(row.state, ""),
        due=timezone.localtime(row.due_at) if row.due_at else None,
        words=row.words[:WORDS] + ("…" if len(row.words) > WORDS else ""),
        meta=_("Signaal %(number)s, ontvangen %(when)s") % {"number": row.number, "when": parts.since(row.received_at)},
        tags=tags,
    )


def _links(viewer: Actor) -> list[parts.WorkItem]:
    """One line a bundle that has links to judge."""
    today = timezone.localdate()
    return [
        parts.WorkItem(
            title=row.title,
            url=reverse("bundle", args=[row.number]),
            do=ngettext("Beoordeel het verband", "Beoordeel de verbanden", row.questions),
            due=today if row.since <= today else row.since,
            meta=_("Bundel %(number)s, %(signals)s signalen van %(sources)s bronnen")
            % {"number": row.number, "signals": row.signals, "sources": row.sources},
            tags=[
                parts.Tag(
                    ngettext(
                        "%(n)s verband wacht op uw oordeel", "%(n)s verbanden wachten op uw oordeel", row.questions
                    )
                    % {"n": row.questions},
                    "tie",
                    "link",
                )
            ],
            rings=min(row.signals, 4),
            tone="tie",
        )
        for row in bundling.open_questions(viewer=viewer)
    ]


def _questions(viewer: Actor) -> list[parts.WorkItem]:
    """Neighbours who ask about a related signal."""
    return [
        parts.WorkItem(
            title=_("%(municipality)s vraagt naar een verwant signaal") % {"municipality": row.asked_by},
            url=reverse("hits"),
            do=_("Neem contact op"),
            due=row.asked_at + timedelta(days=3),
            meta=_("Zij zien nu alleen dat er een treffer is, niet waarop."),
            rings=2,
            tone="tie",
        )
        for row in bundling.asked_of_us(viewer=viewer)
    ]


def _groups(items: list[parts.WorkItem], today: date) -> list[parts.WorkGroup]:
    """By due date and by nothing else; what has no date waits for somebody else."""
    week = today + timedelta(days=7)
    dated = sorted((item for item in items if item.due), key=lambda item: (_day(item.due), item.title))  # type: ignore[arg-type]
    cut = [
        (_("Vandaag"), [item for item in dated if _day(item.due) <= today]),  # type: ignore[arg-type]
        (_("Deze week"), [item for item in dated if today < _day(item.due) <= week]),  # type: ignore[arg-type]
        (_("Later"), [item for item in dated if _day(item.due) > week]),  # type: ignore[arg-type]
    ]
    return [parts.WorkGroup(title, found) for title, found in cut if found]


def _day(due: date | datetime) -> date:
    return due.date() if isinstance(due, datetime) else due


def _stand_in(viewer: Actor) -> list[str]:
    people = accounts.focal_persons(viewer, municipality=viewer.municipality or "")
    return [person.name for person in people if person.account != viewer.account]
