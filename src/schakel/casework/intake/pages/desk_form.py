"""What we ask at the desk: one thing is needed, everything else may stay open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake.pages.desk_another import AnotherFields
from schakel.casework.intake.pages.desk_typed import ANSWER_PREFIX, TEXTS, Typed
from schakel.casework.intake.pages.provenance_form import PARTS, provenance_fields, provenance_in
from schakel.casework.intake.pages.wording import say
from schakel.casework.intake.queries import PassedOn
from schakel.casework.intake.rules import Provenance, holds_citizen_number
from schakel.engines.exchange.shape import LONGEST_MENTION, LONGEST_NARRATIVE
from schakel.ground.content.queries import pack
from schakel.ground.ui.parts import MAYBE, SEEN, AnswerField

Choices = list[tuple[str, str]]


class DeskForm(AnotherFields):
    field_order = ("narrative", "municipality", "minor", "observed_on", "kind", "value", "who")
    narrative = forms.CharField(
        label=gettext_lazy("Wat zag of hoorde u?"),
        help_text=gettext_lazy("Schrijf het op zoals u het zou vertellen. Een paar zinnen zijn genoeg."),
        max_length=LONGEST_NARRATIVE,
        error_messages={
            "required": gettext_lazy("Schrijf op wat u zag of hoorde. Eén zin is genoeg."),
            "max_length": gettext_lazy("De tekst is langer dan %(limit_value)d tekens. Maak hem korter."),
        },
        widget=forms.Textarea,
    )
    minor = AnswerField(
        label=gettext_lazy("Is er misschien iemand onder de 18 bij betrokken?"),
        help_text=gettext_lazy(
            "Twijfelt u? Kies dan ‘Misschien’. Dan vragen wij de aandachtsfunctionaris om er binnen een uur naar te kijken."
        ),
        answers=MAYBE,
        required=False,
    )
    observed_on = forms.DateField(
        label=gettext_lazy("Op welke dag was dit?"),
        help_text=gettext_lazy("Ongeveer is goed."),
        required=False,
        error_messages={"invalid": gettext_lazy("Dit is geen dag. Schrijf hem als 2026-02-03.")},
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Soort"), required=False)
    value = forms.CharField(
        label=gettext_lazy("Zoals u het hoorde"),
        max_length=LONGEST_MENTION,
        required=False,
        error_messages={"max_length": gettext_lazy("Dit is langer dan %(limit_value)d tekens. Zet de rest in de tekst.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    card = forms.ChoiceField(label=gettext_lazy("Ander werk of een andere plek?"), required=False)

    def __init__(
        self,
        *,
        typed: Typed,
        sending: bool,
        rows: Sequence[str],
        cards: Choices,
        municipalities: Choices,
        earlier: list[PassedOn],
        source: str = "",
    ) -> None:
        """`rows`: the indicators asked about. `municipalities`: empty when the reporter works for one.

        `earlier`: for whom the reporter wrote a signal down before. `source`: the kind of organisation whose data may be
        given only as a provision or on a basis.
        """
        self.source = source
        filled = _filled(typed)
        super().__init__(data=filled if sending else None, initial=filled)
        self.fields["kind"].choices = kinds()  # type: ignore[attr-defined]
        self.fields["card"].choices = cards  # type: ignore[attr-defined]
        self.fields["observed_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        if municipalities:
            self.fields["municipality"] = municipality_field(municipalities)
        self.offer_another(earlier)
        if source:
            self.fields.update(provenance_fields(source))
        content = pack()
        for code in rows:
            if row := content.observable(code):
                self.fields[f"{ANSWER_PREFIX}{code}"] = AnswerField(label=say(row.text), answers=SEEN, required=False)

    provenance: Provenance | None = None

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if self.source:
            self.provenance = provenance_in(self, self.source)
        return given

    @property
    def came(self) -> list[Any]:
        """The fields that say on what basis this is given; none for most reporters."""
        return [self[f"{self.source}_{part}"] for part in PARTS] if self.source else []

    def clean_observed_on(self) -> date:
        day: date = self.cleaned_data["observed_on"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Kies de dag waarop u het zag of hoorde."))
        return day

    def clean_value(self) -> str:
        value: str = self.cleaned_data["value"]
        if holds_citizen_number(value):
            raise forms.ValidationError(_("Dit lijkt een burgerservicenummer. Dat mag hier niet staan. Haal het weg."))
        return value

    def refuse(self, field: str, text: str) -> None:
        """What the action found, at the place where it can be mended."""
        if field.startswith("provenance"):
            part = field.partition(".")[2] or PARTS[0]
            self.add_error(f"{self.source}_{part}" if self.source else None, text)
            return
        place = {"narrative": "narrative", "observed_on": "observed_on", "noticer.reach": "reach"}.get(field)
        self.add_error(place or ("value" if field.startswith("mentions") else None), text)

    def keep_faults_of(self, name: str) -> None:
        """While somebody is still typing only the line that is being added is judged."""
        for other in [field for field in self.errors if field != name]:
            del self.errors[other]

    def rows(self, codes: Sequence[str]) -> list[Any]:
        """The bound fields of these indicators."""
        return [self[f"{ANSWER_PREFIX}{code}"] for code in codes if f"{ANSWER_PREFIX}{code}" in self.fields]


def kinds() -> Choices:
    return [(kind.code, say(kind.text)) for kind in pack().mention_kinds.values()]


def municipality_field(municipalities: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Voor welke gemeente is dit signaal?"),
        help_text=_("De gemeente waar u het zag. Alleen die gemeente leest uw signaal."),
        choices=[("", _("Kies een gemeente")), *municipalities],
        error_messages={"required": _("Kies de gemeente waar u het zag.")},
    )


def _filled(typed: Typed) -> dict[str, Any]:
    answers = {f"{ANSWER_PREFIX}{code}": answer for code, answer in typed.answers.items()}
    return {**{name: getattr(typed, name) for name in TEXTS}, **answers, **typed.came}
