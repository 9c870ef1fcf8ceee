"""May I share this? For anybody who is in, without a signal and about nobody: who gives, who gets, what for, which kinds.

The answer is the decision that a real letter gets. The question stands in the address as codes and is written down nowhere.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.casework.sharing import queries
from schakel.casework.sharing.pages import answering, wording
from schakel.casework.sharing.queries import AskedRow
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts

Choices = list[tuple[str, str]]


class AskForm(forms.Form):
    """Codes of the content pack only: there is no place for a name."""

    giver = forms.ChoiceField(label=_("Wie geeft iets?"), error_messages={"required": _("Kies wie iets geeft.")})
    recipient = forms.ChoiceField(label=_("Wie krijgt het?"), error_messages={"required": _("Kies wie het krijgt.")})
    purpose = forms.ChoiceField(
        label=_("Waarvoor?"), required=False, help_text=_("Weet u het nog niet? Dan ziet u elk doel waarvoor het kan.")
    )
    minor = parts.AnswerField(
        label=_("Is er misschien iemand onder de 18 bij betrokken?"), answers=parts.MAYBE, required=False
    )
    kinds = parts.ChecksField(
        label=_("Welke soorten gegevens?"),
        help_text=_("Kiest u niets, dan gaat het antwoord over alle soorten."),
        answers=[],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "giver", [(code, wording.party(code)) for code in queries.parties(giving=True)])
        _choose(self, "recipient", [(code, wording.party(code)) for code in queries.parties(giving=False)])
        _choose(self, "purpose", [(code, wording.purpose(code)) for code in pack().purposes])
        kinds = self.fields["kinds"]
        assert isinstance(kinds, parts.ChecksField)
        kinds.answers = tuple(parts.Answer(code, wording.kind(code)) for code in pack().data_kinds)
        kinds.choices = [(one.value, one.label) for one in kinds.answers]


def _choose(form: forms.Form, name: str, found: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", gettext("Kies")), *sorted(found, key=lambda one: one[1].casefold())]


@page(may="sharing.ask")
def may_i_share(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    asked = bool(request.GET)
    form = AskForm(request.GET if asked else None, initial={"giver": queries.giver_of(viewer)})
    found: list[AskedRow] = []
    if asked and form.is_valid():
        given = form.cleaned_data
        kinds = frozenset(given["kinds"]) or frozenset(pack().data_kinds)
        purposes = [given["purpose"]] if given["purpose"] else list(pack().purposes)
        rows = [
            queries.may_i_share(
                viewer=viewer, giver=given["giver"], recipient=given["recipient"], purpose=purpose, kinds=kinds,
                minor=given["minor"] or "unknown",
            )
            for purpose in purposes
        ]  # fmt: skip
        found = rows if given["purpose"] else ([row for row in rows if row.answers] or rows[:1])
    told = {"form": form, "receives": viewer.holds("focal_person")}
    context = {**told, **answering.shown(found, whole=not form["purpose"].value(), narrowed=_narrowed(request))}
    return render(request, "sharing/may_i_share.html", context, status=422 if form.errors else 200)


def _narrowed(request: HttpRequest) -> bool:
    return bool(request.GET.getlist("kinds"))
