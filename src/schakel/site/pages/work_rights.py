"""What people's own rights ask of a focal person: to look somebody up, to tell people, and what is about to go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.casework.intake import queries as intake
from schakel.casework.rights import queries as rights
from schakel.ground.database.actor import Actor
from schakel.ground.ui import parts

# A month to tell somebody (AVG 14, from memory and still to be checked); it comes into the work list a week before.
TOLD_WITHIN = timedelta(days=30)
SAID_AFTER = timedelta(days=23)


def asked_of_people(viewer: Actor, today: date, team: Sequence[UUID]) -> list[parts.WorkItem]:
    return [
        *_requests(viewer), *_reviews(viewer, today), *_untold(viewer), *_leaving(viewer, today, team),
    ]  # fmt: skip


def _requests(viewer: Actor) -> list[parts.WorkItem]:
    """By its number only: whose request it is opens on its page."""
    return [
        parts.WorkItem(
            title=_("Verzoek %(reference)s: waar is deze persoon genoemd?") % {"reference": reference},
            url=reverse("collect-request", args=[request]),
            do=_("Zoek het op"),
            due=due,
            meta=_("De privacyfunctionaris stelde vast wie het vraagt."),
        )
        for request, reference, due in rights.to_collect(viewer=viewer)
    ]


def _reviews(viewer: Actor, today: date) -> list[parts.WorkItem]:
    return [
        parts.WorkItem(
            title=_("Signaal %(number)s: kan de persoon het nu horen?") % {"number": number},
            url=reverse("notice", args=[signal]),
            do=_("Kijk opnieuw"),
            due=day,
            meta=_("U stelde uit dat iemand hoort dat wij iets bewaren."),
        )
        for signal, number, day in rights.to_review(viewer=viewer, on=today)
    ]


def _untold(viewer: Actor) -> list[parts.WorkItem]:
    """One line for all: signals in which somebody is named about whom nothing was written down, the longest ago first."""
    named = intake.naming_people(viewer=viewer, before=timezone.now() - SAID_AFTER)
    noted = rights.noted(viewer=viewer, signals=list(named))
    waiting = [(signal, held) for signal, held in named.items() if held[2] - noted.get(signal, frozenset())]
    if not waiting:
        return []
    (signal, (number, at, _places)), many = waiting[0], len(waiting)
    return [
        parts.WorkItem(
            title=_("Signaal %(number)s: weet de persoon dat wij iets bewaren?") % {"number": number},
            url=reverse("notice", args=[signal]),
            do=_("Leg vast of het is verteld"),
            due=timezone.localdate(at) + TOLD_WITHIN,
            meta=ngettext("Nog %(n)s signaal waarbij dit niet is vastgelegd.", "Nog %(n)s signalen waarbij dit niet is vastgelegd.", many) % {"n": many},
        )
    ]  # fmt: skip


def _leaving(viewer: Actor, today: date, team: Sequence[UUID]) -> list[parts.WorkItem]:
    """Before a signal goes its owner sees it: without an outcome, or because nothing confirms it."""
    return [
        parts.WorkItem(
            title=_("Signaal %(number)s gaat weg na %(day)s") % {"number": one.number, "day": parts.day(one.last_day)},
            url=reverse("signal", args=[one.signal]),
            do=_("Niets doen mag. Weeg het opnieuw als er iets bij kwam") if one.soft else _("Geef het eerst een uitkomst"),
            due=one.last_day,
            meta=_("Er hoefde niets mee, en niets bevestigde het sindsdien.") if one.soft else _("De bewaartermijn is bijna om."),
        )
        for one in intake.leaving(viewer=viewer, team=team, on=today)
    ]  # fmt: skip
