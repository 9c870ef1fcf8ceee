"""One provision of the police: who gave it, on which article, how long; and what it says, once somebody opens it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from schakel.casework.provisions import actions, queries
from schakel.casework.provisions.pages import wording
from schakel.casework.provisions.rules import OPENS, WHY
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts


class OpenForm(forms.Form):
    """Asked when the first year is over: why, and in a sentence."""

    why = parts.AnswerField(
        label=_("Waarom opent u dit?"), answers=[], error_messages={"required": _("Kies waarom u dit opent.")}
    )
    reason = forms.CharField(
        label=_("Waarom nu?"),
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom. Eén zin is genoeg.")},
    )

    def __init__(self, *args: Any, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "" in OPENS[stage]:  # in its first year nobody is asked
            self.fields.clear()
            return
        field = self.fields["why"]
        assert isinstance(field, parts.AnswerField)
        field.answers = tuple(parts.Answer(code, _(WHY[code])) for code in OPENS[stage])
        field.choices = [(one.value, one.label) for one in field.answers]


@page(may="provision.read")
def provision(request: HttpRequest, provision: UUID) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.provision(viewer=viewer, provision=provision)
    if row is None or row.direction != "received":
        raise Http404
    form = OpenForm(request.POST if request.method == "POST" else None, stage=row.stage)
    shown = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        shown = actions.open_provision(
            by=viewer, provision_id=row.id, why=given.get("why", ""), reason=given.get("reason", "")
        )
    context = {
        "row": row,
        "form": form,
        "facts": wording.facts(row),
        "number": shown.number if shown else "",
        "opened": wording.fields(shown.fields) if shown else [],
        "may_open": row.holds_content and bool(OPENS[row.stage]) and shown is None,
        "lines": _lines(request, row.id),
    }
    return render(request, "provisions/provision.html", context, status=422 if form.errors else 200)


def _lines(request: HttpRequest, provision: UUID) -> list[parts.Fact]:
    viewer = acting_person(request)
    names = wording.names_of(viewer)
    return [
        parts.Fact(
            f"{wording.act(one.act)}, {names.get(one.by, _('een collega')) if one.by else _('het systeem')}",
            before=parts.moment(one.at),
        )
        for one in queries.log(viewer=viewer, provision=provision)
    ]
