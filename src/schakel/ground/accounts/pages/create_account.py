"""A new account for one person, with the roles that fit the work; then the link, once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages import choices
from schakel.ground.accounts.pages.account_link import show_link
from schakel.ground.accounts.rules.naming import names_a_group
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.ui.parts import ChecksField

_AT_THE_NAME = {"account.name_taken", "account.login_name", "account.shared"}
_AT_THE_ROLES = {"role.clash", "role.other_organisation"}


class AccountForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Naam"), help_text=gettext_lazy("Zoals collega's deze persoon noemen."), max_length=100
    )
    login_name = forms.CharField(
        label=gettext_lazy("Inlognaam"),
        help_text=gettext_lazy("Het e-mailadres van deze persoon zelf, niet van een groep of balie."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    organisation = forms.ChoiceField(label=gettext_lazy("Organisatie"))
    starts_on = forms.DateField(
        label=gettext_lazy("Eerste werkdag"),
        help_text=gettext_lazy("Laat leeg voor vandaag. De rollen gelden vanaf die dag."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    function = forms.ChoiceField(
        label=gettext_lazy("Werk"),
        help_text=gettext_lazy("Bepaalt welke kaart met voorbeelden iemand ziet."),
        required=False,
    )
    place = forms.ChoiceField(label=gettext_lazy("Waar deze persoon meestal werkt"), required=False)
    report_to = forms.ChoiceField(label=gettext_lazy("Gemeente die deze persoon meestal kiest"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisations(actor)  # type: ignore[attr-defined]
        self.fields["function"].choices = choices.functions()  # type: ignore[attr-defined]
        self.fields["place"].choices = choices.work_places()  # type: ignore[attr-defined]
        self.fields["report_to"].choices = choices.municipalities(empty=_("Geen voorkeur"))  # type: ignore[attr-defined]
        self.fields["roles"] = ChecksField(label=_("Rollen"), answers=choices.roles(), required=False)
        self.fields["roles"].help_text = _(
            "Kies alleen wat bij het werk hoort. U kunt later rollen geven en intrekken."
        )

    def clean_name(self) -> str:
        """One person's; a name that stood there before may stay until it is changed."""
        name: str = self.cleaned_data["name"].strip()
        if name != self.initial.get("name") and names_a_group(name):
            raise forms.ValidationError(
                _(
                    "Deze naam is van een groep of een loket. Typ de naam van één persoon: wat iemand ziet en doet, moet naar die persoon te herleiden zijn."
                )
            )
        return name


@page(may="account.manage")
def create_account(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    initial = {"organisation": str(actor.organisation), "report_to": actor.municipality or ""}
    form = AccountForm(request.POST or None, actor=actor, initial=initial)
    if form.is_bound and form.is_valid():
        made = _made(actor, form)
        if made is not None:
            return show_link(request, made, form.cleaned_data["name"])
    return render(request, "accounts/create_account.html", {"form": form}, status=422 if form.is_bound else 200)


def organisations(actor: Actor) -> choices.Choices:
    """The own organisation first, then those the actor looks after."""
    rows = [row for row in queries.organisations() if row.id in queries.manageable(actor)]
    return [(str(row.id), row.name) for row in sorted(rows, key=lambda row: (row.id != actor.organisation, row.name))]


def _made(actor: Actor, form: AccountForm) -> actions.Invitation | None:
    given = dict(form.cleaned_data)
    organisation = UUID(given.pop("organisation"))
    try:
        return actions.create_account(by=actor, organisation=organisation, **given)
    except Refused as refusal:
        if refusal.code in _AT_THE_NAME:
            form.add_error("login_name", f"{refusal.message} {refusal.ask}".strip())
        elif refusal.code in _AT_THE_ROLES:
            form.add_error("roles", refusal.message)
        else:
            raise
        return None
