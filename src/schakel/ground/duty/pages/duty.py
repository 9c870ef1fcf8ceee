"""The roster of duty: who is called now, a week at a glance, and what one fills in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.duty import actions, queries
from schakel.ground.duty.pages import duty_words as words
from schakel.ground.duty.pages.duty_forms import AwayForm, DayForm, TurnForm

Forms = dict[str, TurnForm | DayForm | AwayForm]


@page(may="duty.manage")
def duty(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    people = accounts.focal_persons(viewer, municipality=viewer.municipality) if viewer.municipality else []
    forms: Forms = {
        "turn": TurnForm(_posted(request, "turn"), people=people),
        "day": DayForm(_posted(request, "day"), people=people),
        "away": AwayForm(_posted(request, "away"), people=people),
    }
    monday = _monday(request.GET.get("week", ""))
    if request.method == "POST" and (said := _done(viewer, request, forms)):
        messages.success(request, said)
        return redirect(_week(monday))
    wrong = any(form.errors for form in forms.values())
    context = {
        **forms,
        "people": people,
        "now": queries.now(viewer=viewer),
        "turns": [(row, words.turn(row)) for row in queries.turns(viewer=viewer)],
        "away_rows": queries.away(viewer=viewer),
        "days": _days(viewer, monday),
        "week": words.week_of(monday),
        "first": monday,
        "last": monday + timedelta(days=6),
        "before": _week(monday - timedelta(days=7)),
        "after": _week(monday + timedelta(days=7)),
        "mail": settings.MAIL,
        "terms": [alert.text.say((get_language() or "").split("-")[0]) for alert in pack().alerts.values()],
    }
    return render(request, "duty/duty.html", context, status=422 if wrong else 200)


def _days(viewer: Actor, monday: date) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "spans": [(words.span(one), one.stand_in) for one in row.spans],
            "remarks": words.remarks(row) if row.day >= timezone.localdate() else [],
            "today": row.day == timezone.localdate(),
        }
        for row in queries.week(viewer=viewer, monday=monday)
    ]


def _done(viewer: Actor, request: HttpRequest, forms: Forms) -> str:
    """What was done, in words; "" when the form says what is missing."""
    do = request.POST.get("do", "")
    form = forms.get(do)
    if form is not None:
        return _filled(viewer, do, form.cleaned_data) if form.is_valid() else ""
    if do == "restore":
        actions.restore_day(by=viewer, day=_date(request.POST.get("which", "")))
        return _("Deze dag volgt weer het rooster.")
    which = _identifier(request.POST.get("which", ""))
    if do == "back":
        actions.come_back(by=viewer, away=which)
        return _("De afwezigheid is weggehaald.")
    actions.remove_turn(by=viewer, turn=which)
    return _("De dienst is weggehaald.")


def _filled(viewer: Actor, do: str, given: dict[str, Any]) -> str:
    account = UUID(given["account"]) if given["account"] else None
    stand_in = UUID(given["stand_in"]) if given.get("stand_in") else None
    if do == "day":
        actions.set_day(by=viewer, day=given["day"], account=account, stand_in=stand_in)
        return _("De dag is vastgelegd.")
    if account is None:
        return ""
    if do == "away":
        actions.go_away(by=viewer, account=account, first=given["first"], last=given["last"])
        return _("De afwezigheid is vastgelegd. Wie vervangt, krijgt dan bericht.")
    actions.add_turn(
        by=viewer, weekdays=[int(day) for day in given["days"]], starts=given["starts"], ends=given["ends"],
        weeks=given["weeks"], account=account, stand_in=stand_in,
    )  # fmt: skip
    return _("De dienst staat in het rooster.")


def _posted(request: HttpRequest, name: str) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("do") == name else None


def _monday(text: str) -> date:
    """The Monday of the week of a day; of this week when it is no day."""
    try:
        day = date.fromisoformat(text)
        return day - timedelta(days=day.weekday())
    except (ValueError, OverflowError):
        today = timezone.localdate()
        return today - timedelta(days=today.weekday())


def _week(monday: date) -> str:
    return f"{reverse('duty')}?week={monday.isoformat()}"


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
