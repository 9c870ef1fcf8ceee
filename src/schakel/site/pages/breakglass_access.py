"""One emergency access: who opened what and why, until when; to shut it, and for the privacy officer to look back on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from schakel.ground.accounts.access import acting_person, capabilities, page
from schakel.ground.breakglass import actions, queries
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.ui import parts
from schakel.site.pages.breakglass import STATES, VERDICTS, title


class ReviewForm(forms.Form):
    verdict = parts.AnswerField(label=gettext_lazy("Was dit terecht?"), answers=[])
    reason = forms.CharField(
        label=gettext_lazy("Waarom"),
        error_messages={"required": gettext_lazy("Schrijf op waarom.")},
        max_length=2000,
        widget=forms.Textarea,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [
            parts.Answer("justified", _("Terecht"), _("Er was gevaar, niemand was te bereiken en het bleef bij dit signaal.")),
            parts.Answer("not_justified", _("Niet terecht"), _("Meld het als mogelijk datalek bij wie daar bij u over gaat.")),
        ]  # fmt: skip
        self.fields["verdict"] = parts.AnswerField(label=self.fields["verdict"].label or "", answers=answers)


@page()
def breakglass_access(request: HttpRequest, access: UUID) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.access(viewer=viewer, which=access)
    if row is None:
        raise Http404
    ours = row.owner == viewer.organisation
    mine = row.account == viewer.account and row.organisation == viewer.organisation
    reviews = ours and "danger.review" in capabilities(viewer.roles) and row.state != "reviewed"
    form = ReviewForm(request.POST if request.POST.get("do") == "review" else None) if reviews else None
    if request.method == "POST" and _done(request, viewer, row, form):
        return redirect("breakglass-access", access)
    actions.see_notice(by=viewer, access=access)
    context = {
        "row": row,
        "title": title(row, viewer),
        "facts": _facts(row),
        "mine": mine,
        "ours": ours,
        "handles": "signal.handle" in capabilities(viewer.roles),
        "shuts": row.open and (mine or ours),
        "form": form,
        "verdict": VERDICTS.get(row.verdict, ""),
        "signal": row.subject,
    }
    return render(request, "site/breakglass_access.html", context, status=422 if form and form.errors else 200)


def _done(request: HttpRequest, viewer: Actor, row: queries.AccessRow, form: ReviewForm | None) -> bool:
    if request.POST.get("do") == "end":
        actions.end_access(by=viewer, access=row.id)
        messages.success(request, _("De noodtoegang is gesloten."))
        return True
    if form is None or not form.is_valid():
        return False
    try:
        actions.review_access(by=viewer, access=row.id, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, _("Vastgelegd. Beide gemeenten zien dat is teruggekeken."))
    return True


def _facts(row: queries.AccessRow) -> list[parts.Fact]:
    ground = pack().break_glass.get(row.ground)
    language = (get_language() or "").split("-")[0]
    shut = row.ended_at or row.ends_at
    return [
        parts.Fact(row.organisation_name, before=_("Geopend door")),
        parts.Fact(row.owner_name, before=_("Signaal van")),
        parts.Fact(ground.text.say(language) if ground else row.ground, before=_("Wat er aan de hand was")),
        parts.Fact(parts.moment(row.opened_at), before=_("Open sinds")),
        parts.Fact(parts.moment(shut), before=_("Sluit vanzelf") if row.open else _("Gesloten")),
        parts.Fact(str(STATES[row.state]), before=_("Staat")),
        *([] if row.reviewed_at else [parts.Fact(parts.moment(row.review_by), before=_("Terugkijken vóór"))]),
    ]
