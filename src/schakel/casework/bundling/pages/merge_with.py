"""Two bundles side by side, what both name, and the question whether they tell one story."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.pages.judgement_form import MergeForm, moment_of
from schakel.casework.bundling.pages.wording import kind, listed
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.refusal import Refused
from schakel.ground.ui import parts


@page(may="bundle.handle")
def merge_with(request: HttpRequest, number: int, other: int) -> HttpResponse:
    viewer = acting_person(request)
    if {number, other} - queries.running_numbers(viewer=viewer):
        return redirect("bundle", number)  # one has ended meanwhile: its page says where it went
    found = queries.compared(viewer=viewer, one=number, other=other)
    if found is None:
        raise Http404
    now = {"seen": found.one.changed_at.isoformat(), "seen_other": found.other.changed_at.isoformat()}
    posted = request.POST.copy()
    form = MergeForm(posted or None, initial=now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            said = actions.merge_bundles(
                by=viewer, bundle=found.one.id, other=found.other.id, reason=given["reason"],
                seen=(moment_of(given["seen"]), moment_of(given["seen_other"])),
            )  # fmt: skip
            return redirect("judged", said.number, said.act)
        except Refused as refusal:
            form.add_error(None, refusal.message)  # a colleague was first, perhaps: what was typed stays
            for name, stamp in now.items():
                posted[name] = stamp  # the reader now looks at the bundles as they are
    context = {
        "form": form,
        "number": number,
        "sides": [(row, _facts(row)) for row in (found.one, found.other)],
        "table": _table(found) if found.shared else None,
    }
    return render(request, "bundling/merge_with.html", context, status=422 if form.errors else 200)


def _facts(row: queries.ComparedBundle) -> list[parts.Fact]:
    return [
        parts.Fact(parts.number(row.signals), ngettext("signaal", "signalen", row.signals)),
        parts.Fact(parts.number(row.sources), ngettext("bron", "bronnen", row.sources)),
        parts.Fact(parts.period(row.first, row.last)),
    ]


def _table(found: queries.Compared) -> parts.Table:
    """Signals have their own number here: those of two bundles are named beside each other."""
    columns = (
        _("Vermelding"),
        _("Soort"),
        *(_("In bundel %(n)s, signaal") % {"n": row.number} for row in (found.one, found.other)),
    )
    return parts.Table(
        _("Wat beide bundels noemen"),
        columns,
        [(row.name, kind(row.kind), listed(row.one), listed(row.other)) for row in found.shared],
    )  # fmt: skip
