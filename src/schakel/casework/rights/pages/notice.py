"""Was this person told that their data is kept? Given, or put off with a reason and a day to look again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake import queries as intake
from schakel.casework.rights import actions, queries
from schakel.casework.rights.pages import wording
from schakel.casework.rights.queries import NoticeRow
from schakel.casework.rights.rules import GIVEN, POSTPONED
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.refusal import Refused
from schakel.ground.ui import parts


class NoticeForm(forms.Form):
    state = parts.AnswerField(
        label=gettext_lazy("Weet deze persoon het?"),
        answers=[
            parts.Answer(GIVEN, gettext_lazy("Ja, het is verteld")),
            parts.Answer(POSTPONED, gettext_lazy("Nog niet, om een reden"), gettext_lazy("Met een dag waarop u opnieuw kijkt")),
        ],
        error_messages={"required": gettext_lazy("Kies of het is verteld.")},
    )  # fmt: skip
    way = forms.ChoiceField(label=gettext_lazy("Hoe?"), required=False)
    on = forms.DateField(
        label=gettext_lazy("Op welke dag?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    ground = forms.ChoiceField(label=gettext_lazy("Waarom nog niet?"), required=False)
    review_on = forms.DateField(
        label=gettext_lazy("Wanneer kijkt u opnieuw?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=gettext_lazy("Licht toe"), max_length=2_000, required=False, widget=forms.Textarea,
        help_text=gettext_lazy("Nodig als u het uitstelt. Eén zin is genoeg."),
    )  # fmt: skip

    def __init__(self, data: Any, *, victim: bool) -> None:
        super().__init__(data)
        way, ground = self.fields["way"], self.fields["ground"]
        assert isinstance(way, forms.ChoiceField) and isinstance(ground, forms.ChoiceField)
        ways = [one for one in pack().notice_ways.values() if one.safe_contact or not victim]
        way.choices = [("", _("Kies hoe")), *((one.code, wording.say(one.text)) for one in ways)]
        grounds = pack().notice_grounds.values()
        ground.choices = [("", _("Kies een reden")), *((one.code, wording.say(one.text)) for one in grounds)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("state") == POSTPONED and not given.get("reason", "").strip():
            self.add_error("reason", _("Schrijf op waarom. Eén zin is genoeg."))
        return given


@page(may="request.collect")
def notice(request: HttpRequest, signal: UUID) -> HttpResponse:
    viewer = acting_person(request)
    row = intake.signal(viewer=viewer, signal=signal)
    if row is None:
        raise Http404
    people = [one for one in row.mentions if one.kind == "person"]
    wanted = request.GET.get("persoon", "")
    about = next((one for one in people if str(one.position) == wanted), None)
    form = NoticeForm(request.POST or None, victim=about.role == "presumed_victim") if about else None
    if about and form and request.method == "POST" and form.is_valid():
        try:
            actions.note_notice(by=viewer, signal=row.id, person=about.position, **form.cleaned_data)
            return redirect("notice", row.id)
        except Refused as refusal:
            form.add_error(None, refusal.message)
    held = queries.notices(viewer=viewer, signal=row.id)
    context = {
        "row": row,
        "form": form,
        "about": about,
        "people": [(one, _said(held.get(one.position))) for one in people],
        "most": timezone.localdate() + timedelta(days=max((one.review_days for one in pack().notice_grounds.values()), default=0)),
    }  # fmt: skip
    return render(request, "rights/notice.html", context, status=422 if form and form.errors else 200)


def _said(held: NoticeRow | None) -> str:
    if held is None:
        return _("Nog niets vastgelegd.")
    if held.state == GIVEN and held.on:
        way = pack().notice_ways.get(held.way)
        return _("Verteld op %(day)s. %(way)s.") % {
            "day": parts.day(held.on),
            "way": wording.say(way.text) if way else "",
        }
    ground = pack().notice_grounds.get(held.ground)
    return _("Uitgesteld tot %(day)s. %(why)s %(reason)s") % {
        "day": parts.day(held.review_on) if held.review_on else "", "why": wording.say(ground.text) if ground else "",
        "reason": held.reason,
    }  # fmt: skip
