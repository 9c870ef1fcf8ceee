"""Where is this person named? Who handles signals looks at each place and says what may be done; somebody else decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.rights import actions, queries
from schakel.casework.rights.pages import wording
from schakel.casework.rights.pages.collect_form import NoteForm, PlaceForm
from schakel.casework.rights.queries import Occurrence, RequestRow
from schakel.casework.sharing import queries as sharing
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.ui import parts

Search = Callable[[Actor, Sequence[str]], list[Occurrence]]
"""Everywhere somebody is named, in every module that knows signals; the site hands it in with the address."""


@page(may="request.collect")
def collect_request(request: HttpRequest, request_id: UUID, search: Search) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.request(viewer=viewer, request=request_id)
    if row is None:
        raise Http404
    if row.state != "checked":
        return _not_now(request, viewer, row)
    found = search(viewer, row.values)
    posted = request.POST if request.method == "POST" else None
    places = [PlaceForm(posted, at=at, kind=row.kind, about=one) for at, one in enumerate(found)]
    note = NoteForm(posted)
    whole = False not in [form.is_valid() for form in (*places, note)]
    if posted and whole and _collected(viewer, row, places, note):
        return redirect("collect-request", row.id)
    signals = [one.signal for one in found if one.signal]
    context = {
        "row": row,
        "facts": wording.facts(row),
        "about": wording.about(row),
        "groups": _groups(places),
        "note": note,
        "forms": [*places, note],
        "sent": _sent(viewer, list(dict.fromkeys(signals))),
    }
    return render(request, "rights/collect_request.html", context, status=422 if posted else 200)


def _collected(viewer: Actor, row: RequestRow, places: list[PlaceForm], note: NoteForm) -> bool:
    found = [one for form in places if (one := form.chosen())]
    try:
        actions.collect_request(by=viewer, request=row.id, found=found, note=note.cleaned_data["note"])
    except Refused as refusal:
        if not refusal.code.startswith(("request.names", "request.tells")):
            raise
        note.add_error(None, refusal.message)
        return False
    return True


def _groups(places: list[PlaceForm]) -> list[tuple[str, str, list[tuple[str, PlaceForm]]]]:
    """Signal by signal: its name, its address, and each place with where it stands."""
    made = []
    for (signal, number), held in groupby(places, key=lambda form: (form.about.signal, form.about.number)):
        name = _("Signaal %(number)s") % {"number": number} if number else _("Buiten de signalen")
        url = reverse("signal", args=[signal]) if signal and number else ""
        made.append((name, url, [(wording.place(form.about.place, form.about.kind), form) for form in held]))
    return made


def _sent(viewer: Actor, signals: list[UUID]) -> list[parts.Act]:
    """Letters that went: their recipients are to be told when something is taken out."""
    return [
        parts.Act(_("Brief aan %(party)s") % {"party": wording.say(pack().parties[party].text)}, reverse("disclosure", args=[letter]), "mail")
        for letter, _signal, party in sharing.sent_about(viewer=viewer, signals=signals)
        if party in pack().parties
    ]  # fmt: skip


def _not_now(request: HttpRequest, viewer: Actor, row: RequestRow) -> HttpResponse:
    """What was chosen, for who chose it; the next step is somebody else's."""
    found = queries.findings(viewer=viewer, request=row.id)
    words = {"grant": _("mag"), "refuse": _("geweigerd"), "": _("nog niet besloten")}
    shown = [
        parts.Fact(one.words or _("is weggehaald"), before=f"{wording.place(one.place)}, {words[one.decision or one.proposal]}")
        for one in found
    ]  # fmt: skip
    context = {"row": row, "facts": wording.facts(row), "found": shown, "closed": True}
    return render(request, "rights/collect_request.html", context)
