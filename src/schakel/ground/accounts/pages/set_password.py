"""Choosing the first or a new password, by the one-time link of the administrator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from schakel.ground.accounts import actions, backend, queries
from schakel.ground.accounts.access import page
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

_NEW = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class ChosenPassword(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Nieuw wachtwoord"),
        help_text=gettext_lazy("Minstens 12 tekens. Een korte zin met spaties is goed te onthouden."),
        strip=False,
        max_length=1000,
        widget=_NEW,
    )
    again = forms.CharField(label=gettext_lazy("Nog een keer"), strip=False, max_length=1000, widget=_NEW)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", _("De twee wachtwoorden zijn niet gelijk."))
        return given


@sensitive_post_parameters()
@sensitive_variables("secret")
@page(public=True)
def set_password(request: HttpRequest, secret: str) -> HttpResponseBase:
    if getattr(request, "actor", None) is not None:
        return render(request, "accounts/link_other.html", status=409)
    actor = backend.actor_of_link(secret)
    if actor is None:
        return render(request, "accounts/link_over.html", status=410)
    form = ChosenPassword(request.POST or None)
    if form.is_bound and form.is_valid() and _chosen(actor, secret, form):
        return render(request, "accounts/password_set.html")
    return render(
        request,
        "accounts/set_password.html",
        {"form": form, "name": actor.name, "secret": secret, "provider": queries.provider_of(actor.organisation)},
        status=422 if form.is_bound else 200,
    )


def _chosen(actor: Actor, secret: str, form: ChosenPassword) -> bool:
    try:
        with acting(actor):
            actions.choose_password(by=actor, secret=secret, password=form.cleaned_data["password"])
    except ValidationError as weak:
        form.add_error("password", weak)
    except Refused as refusal:
        form.add_error(None, refusal.message)
    return form.is_valid()
