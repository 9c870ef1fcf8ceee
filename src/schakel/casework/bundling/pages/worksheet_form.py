"""The rows of one dimension as a form: yes, no or not known, and why. Nothing is answered beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from schakel.casework.bundling.actions import SheetAnswer
from schakel.casework.bundling.pages.sheet_parts import STRENGTHS, proposed
from schakel.casework.bundling.pages.wording import say
from schakel.casework.bundling.queries import SheetLine
from schakel.casework.bundling.rules import asks_reason
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts

LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row on the page: two fields, and what is proposed. `again`: its answer rests on a signal that left."""

    answer: BoundField
    reason: BoundField
    strength: str
    proposals: list[str]
    again: bool


class WorksheetForm(forms.Form):
    """`lines`: the rows of one dimension. A proposal stands in the reason, ready to be altered; the answer is open."""

    def __init__(self, data: Any, *, lines: Mapping[str, SheetLine]) -> None:
        self.lines = lines
        super().__init__(data, initial=_before(lines))
        for code in lines:
            self.fields[f"{code}-answer"] = parts.AnswerField(
                label=say(pack().ilo[code].text),
                answers=[
                    parts.Answer("yes", _("Ja")),
                    parts.Answer("no", _("Nee")),
                    parts.Answer("unknown", _("Onbekend")),
                ],
                required=False,
            )
            self.fields[f"{code}-reason"] = forms.CharField(
                label=_("Waarom?"),
                max_length=LONGEST_REASON,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for code in self.lines:
            answer, reason = given.get(f"{code}-answer", ""), (given.get(f"{code}-reason") or "").strip()
            if not answer and reason and reason != self.initial[f"{code}-reason"]:
                self.add_error(f"{code}-answer", _("Kies ja, nee of onbekend. Dan bewaren wij ook uw reden."))
            if asks_reason(answer) and not reason:
                self.add_error(f"{code}-reason", _("Schrijf op waarom. Eén zin is genoeg."))
        return given

    def rows(self) -> list[Row]:
        return [
            Row(
                self[f"{code}-answer"],
                self[f"{code}-reason"],
                str(STRENGTHS[line.strength]),
                proposed(line.proposals),
                bool(line.answer and line.answer.stale),
            )
            for code, line in self.lines.items()
        ]

    def given(self) -> dict[str, SheetAnswer]:
        """What was answered anew or otherwise than before."""
        found = {}
        for code, line in self.lines.items():
            one = SheetAnswer(self.cleaned_data[f"{code}-answer"], self.cleaned_data[f"{code}-reason"].strip())
            before = line.answer
            same = before and not before.stale and (before.answer, before.reason) == (one.answer, one.reason)
            if one.answer and not same:
                found[code] = one
        return found


def _before(lines: Mapping[str, SheetLine]) -> dict[str, str]:
    """The last answer; else the proposal as a reason, with no answer."""
    initial: dict[str, str] = {}
    for code, line in lines.items():
        holds = line.answer and not line.answer.stale
        initial[f"{code}-answer"] = line.answer.answer if line.answer and holds else ""
        initial[f"{code}-reason"] = line.answer.reason if line.answer else " ".join(proposed(line.proposals))
    return initial
