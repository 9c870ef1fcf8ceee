"""A municipality joins: chosen by its name, with its first administrator, whose link is shown once."""

from __future__ import annotations

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.places import queries as places
from schakel.site.pages.begin_links import Link, show_links

_AT_THE_MUNICIPALITY = {"organisation.known", "organisation.municipality", "organisation.realm"}
_AT_THE_LOGIN = {"account.name_taken", "account.login_name", "account.shared"}


class MunicipalityForm(forms.Form):
    municipality = forms.CharField(
        label=gettext_lazy("Welke gemeente"),
        help_text=gettext_lazy("Typ de naam en kies uit de lijst."),
        max_length=100,
        widget=forms.TextInput(attrs={"list": "gemeenten", "autocomplete": "off"}),
    )
    name = forms.CharField(label=gettext_lazy("Naam van de beheerder daar"), max_length=100)
    login_name = forms.CharField(
        label=gettext_lazy("E-mailadres van deze persoon"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_municipality(self) -> places.MunicipalityRow:
        typed = self.cleaned_data["municipality"]
        found = [
            row
            for row in places.find_municipalities(typed)
            if places.search_form(row.name) == places.search_form(typed)
        ]
        if len(found) != 1:
            raise forms.ValidationError(_("Kies een gemeente uit de lijst."))
        return found[0]


@page(may="organisation.manage")
def begin_municipality(request: HttpRequest) -> HttpResponse:
    actor = acting_person(request)
    form = MunicipalityForm(request.POST or None)
    if form.is_bound and form.is_valid():
        made = _made(actor, form)
        if made is not None:
            link = Link.of(request, made, form.cleaned_data["name"])
            said = _("%(place)s staat in Schakel") % {"place": form.cleaned_data["municipality"].name}
            return show_links(request, said, [link])
    here = {row.municipality for row in queries.organisations()}
    invented = queries.installed_realm() != "live"
    names = [row.name for row in places.municipalities() if row.invented == invented and row.code not in here]
    return render(
        request, "site/begin_municipality.html", {"form": form, "names": names}, status=422 if form.is_bound else 200
    )


def _made(actor: Actor, form: MunicipalityForm) -> actions.Invitation | None:
    given = form.cleaned_data
    place = given["municipality"]
    try:
        with transaction.atomic():
            name = _("Gemeente %(place)s") % {"place": place.name}
            organisation = actions.create_organisation(
                by=actor, kind="municipality", name=name, municipality=place.code
            )
            return actions.create_account(
                by=actor, organisation=organisation, login_name=given["login_name"], name=given["name"],
                roles=("functional_administrator",),
            )  # fmt: skip
    except Refused as refusal:
        if refusal.code in _AT_THE_MUNICIPALITY:
            form.add_error("municipality", f"{refusal.message} {refusal.ask}".strip())
        elif refusal.code in _AT_THE_LOGIN:
            form.add_error("login_name", f"{refusal.message} {refusal.ask}".strip())
        else:
            raise
        return None
