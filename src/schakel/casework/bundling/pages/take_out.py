"""A signal leaves a bundle because somebody says it tells another story. It stays where it is in everything else."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.pages.judgement_form import ReasonForm
from schakel.casework.bundling.pages.wording import who
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts

_WORDS = 140


@page(may="bundle.handle")
def take_out(request: HttpRequest, number: int) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.bundle(viewer=viewer, number=number)
    if row is None or row.ended_at:
        raise Http404
    form = ReasonForm(request.POST or None, answers=[answer(one) for one in row.signals])
    if request.method == "POST" and form.is_valid():
        said = actions.take_out(
            by=viewer, bundle=row.id, signal=UUID(form.cleaned_data["signal"]), reason=form.cleaned_data["reason"]
        )
        return redirect("judged", number, said.act)
    context = {"form": form, "row": row, "number": number}
    return render(request, "bundling/take_out.html", context, status=422 if form.errors else 200)


def answer(one: queries.ToldRow) -> parts.Answer:
    label = _("Signaal %(n)s: %(who)s, %(day)s") % {
        "n": one.position,
        "who": who(one.organisation_kind, one.function),
        "day": parts.day_short(one.observed_on),
    }
    return parts.Answer(str(one.id), label, one.words[:_WORDS] + ("…" if len(one.words) > _WORDS else ""))
