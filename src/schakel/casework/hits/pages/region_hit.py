"""A related signal in another region: whom to ask, and whether we are willing to share about it, on which basis."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.hits import actions, queries
from schakel.casework.hits.pages import wording
from schakel.casework.sharing import queries as sharing
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.queries import name_inside
from schakel.ground.ui import parts

LONGEST = 2_000
PURPOSE = "related_signals"


class WillingForm(forms.Form):
    """What our side says to sharing. A yes has a basis and a reason; a no has neither."""

    answer = parts.AnswerField(
        label=gettext_lazy("Wilt u hierover inhoud delen?"),
        answers=[
            parts.Answer("yes", gettext_lazy("Ja"), gettext_lazy("Er gaat nog niets. Pas als de ander ook ja zegt, kan er een brief.")),
            parts.Answer("no", gettext_lazy("Nee, of nu niet"), gettext_lazy("De ander ziet alleen dat er nog geen antwoord is.")),
        ],
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )  # fmt: skip
    basis = parts.AnswerField(label=gettext_lazy("Op welke grondslag?"), answers=[], required=False)
    necessity = forms.CharField(
        label=gettext_lazy("Waarom is delen nodig?"),
        help_text=gettext_lazy("Alleen bij ja. Dit blijft hier."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["basis"]
        assert isinstance(field, parts.AnswerField)
        field.answers = tuple(parts.Answer(code, wording.basis(code)) for code in queries.possible_bases())
        field.choices = [(one.value, one.label) for one in field.answers]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer") == "yes":
            if not given.get("basis"):
                self.add_error("basis", _("Kies een grondslag."))
            if not given.get("necessity", "").strip():
                self.add_error("necessity", _("Schrijf op waarom. Eén zin is genoeg."))
        return given


@page(may="bundle.handle")
def region_hit(request: HttpRequest, side: UUID) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.hit(viewer=viewer, side=side)
    if row is None:
        raise Http404
    form = WillingForm(request.POST or None, initial={"answer": "", "basis": ""})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["answer"] == "yes":
            actions.agree_to_share(by=viewer, side=side, basis=given["basis"], necessity=given["necessity"])
        else:
            actions.decline_to_share(by=viewer, side=side)
        return redirect("region-hit", side)
    place = [row.signal, sharing.OTHER, row.basis, PURPOSE]
    context = {
        "row": row,
        "other": name_inside(row.other),
        "form": form,
        "people": [parts.Fact(one.name, before=_("Aandachtsfunctionaris")) for one in row.people],
        "basis": wording.basis(row.basis) if row.basis else "",
        "steps": _steps(row),
        "letter": reverse("propose-disclosure", args=place) if row.agreed and row.basis else "",
    }
    return render(request, "hits/region_hit.html", context, status=422 if form.errors else 200)


def _steps(row: queries.HitRow) -> list[parts.Step]:
    said = row.answer == "yes"
    return [
        parts.Step(_("Er is een verwant signaal"), "done", when=row.found_at),
        parts.Step(
            _("U zegt ja, met een grondslag"), "done" if said else "now", when=row.answered_at if said else None
        ),
        parts.Step(_("De ander zegt ook ja"), "done" if row.agreed else "now" if said else "later"),
        parts.Step(_("Inhoud delen, met een brief"), "now" if row.agreed else "later"),
    ]
