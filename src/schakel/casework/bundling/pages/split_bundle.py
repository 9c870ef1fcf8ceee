"""Part of a bundle tells another story: it becomes a bundle of its own."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.pages.judgement_form import SplitForm, moment_of
from schakel.casework.bundling.pages.take_out import answer
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.refusal import Refused


@page(may="bundle.handle")
def split_bundle(request: HttpRequest, number: int) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.bundle(viewer=viewer, number=number)
    if row is None:
        raise Http404
    if row.ended_at:
        return redirect("bundle", number)  # that page says where its signals are
    answers = [answer(one) for one in row.signals]
    posted = request.POST.copy()
    form = SplitForm(posted or None, answers=answers, initial={"seen": row.changed_at.isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            said = actions.split_bundle(
                by=viewer,
                bundle=row.id,
                signals=[UUID(one) for one in form.cleaned_data["signals"]],
                reason=form.cleaned_data["reason"],
                seen=moment_of(form.cleaned_data["seen"]),
            )
            return redirect("judged", said.number, said.act)
        except Refused as refusal:
            form.add_error(None, refusal.message)  # a colleague was first, perhaps: what was typed stays
            posted["seen"] = row.changed_at.isoformat()  # the reader now looks at the bundle as it is
    context = {"form": form, "row": row, "number": number}
    return render(request, "bundling/split_bundle.html", context, status=422 if form.errors else 200)
