"""Who may what: to go through every quarter and every year, role by role. Nobody judges their own."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, capabilities, page
from schakel.ground.accounts.pages import choices
from schakel.ground.accounts.rules import ROLES
from schakel.ground.accounts.rules.reviewing import QUARTERLY, WHY, YEARLY, due
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused

SAYS = {
    "kept:needed": gettext_lazy("Blijft: het werk vraagt dit"),
    "withdrawn:other_work": gettext_lazy("Trek in: ander werk"),
    "withdrawn:not_used": gettext_lazy("Trek in: niet meer gebruikt"),
    "withdrawn:never_needed": gettext_lazy("Trek in: was niet nodig"),
    "doubted:ask": gettext_lazy("Ik twijfel: zoek dit uit"),
}
VERDICTS = {
    "kept": gettext_lazy("nagelopen, blijft"),
    "withdrawn": gettext_lazy("nagelopen, ingetrokken"),
    "doubted": gettext_lazy("nagelopen, twijfel"),
}


@page(may="rights.review")
def rights(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    special = request.GET.get("alleen") == "bijzonder"
    scope = QUARTERLY if special else YEARLY
    fault = _judge(request, actor, scope) if request.method == "POST" else ""
    if request.method == "POST" and not fault:
        return redirect(f"{reverse('rights')}?alleen=bijzonder" if special else "rights")
    manages = "account.manage" in capabilities(actor.roles)
    lines = [_line(row, actor, scope, request.POST) for row in queries.rights(actor)]
    around = {
        "lines": [line for line in lines if line["rights"] or not special],
        "says": [(code, words) for code, words in SAYS.items() if manages or not code.startswith("withdrawn")],
        "special": special,
        "manages": manages,
        "fault": fault,
        "reviews": [
            {"row": row, "quarterly": row.scope == QUARTERLY, "late": row.due <= timezone.localdate()}
            for row in queries.reviews(actor)
        ],
    }
    return render(request, "accounts/rights.html", around, status=422 if fault else 200)


def _judge(request: HttpRequest, actor: Actor, scope: str) -> str:
    """Writes down what was chosen; why not, when it was refused or nothing was chosen."""
    said = []
    for name, value in request.POST.items():
        verdict, _colon, why = str(value).partition(":")
        if name.startswith("right-") and why in WHY.get(verdict, ()):
            try:
                said.append(actions.Said(UUID(name.removeprefix("right-")), verdict, why))
            except ValueError:
                continue
    if not said:
        return _("Kies bij een of meer rollen wat ermee gebeurt.")
    try:
        actions.review_rights(by=actor, scope=scope, said=said)
    except Refused as refusal:
        if refusal.as_not_found or refusal.code.startswith("capability."):
            raise
        return f"{refusal.message} {refusal.ask}".strip()
    words = ngettext("Vastgelegd: %(n)s rol nagelopen.", "Vastgelegd: %(n)s rollen nagelopen.", len(said))
    messages.success(request, words % {"n": len(said)})
    return ""


def _line(row: queries.HolderRow, actor: Actor, scope: str, typed: Mapping[str, object]) -> dict[str, object]:
    seen = row.person.last_seen_on
    return {
        "person": row.person,
        "work": choices.function_name(row.person.function),
        "seen": seen.replace(day=1) if seen else None,
        "own": row.person.id == actor.account,
        "rights": [_right(right, scope, typed) for right in row.rights if right.special or scope != QUARTERLY],
    }


def _right(right: queries.RightRow, scope: str, typed: Mapping[str, object]) -> dict[str, object]:
    return {
        "id": right.grant.id,
        "chosen": typed.get(f"right-{right.grant.id}", ""),
        "name": _(ROLES[right.grant.role].name),
        "special": right.special,
        "since": right.grant.valid_from,
        "until": right.grant.valid_until,
        "waits": right.grant.awaits_second,
        "by": right.given_by,
        "judged": right.judged_on,
        "verdict": VERDICTS.get(right.verdict, ""),
        "late": due(scope, right.judged_on, right.grant.valid_from) <= timezone.localdate(),
    }
