"""Audits under the Wpg: held when, with what result; the privacy officer writes one down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from schakel.casework.provisions import actions, queries
from schakel.casework.provisions.pages.record_forms import DAY, past
from schakel.casework.provisions.rules import AUDITS, RESULTS
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.audit import actions as audit
from schakel.ground.ui import parts


class AuditForm(forms.Form):
    kind = parts.AnswerField(
        label=_("Welke controle?"),
        answers=[parts.Answer(code, _(words)) for code, words in AUDITS.items()],
        error_messages={"required": _("Kies welke controle het was.")},
    )
    held_on = forms.DateField(
        label=_("Op welke dag?"), widget=forms.DateInput(attrs={"type": "date"}), error_messages=DAY, validators=[past]
    )
    result = parts.AnswerField(
        label=_("Wat kwam eruit?"),
        answers=[parts.Answer(code, _(words)) for code, words in RESULTS.items()],
        error_messages={"required": _("Kies wat eruit kwam.")},
    )
    findings = forms.CharField(
        label=_("Wat is er te doen?"),
        help_text=_("Alleen u leest dit. Noem geen mensen."),
        max_length=4_000,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op wat er te doen is, of dat er niets te doen is.")},
    )
    sent_on = forms.DateField(
        label=_("Op welke dag ging het verslag naar de Autoriteit Persoonsgegevens?"),
        help_text=_("Alleen bij een externe controle. Nog niet gestuurd? Laat het leeg."),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
        error_messages=DAY,
        validators=[past],
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        sent, held = given.get("sent_on"), given.get("held_on")
        if sent and (given.get("kind") == "internal" or (held and sent < held)):
            self.add_error(
                "sent_on", _("Alleen een verslag van een externe controle gaat daarheen, en pas na die dag.")
            )
        return given


@page(may="provision.audit")
def wpg_audits(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    form = AuditForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_audit(by=viewer, **form.cleaned_data)
        return redirect("wpg-audits")
    audit.record("wpg_audit.read", by=viewer, organisation=viewer.organisation, object_kind="wpg_audit", object_id=None)
    shown = [
        {"row": row, "kind": str(_(AUDITS[row.kind])), "result": str(_(RESULTS[row.result]))}
        for row in queries.audits(viewer=viewer)
    ]
    return render(
        request, "provisions/wpg_audits.html", {"form": form, "shown": shown}, status=422 if form.errors else 200
    )
