"""Somebody gets other work: the roles of before end, those of the new work begin, on one day."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.actions.checks import not_found
from schakel.ground.accounts.pages import choices
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.ui.parts import ChecksField

_AT_THE_ROLES = {"role.clash", "role.other_organisation", "administrator.last"}


class MoveForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("Vanaf welke dag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    function = forms.ChoiceField(label=gettext_lazy("Werk"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Waar deze persoon meestal werkt"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["function"].choices = choices.functions()  # type: ignore[attr-defined]
        self.fields["place"].choices = choices.work_places()  # type: ignore[attr-defined]
        self.fields["roles"] = ChecksField(
            label=_("Rollen in het nieuwe werk"), answers=choices.roles(), required=False
        )
        self.fields["roles"].help_text = _("Wat u niet kiest, stopt op die dag.")

    def clean_on(self) -> date:
        first: date = self.cleaned_data["on"]
        if first < timezone.localdate():
            raise forms.ValidationError(_("Kies vandaag of een latere dag: wat geweest is, verandert niet."))
        return first


@page(may="account.manage")
def move(request: HttpRequest, account: UUID) -> HttpResponseBase:
    actor = acting_person(request)
    person = queries.person(actor, account)
    if person is None:
        raise not_found()
    held = [grant.role for grant in person.grants if grant.open]
    initial = {"on": timezone.localdate(), "function": person.function, "place": person.place, "roles": held}
    form = MoveForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid() and _moved(actor, account, form):
        messages.success(request, _("Het nieuwe werk is vastgelegd. De rollen van eerder stoppen op die dag."))
        return redirect("account", account=account)
    names = [_(grant.role_name) for grant in person.grants if grant.open]
    around = {"person": person, "form": form, "held": names}
    return render(request, "accounts/move.html", around, status=422 if form.is_bound else 200)


def _moved(actor: Actor, account: UUID, form: MoveForm) -> bool:
    try:
        actions.move(by=actor, account=account, **form.cleaned_data)
    except Refused as refusal:
        if refusal.code not in _AT_THE_ROLES:
            raise
        form.add_error("roles", f"{refusal.message} {refusal.ask}".strip())
        return False
    return True
