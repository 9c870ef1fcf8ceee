"""Coming in with a passkey: after the password, or instead of both steps, because the device checks its owner."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import page
from schakel.ground.accounts.backend import AccountBackend, may_come_in_alone
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.pages import asked, half_login
from schakel.ground.accounts.pages.login import back, enter, in_words
from schakel.ground.accounts.rules import passkeys as rules
from schakel.ground.database.scope import acting

_PURPOSE = "use"


class AnswerForm(forms.Form):
    answer = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)


@sensitive_post_parameters("answer")
@page(public=True)
def login_passkey(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated:
        return redirect(back(request))
    half = half_login.recall(request)
    form = AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        account = _came_in(request, half, form)
        if account is not None:
            half_login.forget(request)
            return enter(request, account, second_step=True)
        form.data = {"answer": ""}
    options, state = _asked(request, half)
    asked.remember(request, _PURPOSE, state)
    around = {
        "form": form,
        "asked": options,
        "half": half is not None,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "accounts/login_passkey.html", around, status=422 if form.is_bound else 200)


def _asked(request: HttpRequest, half: Account | None) -> tuple[str, rules.State]:
    if half is None:
        return rules.to_use(asked.origin(request), None)
    with acting(half.actor):
        return queries.passkey_to_use(half.actor, asked.origin(request))


def _came_in(request: HttpRequest, half: Account | None, form: AnswerForm) -> Account | None:
    """Whose passkey answered; otherwise says in the form what to do."""
    state, given = asked.take(request, _PURPOSE), form.cleaned_data["answer"]
    account = half or _claimed(given)
    if state is None or not given:
        form.add_error(None, _("Dit duurde te lang, of het is al gebruikt. Begin opnieuw."))
        return None
    if account is None:
        form.add_error(None, _unknown())
        return None
    with acting(account.actor):
        answer = actions.use_passkey(by=account.actor, origin=asked.origin(request), state=state, answer=given)
    if answer.wait:
        form.add_error(
            None, _("Dit ging een paar keer mis. Wacht %(time)s en probeer het dan.") % {"time": in_words(answer.wait)}
        )
    elif answer.doubted:
        form.add_error(
            None,
            _("Van deze passkey bestaat misschien een kopie. Hij werkt niet meer. Log anders in en haal hem weg."),
        )
    elif not answer.fits:
        form.add_error(None, _unknown())
    elif half is None and not may_come_in_alone(account):
        form.add_error(None, _("U logt in via uw organisatie. Daarna kan Schakel om deze passkey vragen."))
    else:
        return account
    return None


def _claimed(answer: str) -> Account | None:
    try:
        _number, owner = rules.claimed(answer)
    except rules.Unfit:
        return None
    return AccountBackend().get_user(owner) if owner else None


def _unknown() -> str:
    return _("Deze passkey is hier niet bekend. Kies een andere, of log in met uw wachtwoord.")
