"""What stands at the edge of a large bundle: it is not taken in by itself, so each is a question of its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.bundling import queries
from schakel.casework.bundling.pages.judge_link import ANSWER
from schakel.casework.bundling.pages.judgement_form import JudgementForm
from schakel.casework.bundling.pages.levels import level
from schakel.casework.bundling.pages.wording import listed, who
from schakel.casework.bundling.queries.edge import EdgeRow
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.refusal import Refused
from schakel.ground.ui import parts

_WORDS = 200


@page(may="bundle.handle")
def bundle_edge(request: HttpRequest, number: int) -> HttpResponse:
    viewer = acting_person(request)
    rows = queries.at_the_edge(viewer=viewer, number=number)
    if rows is None:
        raise Http404
    form = JudgementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            said = ANSWER[given["judgement"]](by=viewer, link=given["link"], reason=given["reason"], asked=True)
            return redirect("judged", number, said.act)
        except Refused as refusal:
            form.add_error(None, refusal.message)  # a colleague was first, perhaps: what was typed stays
    wanted = str(form["link"].value() or request.GET.get("verband", ""))
    asked = next((row for row in rows if str(row.link) == wanted), rows[0] if rows else None)
    if asked and not (form.is_bound and str(form["link"].value()) == str(asked.link)):
        typed = str(form["reason"].value() or "") if form.is_bound else ""
        form = JudgementForm(initial={"link": asked.link, "reason": typed}) if not form.errors else form
    large = queries.is_closed(viewer=viewer, number=number)
    nothing = (
        _("Een bundel van deze grootte groeit niet vanzelf. Wat erbij wil, staat hier.")
        if large
        else _("Deze bundel is niet groot: wat erbij hoort, komt er vanzelf bij.")
    )
    context = {
        "number": number,
        "large": large,
        "asked": asked,
        "form": form,
        "told": _told(asked) if asked else "",
        "why": _why(asked) if asked else "",
        "question": _("Hoort signaal %(number)s bij dit verhaal?") % {"number": asked.number} if asked else "",
        "others": [_act(row, number) for row in rows if row is not asked],
        "nothing": parts.Empty(_("Er wacht niets"), nothing),
    }
    return render(request, "bundling/bundle_edge.html", context, status=422 if form.errors else 200)


def _told(row: EdgeRow) -> str:
    return row.words[:_WORDS] + ("…" if len(row.words) > _WORDS else "")


def _why(row: EdgeRow) -> str:
    """Who noticed and when, and what it shares; with the bundle that would come along."""
    seen = _("%(who)s, %(day)s.") % {
        "who": who(row.organisation_kind, row.function),
        "day": parts.day(row.observed_on),
    }
    shares = listed([level(code) for code in row.levels])
    along = _("Dit signaal zit in bundel %(number)s: die komt dan mee.") % {"number": row.bundle} if row.bundle else ""
    return " ".join(filter(None, (seen, f"{shares}." if shares else "", along)))


def _act(row: EdgeRow, number: int) -> parts.Act:
    words = _("Signaal %(number)s") if row.asked else _("Signaal %(number)s: nog niet bekend")
    return parts.Act(
        words % {"number": row.number}, f"{reverse('bundle-edge', args=[number])}?verband={row.link}", "link"
    )
