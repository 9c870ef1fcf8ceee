"""One of the own passkeys: another name, or away with it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages import asked
from schakel.ground.accounts.pages.come_in_again import come_in_again
from schakel.ground.database.refusal import Refused


class PasskeyNameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Naam van dit apparaat"),
        max_length=60,
        error_messages={"required": gettext_lazy("Geef deze passkey een naam.")},
    )


@page()
def passkey(request: HttpRequest, passkey: UUID) -> HttpResponseBase:
    actor = acting_person(request)
    row = next((one for one in queries.my_passkeys(actor) if one.id == passkey), None)
    if row is None:
        raise Refused("passkey.unknown", _("Deze passkey is er niet."), as_not_found=True)
    form = PasskeyNameForm(request.POST or None, initial={"name": row.name})
    if form.is_bound and form.is_valid():
        actions.rename_passkey(by=actor, passkey=passkey, name=form.cleaned_data["name"])
        messages.success(request, _("De naam is bewaard."))
        return redirect("passkeys")
    return render(request, "accounts/passkey.html", {"row": row, "form": form}, status=422 if form.is_bound else 200)


@page()
def remove_passkey(request: HttpRequest, passkey: UUID) -> HttpResponseBase:
    if request.method != "POST":
        return redirect("passkey", passkey=passkey)
    if not asked.recently(request):
        return come_in_again(request)
    actor = acting_person(request)
    actions.remove_passkey(by=actor, passkey=passkey, last_stays=settings.SECOND_STEP_REQUIRED)
    asked.go_on(request, actor)
    messages.success(request, _("De passkey is weg. Op andere apparaten logt u opnieuw in."))
    return redirect("passkeys")
