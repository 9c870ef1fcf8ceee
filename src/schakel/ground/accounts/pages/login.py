"""Coming in. In practice the people of the invented region stand below, each with a button."""

from __future__ import annotations

import math
from datetime import timedelta
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth import login as open_session
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import SECOND_STEP, page
from schakel.ground.accounts.backend import TooManyTries
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.pages import asked, half_login
from schakel.ground.accounts.pages.language import remember_language
from schakel.ground.database.scope import acting


class LoginForm(forms.Form):
    login_name = forms.CharField(
        label=gettext_lazy("Inlognaam"),
        help_text=gettext_lazy("Meestal uw e-mailadres van het werk."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Wachtwoord"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def account(self, request: HttpRequest) -> Account | None:
        """Who this is; otherwise says in the form what to do."""
        given = self.cleaned_data
        try:
            found = authenticate(request, login_name=given["login_name"], password=given["password"])
        except TooManyTries as too_many:
            self.add_error(None, waiting(too_many.wait))
            return None
        if not isinstance(found, Account):
            self.add_error(
                None, _("Deze inlognaam en dit wachtwoord horen niet bij elkaar. Kijk ze na en probeer het nog eens.")
            )
            return None
        return found


@sensitive_post_parameters("password")
@page(public=True)
def login(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated:
        return redirect(back(request))
    form = LoginForm(_given(request) if request.method == "POST" else None)
    account = form.account(request) if form.is_bound and form.is_valid() else None
    if account is not None:
        half = half_login.needed(account)
        return ask_second_step(request, account, back(request)) if half else enter(request, account)
    around = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "people": _people(),
        "providers": queries.providers(),
    }
    return render(request, "accounts/login.html", around, status=422 if form.is_bound else 200)


def ask_second_step(request: HttpRequest, account: Account, to: str) -> HttpResponse:
    """Half a login: now a code of the phone, or a passkey; then on `to` where somebody was going."""
    half_login.remember(request, account)
    page = "login-code" if half_login.has_codes(account) else "login-passkey"
    answer: HttpResponse = redirect(f"{reverse(page)}?{urlencode({'next': to})}")
    remember_language(answer, account.language)
    return answer


def enter(request: HttpRequest, account: Account, *, second_step: bool = False, to: str = "") -> HttpResponse:
    """Opens the session, with a line in the trail, in the language of the account; then on `to` where somebody was going."""
    open_session(request, account)
    asked.came_in_now(request)
    if second_step:
        request.session[SECOND_STEP] = True
    with acting(account.actor):
        actions.came_in(by=account.actor)
    answer = redirect(to or back(request))
    remember_language(answer, account.language)
    return answer


def back(request: HttpRequest) -> str:
    """Where somebody was going, if that is a page of this site; else home."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else settings.LOGIN_REDIRECT_URL


def waiting(wait: timedelta) -> str:
    return _("Het wachtwoord was een paar keer niet goed. Wacht %(time)s en probeer het dan nog eens.") % {
        "time": in_words(wait)
    }


def in_words(wait: timedelta) -> str:
    seconds = math.ceil(wait.total_seconds())
    if seconds < 60:
        return ngettext("%(count)d seconde", "%(count)d seconden", seconds) % {"count": seconds}
    minutes = math.ceil(seconds / 60)
    return ngettext("%(count)d minuut", "%(count)d minuten", minutes) % {"count": minutes}


def _given(request: HttpRequest) -> dict[str, str]:
    """What was typed; in practice a button stands for a name and the password that is no secret there."""
    practised = request.POST.get("practise", "")
    if settings.DEMO and practised in {login_name for login_name, _name, _work in settings.DEMO_LOGINS}:
        return {"login_name": practised, "password": settings.DEMO_PASSWORD}
    return {name: request.POST.get(name, "") for name in ("login_name", "password")}


def _people() -> list[dict[str, str]]:
    if not settings.DEMO:
        return []
    return [{"login_name": login_name, "name": name, "work": work} for login_name, name, work in settings.DEMO_LOGINS]
