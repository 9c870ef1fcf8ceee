"""Another password for oneself, with the present one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.pages.set_password import ChosenPassword
from schakel.ground.database.refusal import Refused


class ChangePasswordForm(ChosenPassword):
    old = forms.CharField(
        label=gettext_lazy("Uw huidige wachtwoord"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "password", "again")


@sensitive_post_parameters()
@page()
def change_password(request: HttpRequest) -> HttpResponseBase:
    form = ChangePasswordForm(request.POST or None)
    if form.is_bound and form.is_valid() and _changed(request, form):
        update_session_auth_hash(request, Account.objects.get(login_name=request.user.get_username()))
        messages.success(request, _("Uw wachtwoord is gewijzigd. Op andere apparaten moet u opnieuw inloggen."))
        return redirect("my-account")
    return render(request, "accounts/change_password.html", {"form": form}, status=422 if form.is_bound else 200)


def _changed(request: HttpRequest, form: ChangePasswordForm) -> bool:
    given = form.cleaned_data
    try:
        actions.change_password(by=acting_person(request), old=given["old"], new=given["password"])
    except Refused as refusal:
        form.add_error("old", refusal.message)
    except ValidationError as weak:
        form.add_error("password", weak)
    return form.is_valid()
