"""What a focal person can do with a signal: a next state with its reason, an answer to the reporter, another owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake.actions.feedback import LONGEST_THANKS
from schakel.casework.intake.pages import wording
from schakel.casework.intake.rules import LONGEST_NOTE, next_states
from schakel.ground.accounts.queries import Contact
from schakel.ground.content.queries import pack
from schakel.ground.ui.parts import Answer, AnswerField

QUESTIONS = {
    "received": gettext_lazy("Hebt u dit signaal gelezen?"),
    "qualified": gettext_lazy("Wat weegt u mee?"),
    "weighed": gettext_lazy("Wat gebeurt er met dit signaal?"),
    "closed": gettext_lazy("Is er iets nieuws?"),
}
NEXT = gettext_lazy("Wat is de volgende stap?")
MOVES = {
    "qualified": (gettext_lazy("Ja, ik neem het in behandeling"), gettext_lazy("De melder hoort dat het in behandeling is.")),
    "weighed": (gettext_lazy("Leg de weging vast"), gettext_lazy("Er is nog geen uitkomst. Schrijf op wat u weet en wat niet.")),
    "no_action": (gettext_lazy("Geen actie, met reden"), gettext_lazy("Een later signaal kan er nog bij passen.")),
    "care": (gettext_lazy("Naar de zorg"), gettext_lazy("U geeft het door aan de zorgcoördinator. De melder hoort alleen dat het is doorgegeven.")),
    "police_or_riec": (gettext_lazy("Naar politie of RIEC"), gettext_lazy("U geeft het zelf door. De melder hoort alleen dat het is doorgegeven.")),
    "source_research": (gettext_lazy("Eerst bronnen onderzoeken"), gettext_lazy("Doe eerst de privacytoets. De melder hoort hier niets van.")),
    "labour_conditions": (gettext_lazy("Arbeidsomstandigheden"), gettext_lazy("Slecht werk zonder dwang. U geeft het zelf door aan de Arbeidsinspectie.")),
    "plan": (gettext_lazy("Er is een plan"), gettext_lazy("Wie doet wat, staat in het plan.")),
    "closed": (gettext_lazy("Afgerond"), gettext_lazy("De melder hoort dat het signaal is afgerond.")),
}  # fmt: skip
ANEW = (gettext_lazy("Weeg opnieuw"), gettext_lazy("Er kwam iets bij dat de uitkomst kan veranderen."))


class MoveForm(forms.Form):
    """`question` stands above it. Reading asks for no reason; everything else does. `single`: nothing to choose from."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Eén zin is genoeg. De melder leest dit niet."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any, *, state: str) -> None:
        super().__init__(data, prefix="move")
        self.question = str(QUESTIONS.get(state, NEXT))
        answers = [Answer(to, *_words(state, to)) for to in next_states(state)]
        self.asks_reason = any(answer.value != "qualified" for answer in answers)
        self.single = answers[0] if len(answers) == 1 else None
        self.fields["to"] = AnswerField(
            label=self.question, answers=answers, error_messages={"required": _("Kies een volgende stap.")}
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("to") not in (None, "qualified") and not (given.get("reason") or "").strip():
            self.add_error("reason", _("Schrijf op waarom. Eén zin is genoeg."))
        return given


class FeedbackForm(forms.Form):
    thanks = forms.CharField(
        label=gettext_lazy("Een woord van dank"),
        help_text=gettext_lazy("Noem geen namen, andere signalen of wat u gaat doen: wie meldt, kan er zelf bij horen."),
        max_length=LONGEST_THANKS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, data: Any) -> None:
        super().__init__(data, prefix="feedback")
        answers = [Answer(row.code, wording.say(row.title), wording.say(row.text)) for row in pack().feedback.values()]
        self.fields["code"] = AnswerField(
            label=_("Welk antwoord krijgt de melder?"),
            answers=answers,
            error_messages={"required": _("Kies een van de vaste teksten.")},
        )


class ObservationForm(forms.Form):
    """A fact, for or against, learnt later. `facts`: groups of (code, words) of the content pack."""

    answer = AnswerField(
        label=gettext_lazy("Is het zo, of juist niet?"),
        answers=[Answer("seen", gettext_lazy("Dit is zo")), Answer("not_seen", gettext_lazy("Dit is juist niet zo"))],
        error_messages={"required": gettext_lazy("Kies of het zo is, of juist niet.")},
    )
    basis = AnswerField(
        label=gettext_lazy("Hoe weet u dit?"),
        answers=[Answer(code, wording.FIRST_UPPER[code]) for code in wording.BASES],
        error_messages={"required": gettext_lazy("Kies hoe u dit weet.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Waaruit blijkt dit?"),
        help_text=gettext_lazy("Eén zin is genoeg. De melder leest dit niet."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf op waaruit dit blijkt. Eén zin is genoeg.")},
    )

    def __init__(self, data: Any, *, facts: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__(data)
        self.fields["indicator"] = forms.ChoiceField(
            label=_("Welk feit?"),
            choices=[("", _("Kies een feit")), *facts],
            error_messages={"required": _("Kies een feit uit de lijst.")},
        )
        self.order_fields(["indicator", "answer", "basis", "reason"])


class AssignForm(forms.Form):
    def __init__(self, data: Any, *, colleagues: Sequence[Contact], owner: UUID | None) -> None:
        super().__init__(data, prefix="assign")
        others = [(str(one.account), one.name) for one in colleagues if one.account != owner]
        self.anybody = bool(others)
        self.fields["to"] = forms.ChoiceField(
            label=_("Collega"),
            choices=[("", _("Kies een collega")), *others],
            error_messages={"required": _("Kies een collega.")},
        )
        self.owner = str(owner or "")
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=self.owner)

    def clean(self) -> dict[str, Any]:
        """Somebody may have handed it on while this page was open: then it is shown again, with whose it is now."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.data.get(self.add_prefix("seen"), self.owner) != self.owner:
            self.add_error(
                "to", _("Een collega gaf dit signaal intussen door. Kijk bij wie het nu is, en kies opnieuw.")
            )
        return given


def _words(state: str, to: str) -> tuple[Any, Any]:
    return ANEW if to == "weighed" and state != "qualified" else MOVES[to]
