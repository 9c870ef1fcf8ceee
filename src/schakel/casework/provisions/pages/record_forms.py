"""The form of one record: a day, and a field for each kind of data that this track may hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.casework.provisions.pages import wording
from schakel.casework.provisions.rules import Field

LONGEST = 4_000
DAY = {"required": _("Vul de dag in."), "invalid": _("Schrijf de dag als 24-11-2026.")}


def past(day: date) -> None:
    if day > timezone.localdate():
        raise forms.ValidationError(_("Deze dag moet nog komen."))


class RecordForm(forms.Form):
    """`kinds`: codes of the content pack, each a field of its own; at least one is filled."""

    happened_on = forms.DateField(
        label=_("Op welke dag?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=DAY,
        validators=[past],
    )

    def __init__(self, *args: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        for code in kinds:
            self.fields[code] = forms.CharField(
                label=wording.kind(code), required=False, max_length=LONGEST, widget=forms.Textarea
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(str(given.get(code, "")).strip() for code in self.kinds):
            raise forms.ValidationError(_("Schrijf minstens één ding op."))
        return given

    def written(self) -> list[Field]:
        return [Field(code, str(self.cleaned_data.get(code, ""))) for code in self.kinds]

    def asked(self) -> list[forms.BoundField]:
        return [self[code] for code in self.kinds]
