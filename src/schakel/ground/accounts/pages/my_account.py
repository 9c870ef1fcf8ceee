"""The own account: what somebody is here, may, and may not; and the few things one sets oneself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages import choices
from schakel.ground.accounts.pages.language import remember_language
from schakel.ground.accounts.rules import CAPABILITIES, ROLES
from schakel.ground.ui.parts import Fact


class SettingsForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Taal"))
    place = forms.ChoiceField(
        label=gettext_lazy("Waar ik meestal werk"),
        help_text=gettext_lazy("De kaart voor deze plek staat dan vooraan als u een signaal doorgeeft."),
        required=False,
    )
    report_to = forms.ChoiceField(
        label=gettext_lazy("Gemeente die ik meestal kies"),
        help_text=gettext_lazy("U kunt bij ieder signaal een andere gemeente kiezen."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = choices.languages()  # type: ignore[attr-defined]
        self.fields["place"].choices = choices.work_places()  # type: ignore[attr-defined]
        self.fields["report_to"].choices = choices.municipalities(empty=_("Geen voorkeur"))  # type: ignore[attr-defined]


@page()
def my_account(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    me = queries.myself(actor)
    assert me is not None
    form = SettingsForm(
        request.POST or None, initial={"language": me.language, "place": me.place, "report_to": me.report_to}
    )
    if form.is_bound and form.is_valid():
        actions.change_my_settings(by=actor, **form.cleaned_data)
        messages.success(request, _("Uw keuzes zijn bewaard."))
        answer = redirect("my-account")
        remember_language(answer, form.cleaned_data["language"])
        return answer
    around = {
        "me": me,
        "form": form,
        "about": about(me),
        "roles": roles_in_words(me.roles),
        "second_step": queries.my_second_step(actor),
        "passkeys": queries.my_passkeys(actor),
        "codes_left": queries.codes_left(actor),
    }
    return render(request, "accounts/my_account.html", around, status=422 if form.is_bound else 200)


def about(person: queries.PersonRow) -> list[Fact]:
    lines = [
        (_("Inlognaam"), person.login_name),
        (_("Organisatie"), person.organisation_name),
        (_("Werk"), choices.function_name(person.function)),
    ]
    return [Fact(value, before=label) for label, value in lines if value]


def roles_in_words(codes: tuple[str, ...]) -> list[dict[str, Any]]:
    """Each role: its name, what it is for, what its holder may, what it refuses."""
    return [
        {
            "name": _(ROLES[code].name),
            "purpose": _(ROLES[code].purpose),
            "refuses": _(ROLES[code].refuses),
            "may": [_(words) for capability, words in CAPABILITIES.items() if capability in ROLES[code].may],
        }
        for code in codes
    ]
