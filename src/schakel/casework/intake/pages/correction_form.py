"""Putting right what stands in a signal: another text or kind, nothing at all, or something more. Always with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.casework.intake.actions.correcting import LONGEST_REASON
from schakel.casework.intake.pages import wording
from schakel.casework.intake.queries import MentionRow
from schakel.casework.intake.rules import CORRECTED, REMOVED
from schakel.engines.exchange.shape import LONGEST_MENTION
from schakel.ground.content.queries import pack
from schakel.ground.ui.parts import Answer, AnswerField


class CorrectionForm(forms.Form):
    """`seen`: how many corrections the signal had as its reader knew it. `what` is asked of what stands there already."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    what = AnswerField(
        label=_("Wat klopt er niet?"),
        answers=[
            Answer(CORRECTED, _("Er moet iets anders staan")),
            Answer(REMOVED, _("Het hoort hier niet"), _("Het verbindt dan niets meer. In de geschiedenis blijft het staan.")),
        ],
        error_messages={"required": _("Kies wat er niet klopt.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Soort"))
    value = forms.CharField(
        label=_("Naam, adres of nummer"),
        max_length=LONGEST_MENTION,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Hoe weet u dit?"),
        help_text=_("Eén zin is genoeg. De melder leest dit niet."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom. Eén zin is genoeg.")},
    )

    def __init__(self, data: Any, *, about: MentionRow | None, seen: int) -> None:
        """`about`: what stands there, or stood there before it was removed; None to add something."""
        given = {"seen": seen, "kind": about.kind, "value": about.value} if about else {"seen": seen}
        super().__init__(data, initial=given, prefix="verbeter")
        kinds = [(code, wording.mention_kind(code)) for code in pack().mention_kinds]
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = kinds if about else [("", _("Kies een soort")), *kinds]
        if about is None:
            del self.fields["what"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("what") != REMOVED and not (given.get("value") or "").strip():
            self.add_error("value", _("Schrijf op wat er moet staan."))
        return given
