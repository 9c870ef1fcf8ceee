"""Bases that the content pack knows from memory only: nothing goes on them until somebody answers for them by name."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.sharing import actions, queries
from schakel.casework.sharing.pages import wording
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts


class AcceptForm(forms.Form):
    basis = forms.CharField(widget=forms.HiddenInput, max_length=40)
    reason = forms.CharField(
        label=gettext_lazy("Waarop steunt u? Noem de tekst die u las."),
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Schrijf op welke tekst u las en van welke dag die is.")},
    )


@page(may="basis.accept")
def bases(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.accept_basis(by=viewer, basis=form.cleaned_data["basis"], reason=form.cleaned_data["reason"])
        return redirect("bases")
    accepted, names = queries.acceptances(viewer=viewer), queries.names_of(viewer=viewer)
    tried = request.POST.get("basis", "")
    shown, mine = [], queries.own_parties(viewer)
    for one in queries.bases():
        if not one.from_memory or not mine & one.givers:
            continue
        row, held = pack().legal_bases[one.code], accepted.get(one.code)
        shown.append(
            {
                "code": one.code,
                "name": wording.say(row.text),
                "facts": [
                    parts.Fact(", ".join(wording.party(code) for code in row.recipient), before=_("Ontvanger")),
                    parts.Fact(", ".join(wording.purpose(code) for code in row.purposes), before=_("Doel")),
                    parts.Fact(wording.law(one.code), before=_("Wet")),
                    parts.Fact(", ".join(wording.kind(code) for code in row.may), before=_("Mag mee")),
                    parts.Fact(", ".join(wording.kind(code) for code in row.may_not), before=_("Mag niet mee")),
                    parts.Fact(", ".join(row.source), before=_("Bron")),
                ],
                "held": held,
                "by": names.get(held.by, "") if held else "",
                "form": form
                if tried == one.code
                else AcceptForm(initial={"basis": one.code}, auto_id=f"{one.code}-%s"),
            }
        )
    return render(request, "sharing/bases.html", {"shown": shown, "form": form}, status=422 if form.errors else 200)


@page(may="basis.accept")
def end_acceptance(request: HttpRequest, acceptance: UUID) -> HttpResponse:
    if request.method == "POST":
        actions.end_acceptance(by=acting_person(request), acceptance=acceptance)
    return redirect("bases")
