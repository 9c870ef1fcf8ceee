"""The provider an organisation logs its people in with: named, tried at once, and ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from schakel.ground.accounts import actions, queries, sign_on
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages import asked
from schakel.ground.accounts.pages.organisation import demand_mine
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused

_TROUBLE = {
    "issuer": gettext_lazy("Op dit adres noemt de aanbieder zich anders. Neem het adres letter voor letter over."),
    "elsewhere": gettext_lazy("Deze aanbieder verwijst naar een ander webadres. Dat staat Schakel niet toe."),
    "private_address": gettext_lazy(
        "Dit adres ligt in een afgesloten netwerk. Wie de server beheert, kan het toestaan."
    ),
    "no_https": gettext_lazy("Het adres moet met https:// beginnen."),
    "address": gettext_lazy("Dit is geen webadres. Het begint met https://."),
    "no_pkce": gettext_lazy("Deze aanbieder kan een stap niet die Schakel vraagt (PKCE met S256)."),
}


class ProviderForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Naam op de knop"),
        help_text=gettext_lazy("Zoals collega's het noemen, bijvoorbeeld: werkaccount van Gemeente Waterrijk."),
        max_length=100,
    )
    issuer = forms.CharField(
        label=gettext_lazy("Adres van de aanbieder (issuer)"),
        help_text=gettext_lazy("Begint met https://. De ICT-afdeling weet het."),
        max_length=500,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    client_id = forms.CharField(label=gettext_lazy("Nummer van Schakel daar (client id)"), max_length=255)
    secret = forms.CharField(
        label=gettext_lazy("Geheim (client secret)"),
        help_text=gettext_lazy("Wordt versleuteld bewaard en nooit meer getoond. Leeg laten: het oude blijft."),
        max_length=1000,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    second_step_values = forms.CharField(
        label=gettext_lazy("Woorden waarmee de aanbieder zegt dat er twee stappen waren (acr of amr)"),
        help_text=gettext_lazy(
            "Bijvoorbeeld: mfa. Meer woorden met een spatie ertussen. Leeg: Schakel vraagt de tweede stap zelf."
        ),
        max_length=500,
        required=False,
    )
    email_domain = forms.CharField(
        label=gettext_lazy("Deel van het e-mailadres achter de @"),
        help_text=gettext_lazy(
            "Alleen nodig voor de volgende vraag. Wie iemand is, weet Schakel nooit door het e-mailadres."
        ),
        max_length=253,
        required=False,
    )
    invites_itself = forms.BooleanField(
        label=gettext_lazy("Wie met zo'n adres inlogt en hier nog niet bekend is, krijgt een account zonder rol"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("invites_itself") and not given.get("email_domain"):
            self.add_error("email_domain", _("Vul in welk adres u vertrouwt."))
        if given.get("issuer"):
            sign_on.forget_providers()
            try:
                sign_on.discovered(given["issuer"].strip())
            except sign_on.Distrusted as trouble:
                said = _TROUBLE.get(str(trouble), _("Op dit adres antwoordt geen aanbieder. Kijk het na."))
                self.add_error("issuer", str(said))
        return given


@sensitive_post_parameters("secret")
@page(may="organisation.manage")
def sign_on_settings(request: HttpRequest, organisation: UUID) -> HttpResponseBase:
    actor = acting_person(request)
    row = demand_mine(actor, organisation)
    if organisation != actor.organisation:
        raise Refused("organisation.other", _("De eigen inlog regelt de beheerder van die organisatie."))
    present = queries.provider_of(organisation)
    form = ProviderForm(request.POST or None, initial=_initial(present))
    if form.is_bound and form.is_valid() and _saved(actor, form):
        messages.success(request, _("De inlog van uw organisatie is bewaard. Nodig nu iemand uit om het te proberen."))
        return redirect("organisation", organisation=organisation)
    back = asked.origin(request) + reverse("sign-on-return")
    around = {"row": row, "form": form, "present": present, "back": back}
    return render(request, "accounts/sign_on_settings.html", around, status=422 if form.is_bound else 200)


@page(may="organisation.manage")
def end_sign_on(request: HttpRequest, organisation: UUID) -> HttpResponseBase:
    actor = acting_person(request)
    demand_mine(actor, organisation)
    if request.method == "POST" and organisation == actor.organisation:
        actions.end_provider(by=actor)
        messages.success(request, _("De inlog van uw organisatie is gestopt. Geef wie erdoor inlogde een nieuwe link."))
    return redirect("organisation", organisation=organisation)


def _initial(present: queries.ProviderRow | None) -> dict[str, Any]:
    if present is None:
        return {}
    return {
        "name": present.name, "issuer": present.issuer, "client_id": present.client_id, "email_domain": present.email_domain,
        "second_step_values": " ".join(sorted(present.means)), "invites_itself": present.invites_itself,
    }  # fmt: skip


def _saved(actor: Actor, form: ProviderForm) -> bool:
    given = dict(form.cleaned_data)
    given["issuer"] = given["issuer"].strip()
    try:
        actions.set_provider(by=actor, **given)
    except Refused as refusal:
        if refusal.code != "provider.secret":
            raise
        form.add_error("secret", refusal.message)
        return False
    return True
