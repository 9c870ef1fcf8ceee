"""Choosing another due date for a signal, with the reason."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake import actions, queries
from schakel.casework.intake.actions.due import fault_text
from schakel.casework.intake.rules import due_fault
from schakel.ground.database.actor import Actor
from schakel.ground.ui.parts import Step, moment

END_OF_DAY = time(17, 0)


class DueForm(forms.Form):
    """`offered`: the signal asks for a next step, so a date can be chosen."""

    day = forms.DateField(
        label=gettext_lazy("Uiterlijk op"), widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Kies een dag."), "invalid": gettext_lazy("Schrijf de dag als dag, maand, jaar.")},
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Waarom deze dag?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("De oude dag en uw reden blijven bij het signaal staan."),
        error_messages={"required": gettext_lazy("Schrijf op waarom. Eén zin is genoeg.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, row: queries.ListedSignal) -> None:
        super().__init__(data, prefix="due")
        self.row = row
        self.offered = row.due_at is not None

    def clean_day(self) -> datetime:
        day: date = self.cleaned_data["day"]
        due = timezone.make_aware(datetime.combine(day, END_OF_DAY))
        row, now = self.row, timezone.now()
        wrong = due_fault(row.state, due, now=now, due=row.due_at, minor=row.minor, danger=row.danger)
        if wrong:
            raise forms.ValidationError(fault_text(wrong))
        return due

    def carry_out(self, by: Actor) -> None:
        actions.set_due(by=by, signal=self.row.id, due=self.cleaned_data["day"], reason=self.cleaned_data["why"])


def among(history: list[Step], row: queries.SignalRow, names: dict[UUID, str]) -> list[Step]:
    """The history with each chosen date in its place, by whom and why."""
    found = [(step.when.timestamp() if isinstance(step.when, datetime) else 0.0, step) for step in history]
    for one in row.dues:
        who = names.get(one.by, "") if one.by else ""
        said = _("Uiterlijk op %(moment)s") % {"moment": moment(one.due)}
        found.append((one.at.timestamp(), Step(said, "done", ": ".join(filter(None, (who, one.reason))), one.at)))
    return [step for _at, step in sorted(found, key=lambda pair: pair[0])]
