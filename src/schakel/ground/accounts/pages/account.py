"""One person's account: roles in plain words, giving another, and the way to what ends something."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.actions.checks import not_found
from schakel.ground.accounts.pages import choices
from schakel.ground.accounts.pages.my_account import about
from schakel.ground.accounts.rules import GRANTABLE, ROLES
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.ui.parts import Fact
from schakel.ground.ui.parts import day as say_day

_IN_THE_FORM = {"role.clash", "role.held", "role.other_organisation"}


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=gettext_lazy("Rol"),
        error_messages={
            "required": gettext_lazy("Kies welke rol u geeft."),
            "invalid_choice": gettext_lazy("Kies een rol uit de lijst."),
        },
    )
    last_day = forms.DateField(
        label=gettext_lazy("Tot en met"),
        help_text=gettext_lazy("Alleen invullen als de rol vanzelf moet stoppen, bijvoorbeeld na een vervanging."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted((_(ROLES[code].name), code) for code in GRANTABLE)
        self.fields["role"].choices = [("", _("Kies een rol")), *((code, name) for name, code in names)]  # type: ignore[attr-defined]

    def clean_last_day(self) -> date | None:
        last: date | None = self.cleaned_data["last_day"]
        if last is not None and last < timezone.localdate():
            raise forms.ValidationError(_("Kies vandaag of een latere dag."))
        return last


@page(may="account.manage")
def account(request: HttpRequest, account: UUID) -> HttpResponseBase:
    actor = acting_person(request)
    person = queries.person(actor, account)
    if person is None:
        raise not_found()
    form = RoleForm(request.POST or None)
    if form.is_bound and form.is_valid() and _granted(request, actor, person, form):
        return redirect("account", account=account)
    around = {
        "person": person,
        "form": form,
        "about": [*about(person), *_dates(person)],
        "grants": [_grant(actor, grant) for grant in person.grants],
        "own": person.id == actor.account,
        "roles": choices.roles(),
        "second_step": queries.has_second_step(actor, person.id),
        "leaving": _("Weg vanaf %(day)s") % {"day": say_day(person.leaves_on)} if person.leaves_on else "",
        "provider": queries.provider_of(person.organisation),
        "bound": person.signs_on,
    }
    return render(request, "accounts/account.html", around, status=422 if form.is_bound else 200)


def _granted(request: HttpRequest, actor: Actor, person: queries.PersonRow, form: RoleForm) -> bool:
    role, last = form.cleaned_data["role"], form.cleaned_data["last_day"]
    try:
        granted = actions.grant_role(
            by=actor, account=person.id, role=role, valid_until=last + timedelta(days=1) if last else None
        )
    except Refused as refusal:
        if refusal.code not in _IN_THE_FORM:
            raise
        form.add_error("role", f"{refusal.message} {refusal.ask}".strip())
        return False
    waits = any(grant.id == granted and grant.awaits_second for grant in queries.person(actor, person.id).grants)  # type: ignore[union-attr]
    if waits:
        messages.info(request, _("Deze rol geldt zodra een tweede beheerder hem bevestigt."))
    else:
        messages.success(
            request, _("%(name)s heeft nu de rol %(role)s.") % {"name": person.name, "role": _(ROLES[role].name)}
        )
    return True


def _dates(person: queries.PersonRow) -> list[Fact]:
    gemeente = choices.place_name(person.report_to)
    lines = [
        (_("Kiest meestal"), gemeente),
        (_("Laatst hier op"), say_day(person.last_seen_on) if person.last_seen_on else _("nog niet geweest")),
    ]
    return [Fact(value, before=label) for label, value in lines if value]


def _grant(actor: Actor, grant: queries.GrantRow) -> dict[str, Any]:
    """A role of this person, with what can be done about it."""
    return {
        "id": grant.id,
        "name": _(ROLES[grant.role].name),
        "purpose": _(ROLES[grant.role].purpose),
        "since": grant.valid_from,
        "until": grant.valid_until,
        "active": grant.active,
        "waits": grant.awaits_second,
        "confirmable": grant.awaits_second and grant.granted_by != actor.account,
        "later": grant.open and grant.valid_from > timezone.localdate(),
        "open": grant.open,
    }
