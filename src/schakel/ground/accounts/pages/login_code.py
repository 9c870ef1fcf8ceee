"""The second step of coming in: a code of the app, or a recovery code. Until then nobody is signed in."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from schakel.ground.accounts import actions
from schakel.ground.accounts.access import page
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.pages import half_login
from schakel.ground.accounts.pages.login import back, enter, in_words
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("De zes cijfers uit de app op uw telefoon. Of een herstelcode."),
        error_messages={"required": gettext_lazy("Typ de code over uit de app op uw telefoon.")},
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def took(self, answer: actions.CodeAnswer) -> bool:
        """Whether the code fitted; otherwise says in the form what to do."""
        if answer.wait:
            self.add_error(
                None,
                _("De code was een paar keer niet goed. Wacht %(time)s en probeer het dan nog eens.")
                % {"time": in_words(answer.wait)},
            )
        elif not answer.fits:
            self.add_error(
                "code",
                _("Deze code klopt niet of is al gebruikt. Wacht op de volgende code in de app en typ die over."),
            )
        return answer.fits


@sensitive_post_parameters("code")
@page(public=True)
def login_code(request: HttpRequest) -> HttpResponseBase:
    if request.user.is_authenticated:
        return redirect(back(request))
    account = half_login.recall(request)
    if account is None:
        return redirect("login")
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid() and _passed(account, form):
        half_login.forget(request)
        return enter(request, account, second_step=True)
    around = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "passkeys": half_login.has_passkeys(account),
    }
    return render(request, "accounts/login_code.html", around, status=422 if form.is_bound else 200)


def _passed(account: Account, form: CodeForm) -> bool:
    try:
        with acting(account.actor):
            answer = actions.use_code(by=account.actor, code=form.cleaned_data["code"])
    except Refused as refusal:
        form.add_error(None, f"{refusal.message} {_('Log opnieuw in.')}")
        return False
    return form.took(answer)
