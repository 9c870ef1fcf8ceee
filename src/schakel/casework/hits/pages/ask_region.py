"""One signal is asked after elsewhere: which regions, what for, and privacy check 1 in two sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.hits import actions, queries
from schakel.casework.hits.pages import wording
from schakel.casework.intake import queries as intake
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts

LONGEST = 2_000


class RegionForm(forms.Form):
    """`covenants`: ids of those that answer. Nothing is chosen beforehand."""

    covenants = parts.ChecksField(
        label=gettext_lazy("Welke regio vraagt u het?"),
        answers=[],
        error_messages={"required": gettext_lazy("Kies minstens één regio.")},
    )
    purpose = parts.AnswerField(
        label=gettext_lazy("Waarvoor wilt u dit weten?"),
        answers=[],
        error_messages={"required": gettext_lazy("Kies waarvoor u dit wilt weten.")},
    )
    necessity = forms.CharField(
        label=gettext_lazy("Waarom is dit nodig?"),
        help_text=gettext_lazy("Dit is privacytoets 1. Het blijft hier: de andere regio leest het niet."),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Schrijf op waarom dit nodig is. Eén zin is genoeg.")},
    )
    less = forms.CharField(
        label=gettext_lazy("Waarom kan het niet met minder?"),
        help_text=gettext_lazy("Bijvoorbeeld door zonder namen te overleggen."),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Schrijf op waarom het niet met minder kan.")},
    )

    def __init__(self, *args: Any, regions: list[queries.CovenantRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _answers(self, "covenants", [parts.Answer(str(one.id), one.name) for one in regions])
        _answers(self, "purpose", wording.purposes())


def _answers(form: forms.Form, name: str, answers: list[parts.Answer]) -> None:
    field = form.fields[name]
    assert isinstance(field, parts.ChecksField | parts.AnswerField)
    field.answers = tuple(answers)
    field.choices = [(one.value, one.label) for one in answers]


@page(may="bundle.handle")
def ask_region(request: HttpRequest, signal: UUID) -> HttpResponse:
    viewer = acting_person(request)
    row = intake.headings(viewer=viewer, ids=[signal]).get(signal)
    if row is None:
        raise Http404
    regions = queries.answering(viewer=viewer)
    form = RegionForm(request.POST or None, regions=regions)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        covenants = [UUID(one) for one in given["covenants"]]
        actions.ask_regions(
            by=viewer, signal=signal, covenants=covenants, purpose=given["purpose"],
            necessity=given["necessity"], less=given["less"],
        )  # fmt: skip
        return redirect("region-questions")
    goes: datetime = queries.next_round()
    context = {
        "form": form,
        "row": row,
        "regions": regions,
        "round": parts.moment(goes),
        "nothing": parts.Empty(
            _("Er is nog geen regio om te vragen"),
            _("Eerst maakt de privacyfunctionaris een afspraak met een convenant van een andere regio. Beide kanten tekenen."),
        ),
    }  # fmt: skip
    return render(request, "hits/ask_region.html", context, status=422 if form.errors else 200)
