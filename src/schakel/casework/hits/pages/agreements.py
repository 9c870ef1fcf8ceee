"""Which other covenants answer us, and we them: proposed, signed on both sides by name, and ended by either."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.hits import actions, queries
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts


class ProposeForm(forms.Form):
    own = parts.AnswerField(
        label=gettext_lazy("Voor welk eigen convenant tekent u?"), answers=[],
        error_messages={"required": gettext_lazy("Kies een eigen convenant.")},
    )  # fmt: skip
    other = parts.AnswerField(
        label=gettext_lazy("Met welk ander convenant?"), answers=[],
        error_messages={"required": gettext_lazy("Kies een convenant van een andere regio.")},
    )  # fmt: skip

    def __init__(self, *args: Any, own: list[tuple[str, str]], other: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("own", own), ("other", other)):
            field = self.fields[name]
            assert isinstance(field, parts.AnswerField)
            field.answers = tuple(parts.Answer(value, label) for value, label in rows)
            field.choices = list(rows)


@page(may="basis.accept")
def agreements(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    own = [(str(one.id), one.name) for one in accounts.covenants() if one.id in viewer.covenants]
    other = [(str(one.id), one.name) for one in queries.open_to(viewer=viewer)]
    form = ProposeForm(request.POST or None, own=own, other=other)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.propose_agreement(by=viewer, own=UUID(given["own"]), other=UUID(given["other"]))
        return redirect("agreements")
    rows = [(row, _facts(row)) for row in queries.agreements(viewer=viewer)]
    context = {"rows": rows, "form": form, "can": bool(own and other)}
    return render(request, "hits/agreements.html", context, status=422 if form.errors else 200)


@page(may="basis.accept")
def sign_agreement(request: HttpRequest, agreement: UUID) -> HttpResponse:
    if request.method == "POST":
        actions.sign_agreement(by=acting_person(request), agreement=agreement)
    return redirect("agreements")


@page(may="basis.accept")
def end_agreement(request: HttpRequest, agreement: UUID) -> HttpResponse:
    if request.method == "POST":
        actions.end_agreement(by=acting_person(request), agreement=agreement)
    return redirect("agreements")


def _facts(row: queries.AgreementRow) -> list[parts.Fact]:
    facts = [parts.Fact(_signed(row.proposed_by, row.proposed_for, row.proposed_at), before=_("Voorgesteld"))]
    if row.signed_at:
        facts.append(parts.Fact(_signed(row.signed_by, row.signed_for, row.signed_at), before=_("Getekend")))
    if row.ended_at:
        facts.append(parts.Fact(parts.day(row.ended_at), before=_("Beëindigd")))
    return facts


def _signed(name: str, organisation: str, moment: Any) -> str:
    """By name for our own side; of the other side their own house knows the name."""
    who = f"{name}, {organisation}" if name else _("de privacyfunctionaris van %(other)s") % {"other": organisation}
    return _("%(who)s, op %(day)s") % {"who": who, "day": parts.day(moment)}
