"""One investigation, and what of it may cross to supervision: exactly what is chosen, as a recorded provision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from schakel.casework.provisions import actions, queries
from schakel.casework.provisions.pages import name_out, wording
from schakel.casework.provisions.queries import RecordRow
from schakel.casework.provisions.rules import CROSSING, INVESTIGATION, OPENS, WHY
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts


class GiveForm(forms.Form):
    chosen = parts.ChecksField(
        label=_("Wat gaat over?"),
        help_text=_("Niets staat aan. Kies alleen wat toezicht hiervoor nodig heeft."),
        answers=[],
        error_messages={"required": _("Kies minstens één ding dat overgaat.")},
    )
    necessity = forms.CharField(
        label=_("Waarom is dit nodig, en kan het niet met minder?"),
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom dit nodig is. Eén zin is genoeg.")},
    )

    def __init__(self, *args: Any, found: RecordRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        assert isinstance(field, parts.ChecksField)
        may = pack().legal_bases[CROSSING].may
        field.answers = tuple(
            parts.Answer(one.kind, wording.kind(one.kind), one.text[:80]) for one in found.fields if one.kind in may
        )
        field.choices = [(one.value, one.label) for one in field.answers]


@page(may="investigation.read")
def investigation(request: HttpRequest, record: UUID) -> HttpResponse:
    viewer = acting_person(request)
    why = request.POST.get("why", "")
    found = queries.investigation(viewer=viewer, record=record, why=why)
    if found is None:
        raise Http404
    leaves = name_out.answered(request, INVESTIGATION, record)
    if isinstance(leaves, HttpResponse):
        return leaves
    gives = request.method == "POST" and not why and not name_out.asked(request)
    form = GiveForm(request.POST if gives else None, found=found)
    if gives and form.is_valid():
        given = form.cleaned_data
        actions.give_to_supervision(by=viewer, record=record, chosen=given["chosen"], necessity=given["necessity"])
        return redirect("investigation", record)
    row = pack().legal_bases[CROSSING]
    context = {
        "found": found,
        "form": form,
        "leaves": leaves,
        "fields": wording.fields(found.fields),
        "stage": wording.stage(found.listed.stage),
        "asks": [] if found.fields else [(code, _(WHY[code])) for code in OPENS[found.listed.stage] if code],
        "law": wording.law(CROSSING),
        "condition": wording.say(row.condition) if row.condition else "",
        "waits": queries.needs_acceptance(CROSSING, viewer=viewer),
        "given": [
            parts.Fact(wording.kinds(one.kinds), before=parts.day(one.provided_on))
            for one in queries.provisions(viewer=viewer, direction="given")
            if one.record == record
        ],
    }
    return render(
        request, "provisions/investigation.html", context, status=422 if form.errors or leaves.errors else 200
    )
