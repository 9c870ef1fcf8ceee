"""One letter is proposed: the fields, all off; what must be confirmed; and why it is needed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from schakel.casework.sharing import actions, queries
from schakel.casework.sharing.pages import wording
from schakel.casework.sharing.pages.share import MatterOf
from schakel.casework.sharing.queries import Matter, OptionRow
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts

LONGEST = 2_000


class DisclosureForm(forms.Form):
    """`fields`: codes of pieces of the signal; `confirmed`: codes of conditions. Nothing is ticked beforehand."""

    chosen = parts.ChecksField(
        label=_("Wat komt er in de brief?"),
        help_text=_("Niets staat aan. Kies alleen wat deze ontvanger hiervoor nodig heeft."),
        answers=[],
        error_messages={"required": _("Kies minstens één ding dat in de brief komt.")},
    )
    confirmed = parts.ChecksField(label=_("Dit is gedaan of klopt"), answers=[], required=False)
    necessity = forms.CharField(
        label=_("Waarom is dit nodig voor dit doel?"),
        help_text=_("Dit blijft hier. Het komt niet in de brief."),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom dit nodig is. Eén zin is genoeg.")},
    )
    subsidiarity = forms.CharField(
        label=_("Waarom kan het niet met minder, en waarom juist aan deze ontvanger?"),
        help_text=_("Denk ook aan: vragen zonder namen, of alleen een nummer geven. Dit blijft hier."),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom het niet met minder kan, en waarom aan deze ontvanger.")},
    )

    def __init__(self, *args: Any, found: OptionRow, matter: Matter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _answers(
            self,
            "chosen",
            [parts.Answer(one.code, wording.piece(one), wording.kind(one.kind)) for one in found.possible],
        )
        asked = wording.asks(found.basis, found.recipient, minor=matter.minor)
        if asked:
            _answers(self, "confirmed", asked)
        else:
            del self.fields["confirmed"]

    def clean_confirmed(self) -> list[str]:
        """Every condition, or the form says which is missing: the law under it is no choice."""
        given = list(self.cleaned_data["confirmed"])
        field = self.fields["confirmed"]
        assert isinstance(field, parts.ChecksField)
        missing = [str(one.label) for one in field.answers if one.value not in given]
        if missing:
            raise forms.ValidationError(_("Dit moet eerst: %(what)s"), params={"what": " ".join(missing)})
        return given


def _answers(form: forms.Form, name: str, answers: list[parts.Answer]) -> None:
    field = form.fields[name]
    assert isinstance(field, parts.ChecksField)
    field.answers = tuple(answers)
    field.choices = [(one.value, one.label) for one in answers]


@page(may="disclosure.handle")
def propose_disclosure(
    request: HttpRequest, signal: UUID, recipient: str, basis: str, purpose: str, matter_of: MatterOf
) -> HttpResponse:
    viewer = acting_person(request)
    matter = matter_of(viewer, signal)
    about = request.GET.get("om", "")
    matter = matter.about(about) if matter else None
    found = (
        queries.option(viewer=viewer, matter=matter, basis=basis, recipient=recipient, purpose=purpose)
        if matter
        else None
    )
    if matter is None or found is None:
        raise Http404
    form = DisclosureForm(request.POST or None, found=found, matter=matter)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = actions.propose_disclosure(
            by=viewer, matter=matter, basis=basis, recipient=recipient, purpose=purpose, chosen=given["chosen"],
            confirmed=given.get("confirmed", []), necessity=given["necessity"], subsidiarity=given["subsidiarity"],
        )  # fmt: skip
        return redirect("disclosure", made)
    names = queries.names_of(viewer=viewer)
    context = {"form": form, "matter": matter, "about": about, **_told(found, names)}
    return render(request, "sharing/propose_disclosure.html", context, status=422 if form.errors else 200)


def _told(found: OptionRow, names: dict[UUID, str]) -> dict[str, Any]:
    """What stands around the form: to whom, what for, on which basis, what is missing, and whom to ask."""
    basis = found.basis.code
    row = pack().legal_bases[basis]
    return {
        "recipient": wording.party(found.recipient),
        "recipient_code": found.recipient,
        "purpose_code": found.purpose,
        "asks_consent": wording.consent_asked(found),
        "facts": [
            parts.Fact(wording.party(found.recipient), before=str(_("Ontvanger"))),
            parts.Fact(wording.purpose(found.purpose), before=str(_("Doel"))),
            parts.Fact(f"{wording.say(row.text)}. {wording.law(basis)}", before=str(_("Grondslag"))),
        ],
        "unverified": wording.unverified(basis),
        "accepted": wording.accepted(found, names),
        "first": wording.first(found),
        "kept": wording.kept(found),
        "ask": wording.whom_to_ask(basis),
        "second_person": found.basis.second_person,
        "condition": row.condition,
    }
