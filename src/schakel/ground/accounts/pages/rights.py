"""Who may what: to go through every quarter and every year, to print, and to agree to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.pages import choices
from schakel.ground.accounts.rules import ROLES
from schakel.ground.accounts.rules.reviewing import QUARTERLY, SCOPES


@page(may="account.manage")
def rights(request: HttpRequest) -> HttpResponseBase:
    actor = acting_person(request)
    scope = request.POST.get("scope", "")
    if request.method == "POST" and scope in SCOPES:
        actions.agree_rights(by=actor, scope=scope)
        messages.success(request, _("Vastgelegd: u hebt de rechten gezien en bent akkoord. Het staat in het spoor."))
        return redirect("rights")
    special = request.GET.get("alleen") == "bijzonder"
    found = queries.rights(actor)
    around = {
        "lines": [_line(row) for row in found if not special or any(right.special for right in row.rights)],
        "special": special,
        "reviews": [
            {"row": row, "quarterly": row.scope == QUARTERLY, "late": row.due <= timezone.localdate()}
            for row in queries.reviews(actor)
        ],
    }
    return render(request, "accounts/rights.html", around)


def _line(row: queries.HolderRow) -> dict[str, object]:
    seen = row.person.last_seen_on
    return {
        "person": row.person,
        "work": choices.function_name(row.person.function),
        "seen": seen.replace(day=1) if seen else None,
        "rights": [
            {
                "name": _(ROLES[right.grant.role].name),
                "special": right.special,
                "since": right.grant.valid_from,
                "until": right.grant.valid_until,
                "waits": right.grant.awaits_second,
                "by": right.given_by,
            }
            for right in row.rights
        ],
    }
