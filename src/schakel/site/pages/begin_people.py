"""The first focal person and the stand-in: two names, two links, one page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.site.pages.begin_links import Link, show_links

_AT_THE_LOGIN = {"account.name_taken", "account.login_name", "account.shared"}
_LOGIN = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"})


class PeopleForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Naam van de aandachtsfunctionaris"), max_length=100)
    login_name = forms.CharField(
        label=gettext_lazy("E-mailadres van de aandachtsfunctionaris"), max_length=254, widget=_LOGIN
    )
    stand_in = forms.CharField(label=gettext_lazy("Naam van de vervanger"), max_length=100, required=False)
    stand_in_login = forms.CharField(
        label=gettext_lazy("E-mailadres van de vervanger"),
        help_text=gettext_lazy("Weet u nog niet wie vervangt? Laat deze twee leeg en doe het later."),
        max_length=254,
        required=False,
        widget=_LOGIN,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("stand_in")) != bool(given.get("stand_in_login")):
            missing = "stand_in_login" if given.get("stand_in") else "stand_in"
            self.add_error(missing, _("Vul de naam en het e-mailadres allebei in."))
        return given


@page(may="account.manage")
def begin_people(request: HttpRequest) -> HttpResponse:
    actor = acting_person(request)
    form = PeopleForm(request.POST or None)
    if form.is_bound and form.is_valid():
        links = _made(request, actor, form)
        if links:
            return show_links(request, _("Wie signalen leest, staat in Schakel"), links)
    return render(request, "site/begin_people.html", {"form": form}, status=422 if form.is_bound else 200)


def _made(request: HttpRequest, actor: Actor, form: PeopleForm) -> list[Link]:
    given, links = form.cleaned_data, []
    wanted = [
        (given["name"], given["login_name"], "login_name"),
        (given["stand_in"], given["stand_in_login"], "stand_in_login"),
    ]
    try:
        with transaction.atomic():
            for name, login_name, field in wanted:
                if login_name:
                    made = _account(actor, form, name, login_name, field)
                    links.append(Link.of(request, made, name))
    except forms.ValidationError:
        return []
    return links


def _account(actor: Actor, form: PeopleForm, name: str, login_name: str, field: str) -> actions.Invitation:
    """Both or neither: who is refused takes the other along, so that a second try does not stumble over the first."""
    try:
        return actions.create_account(
            by=actor, organisation=actor.organisation, login_name=login_name, name=name, roles=("focal_person",)
        )
    except Refused as refusal:
        if refusal.code not in _AT_THE_LOGIN:
            raise
        form.add_error(field, f"{refusal.message} {refusal.ask}".strip())
        raise forms.ValidationError(refusal.code) from None
