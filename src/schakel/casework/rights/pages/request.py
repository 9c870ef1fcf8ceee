"""One request: who asks and whether freely, what was found, what is decided, and the letter. One next step at a time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schakel.casework.rights import actions, queries
from schakel.casework.rights.pages import wording
from schakel.casework.rights.pages.request_forms import AnswerForm, CheckForm, DecisionForm, ReasonForm
from schakel.casework.rights.queries import RequestRow
from schakel.casework.rights.rules import OPEN, OWN, cautions, missing
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.ui import parts

REASONS = {
    "unknown": actions.refuse_unidentified,
    "again": actions.look_again,
    "extend": actions.extend_request,
    "withdraw": actions.withdraw_request,
    "lift": actions.lift_request,
}
Forms = dict[str, forms.Form]


@page(may="request.handle")
def request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.request(viewer=viewer, request=request_id)
    if row is None:
        raise Http404
    do = request.POST.get("do", "")
    posted = request.POST if request.method == "POST" else None
    found = queries.findings(viewer=viewer, request=row.id)
    decisions = [DecisionForm(posted if do == "decide" else None, kind=row.kind, about=one) for one in found]
    bound: Forms = {
        "check": CheckForm(posted if do == "check" else None, row=row),
        "decide": ReasonForm(posted if do == "decide" else None, auto_id="decide-%s"),
        "answer": AnswerForm(posted if do == "answer" else None, auto_id="answer-%s"),
        **{name: ReasonForm(posted if do == name else None, auto_id=f"{name}-%s") for name in REASONS},
    }
    if posted and _done(viewer, row, do, bound, decisions):
        return redirect("request", row.id)
    wrong = [form for form in (*bound.values(), *decisions) if form.errors]
    context = _context(viewer, row, found, decisions) | bound | {"forms": wrong}
    return render(request, "rights/request.html", context, status=422 if wrong else 200)


def _done(viewer: Actor, row: RequestRow, do: str, bound: Forms, decisions: list[DecisionForm]) -> bool:
    """Whether what was asked has been done; when not, its form says why."""
    form = bound.get(do)
    if form is None:
        return False
    whole = form.is_valid() and (do != "decide" or False not in [one.is_valid() for one in decisions])
    if not whole:
        return False
    given = form.cleaned_data
    if do == "check":
        actions.check_request(
            by=viewer, request=row.id, identity=given["identity"], apart=given["apart"], willing=given["willing"],
            authority=given.get("authority", ""),
        )  # fmt: skip
    elif do == "decide":
        answers = dict(one.decided() for one in decisions)
        actions.decide_request(by=viewer, request=row.id, decisions=answers, reason=given["reason"])
    elif do == "answer":
        actions.answer_request(by=viewer, request=row.id, on=given["on"])
    else:
        REASONS[do](by=viewer, request=row.id, reason=given["reason"])
    return True


def _context(
    viewer: Actor, row: RequestRow, found: list[queries.FindingRow], decisions: list[DecisionForm]
) -> dict[str, Any]:
    still = () if row.channel == OWN else missing(row.check)
    right = pack().request_kinds[row.kind]
    return {
        "row": row,
        "facts": wording.facts(row),
        "about": wording.about(row),
        "law": wording.law(row.kind),
        "cautions": [wording.CAUTIONS[code]() for code in cautions(row.check)],
        "missing": [wording.MISSING[code]() for code in still] if row.state == "received" else [],
        "history": wording.history(queries.steps(viewer=viewer, request=row.id), wording.names_of(viewer)),
        "found": [_shown(form, row) for form in decisions] if row.state == "collected" else [],
        "decided": [_told(one) for one in found] if row.state in ("decided", "answered") else [],
        "has_letter": row.channel != OWN and queries.letter(viewer=viewer, request=row.id) is not None,
        "own": row.channel == OWN,
        "open": row.state in OPEN,
        "may_extend": row.state in OPEN and not row.extended and right.extend_months > 0 and row.channel != OWN,
        "may_withdraw": row.state in ("received", "checked", "collected"),
        "may_lift": row.kind == "restriction" and any(one.decision == "grant" for one in found),
    }  # fmt: skip


def _shown(form: DecisionForm, row: RequestRow) -> tuple[list[parts.Fact], DecisionForm]:
    """What the decider needs of one place: where it stands and what the letter would say; never the words of the signal."""
    one = form.about
    proposal = _("Doen") if one.proposal == "grant" else _("Weigeren: %(why)s") % {"why": wording.ground(one.ground)}
    signal = _("signaal %(number)s") % {"number": one.number} if one.number else _("buiten de signalen")
    return [
        parts.Fact(f"{wording.place(one.place)}, {signal}", before=_("Waar")),
        parts.Fact(proposal, before=_("Voorstel")),
        parts.Fact(one.say or _("Niets"), before=_("In de brief")),
        *([parts.Fact(one.reason, before=_("Toelichting"))] if one.reason else []),
    ], form


def _told(one: queries.FindingRow) -> parts.Fact:
    signal = _("signaal %(number)s") % {"number": one.number} if one.number else _("buiten de signalen")
    if one.decision == "refuse":
        what = _("Geweigerd: %(why)s") % {"why": wording.ground(one.ground)}
    else:
        what = _("Gedaan") if one.done else _("Nog niet gedaan")
    return parts.Fact(what, before=f"{wording.place(one.place)}, {signal}")
