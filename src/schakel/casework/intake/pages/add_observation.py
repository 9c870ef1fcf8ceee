"""A fact, for or against, that the focal person learnt after the signal came in."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.intake import actions, queries
from schakel.casework.intake.pages import wording
from schakel.casework.intake.pages.signal_forms import ObservationForm
from schakel.casework.intake.rules import never_asked
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.refusal import Refused

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


@page(may="signal.handle")
def add_observation(request: HttpRequest, signal: UUID) -> HttpResponse:
    """With `?bundel=3` one comes from that bundle, and goes back to it."""
    viewer = acting_person(request)
    row = queries.signal(viewer=viewer, signal=signal)
    if row is None:
        raise Http404
    bundle = request.GET.get("bundel", "")
    back = (
        reverse("bundle", args=[int(bundle)])
        if bundle.isascii() and bundle.isdigit() and len(bundle) < 10
        else reverse("signal", args=[row.id])
    )
    form = ObservationForm(request.POST if request.method == "POST" else None, facts=facts())
    if form.is_bound and form.is_valid():
        try:
            actions.add_observation(by=viewer, signal=row.id, **form.cleaned_data)
        except Refused as refusal:
            if refusal.status == 404 or refusal.code == "observation.role":
                raise
            form.add_error(None, refusal.message)
        else:
            return redirect(f"{back}#{'beeld' if 'bundel' in request.GET else 'h-gezien'}")
    context = {"row": row, "form": form, "back": back, "words": wording.quote(row.narrative)}
    return render(request, "intake/add_observation.html", context, status=422 if form.errors else 200)


def facts() -> Groups:
    """What can be added, by what it may be evidence of; what speaks against it stands in groups of its own."""
    content = pack()
    groups: dict[str, list[tuple[str, str]]] = {wording.say(one.text): [] for one in content.elements.values()}
    other, against, evidence = _("Andere feiten"), _("Wat er tegenin gaat"), _("Over wat is nagevraagd")
    for row in content.indicators.values():
        if not never_asked(row.flags) and row.valid_to is None:
            name = wording.say(content.elements[row.element].text) if row.element in content.elements else other
            groups.setdefault(name, []).append((row.code, wording.say(row.text)))
    for fact in content.against.values():
        groups.setdefault(evidence if fact.about_evidence else against, []).append((fact.code, wording.say(fact.text)))
    return [(name, rows) for name, rows in groups.items() if rows]
