"""One letter: where it stands, what is in it, and the one next step: check it, send it, write down the answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from schakel.casework.sharing import actions, queries
from schakel.casework.sharing.pages import wording
from schakel.casework.sharing.queries import DisclosureRow
from schakel.casework.sharing.rules import CHANNELS, LONGEST_REFERENCE, PRINTABLE, may_check
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.actor import Actor
from schakel.ground.ui import parts


class SendForm(forms.Form):
    channel = parts.AnswerField(
        label=_("Hoe gaat de brief?"),
        answers=[parts.Answer(code, _(label)) for code, label in CHANNELS.items()],
        error_messages={"required": _("Kies hoe de brief gaat.")},
    )


class ReceiptForm(forms.Form):
    reference = forms.CharField(
        label=_("Hun nummer, als zij dat gaven"),
        help_text=_("Alleen het nummer waaronder zij het opschreven. Geen naam."),
        max_length=LONGEST_REFERENCE,
        required=False,
    )


class OutcomeForm(forms.Form):
    outcome = parts.AnswerField(
        label=_("Wat liet de ontvanger weten?"),
        help_text=_("Alleen wat zij mogen zeggen. Nooit wat zij vonden. De melder hoort dit niet."),
        answers=[],
        error_messages={"required": _("Kies wat de ontvanger liet weten.")},
    )

    def asks(self, row: DisclosureRow) -> OutcomeForm:
        """With what this recipient may release after what they said before."""
        field = self.fields["outcome"]
        assert isinstance(field, parts.AnswerField)
        field.answers = tuple(wording.outcomes(row.answer, row.listed.recipient))
        field.choices = [(one.value, one.label) for one in field.answers]
        return self


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Waarom trekt u dit in?"),
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom. Eén zin is genoeg.")},
    )


FORMS: dict[str, type[forms.Form]] = {
    "send": SendForm,
    "receipt": ReceiptForm,
    "outcome": OutcomeForm,
    "withdraw": WithdrawForm,
}


@page(may="disclosure.handle")
def disclosure(request: HttpRequest, disclosure: UUID) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.disclosure(viewer=viewer, disclosure=disclosure)
    if row is None:
        raise Http404
    do = request.POST.get("do", "")
    bound = {name: form(request.POST if do == name else None, auto_id=f"{name}-%s") for name, form in FORMS.items()}
    outcome = bound["outcome"]
    assert isinstance(outcome, OutcomeForm)
    outcome.asks(row)
    if request.method == "POST" and _done(viewer, row, do, bound):
        return redirect("disclosure", row.id)
    wrong = any(form.errors for form in bound.values())
    return render(request, "sharing/disclosure.html", _context(viewer, row, bound), status=422 if wrong else 200)


def _done(viewer: Actor, row: DisclosureRow, do: str, bound: dict[str, forms.Form]) -> bool:
    """Whether what was asked has been done; when not, its form says why."""
    form = bound.get(do)
    if form is not None and not form.is_valid():
        return False
    if do == "check":
        actions.check_disclosure(by=viewer, disclosure=row.id)
    elif do == "hold":
        actions.hold_feedback(by=viewer, disclosure=row.id)
    elif do == "release":
        actions.release_feedback(by=viewer, disclosure=row.id)
    elif form is None:
        return False
    elif do == "send":
        actions.send_disclosure(by=viewer, disclosure=row.id, channel=form.cleaned_data["channel"])
    elif do == "receipt":
        actions.acknowledge_disclosure(by=viewer, disclosure=row.id, reference=form.cleaned_data["reference"])
    elif do == "outcome":
        actions.record_outcome(by=viewer, disclosure=row.id, outcome=form.cleaned_data["outcome"])
    else:
        actions.withdraw_disclosure(by=viewer, disclosure=row.id, reason=form.cleaned_data["reason"])
    return True


def _context(viewer: Actor, row: DisclosureRow, bound: dict[str, forms.Form]) -> dict[str, Any]:
    names = queries.names_of(viewer=viewer)
    mine = not may_check(second_person=row.second_person, proposer=row.proposed_by, checker=viewer.account)
    return {
        "row": row,
        **bound,
        "letter": queries.letter(viewer=viewer, row=row),
        "facts": [
            parts.Fact(wording.party(row.listed.recipient), before=str(_("Aan"))),
            parts.Fact(wording.state(row.state), before=str(_("Staat"))),
            parts.Fact(row.reference, before=str(_("Kenmerk"))),
        ],
        "history": wording.history(row, names),
        "confirmed": [wording.condition(code) for code in row.confirmed],
        "withheld": [parts.Fact(value, before=wording.kind(code)) for code, value in row.withheld.items()],
        "answered": wording.outcome(row.answer) if row.answer else "",
        "may_answer": row.state == "acknowledged" and bool(wording.outcomes(row.answer, row.listed.recipient)),
        "went_by": str(_(CHANNELS[row.channel])) if row.channel else "",
        "printable": row.state in PRINTABLE,
        "waits_for_other": row.state == "proposed" and mine,
        "may_check": row.state == "proposed" and not mine,
        "sent": row.state in ("sent", "acknowledged"),
        "open": row.state in ("proposed", "checked", "sent"),
    }
