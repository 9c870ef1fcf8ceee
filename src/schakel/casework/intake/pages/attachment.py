"""One file of a signal, for who handles it: open it, take a copy, or shut it for ever when it must not be seen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schakel.casework.intake import actions, queries
from schakel.casework.intake.pages import file_words
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.refusal import Refused
from schakel.ground.ui.parts import Fact, moment


@page(may="signal.handle")
def attachment(request: HttpRequest, attachment: UUID) -> HttpResponse:
    viewer = acting_person(request)
    if request.method == "POST" and request.POST.get("do") == "shut":
        actions.shut(by=viewer, attachment=attachment)
        return redirect("attachment", attachment)
    row = queries.attachment(viewer=viewer, attachment=attachment)
    if row is None:
        raise Refused("attachment.not_yours", _("Dit bestand is er niet."), as_not_found=True)
    context = {"row": row, "facts": facts(row), "police": file_words.police()}
    return render(request, "intake/attachment.html", context)


def facts(row: queries.AttachmentRow) -> list[Fact]:
    named = [
        Fact(row.name or _("Zonder naam"), before=_("Naam bij de melder")),
        Fact(file_words.sort(row.kind), before=_("Soort")),
        Fact(file_words.size(row.size), before=_("Grootte")),
    ]
    return [
        *(named if row.kind else []),
        Fact(moment(row.at), before=_("Ontvangen")),
        Fact(file_words.standing(row), before=_("Nu")),
    ]
