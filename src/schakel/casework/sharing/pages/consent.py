"""What the person said: yes on paper or no, and whether it still holds. A no closes nothing: the offer stays."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.casework.sharing import actions, queries
from schakel.casework.sharing.pages import wording
from schakel.casework.sharing.pages.share import MatterOf
from schakel.casework.sharing.queries import ConsentRow, Matter
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts


class ConsentForm(forms.Form):
    age = parts.AnswerField(
        label=_("Hoe oud is de persoon?"),
        answers=[
            parts.Answer("16_or_over", _("16 jaar of ouder"), _("Tekent zelf")),
            parts.Answer("under_16", _("Onder de 16"), _("Een ouder of voogd tekent, na overleg met Veilig Thuis")),
            parts.Answer("unknown", _("Weet ik niet"), _("Dan kan niemand tekenen; een nee kunt u wel vastleggen")),
        ],
        error_messages={"required": _("Kies een van de drie antwoorden.")},
    )
    involved = parts.AnswerField(
        label=_("Is een ouder of voogd er misschien bij betrokken?"),
        help_text=_("Alleen onder de 16. Bij twijfel vraagt u hun niets en vertelt u hun niets."),
        answers=parts.MAYBE,
        required=False,
    )
    agreed = parts.AnswerField(
        label=_("Wat zei de persoon?"),
        answers=[
            parts.Answer("yes", _("Ja, en er is getekend")),
            parts.Answer("no", _("Nee"), _("Dat mag. Ons aanbod blijft.")),
        ],
        error_messages={"required": _("Kies ja of nee.")},
    )
    said_on = forms.DateField(
        label=_("Op welke dag?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Vul de dag in."), "invalid": _("Schrijf de dag als 24-11-2026.")},
    )

    def clean_said_on(self) -> Any:
        day = self.cleaned_data["said_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day


@page(may="disclosure.handle")
def consent(request: HttpRequest, signal: UUID, recipient: str, purpose: str, matter_of: MatterOf) -> HttpResponse:
    viewer = acting_person(request)
    matter = matter_of(viewer, signal)
    about = request.GET.get("om", "")
    matter = matter.about(about) if matter else None
    if matter is None or recipient not in pack().parties or purpose not in pack().purposes:
        raise Http404
    person = queries.person_of(matter)
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.record_consent(
            by=viewer, matter=matter, person=person, recipient=recipient, purpose=purpose,
            agreed=given["agreed"] == "yes", age=given["age"], involved=given["involved"] or "unknown",
            said_on=given["said_on"],
        )  # fmt: skip
        return redirect(request.get_full_path())
    rows = queries.consents(viewer=viewer, signal=matter.id)
    context = {
        "form": form,
        "matter": matter,
        "about": about,
        "person": next((one.text for one in matter.pieces if one.code == person), ""),
        "recipient": wording.party(recipient),
        "purpose": wording.purpose(purpose),
        "said": [_said(matter, one) for one in rows],
    }
    return render(request, "sharing/consent.html", context, status=422 if form.errors else 200)


@page(may="disclosure.handle")
def withdraw_consent(request: HttpRequest, signal: UUID, consent: UUID) -> HttpResponse:
    """Taking it back asks no reason."""
    if request.method == "POST":
        actions.withdraw_consent(by=acting_person(request), consent=consent)
    return redirect("share", signal)


def _said(matter: Matter, row: ConsentRow) -> tuple[parts.Fact, str]:
    who = next((one.text for one in matter.pieces if one.code == row.person), "")
    about = f"{wording.party(row.recipient)}, {wording.purpose(row.purpose)}"
    told = parts.Fact(f"{wording.consent_state(row.state)} ({parts.day(row.said_on)}). {about}", before=who)
    end = reverse("withdraw-consent", args=[matter.id, row.id]) if row.state == "given" else ""
    return told, end
