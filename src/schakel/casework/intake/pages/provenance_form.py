"""On what basis data of police, bank or healthcare is given: three fields, for the desk and for a file alike."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake import queries
from schakel.casework.intake.pages.wording import say
from schakel.casework.intake.rules import Provenance
from schakel.casework.intake.rules.provenance import LONGEST_REFERENCE

PARTS = ("basis", "reference", "date")
KINDS = {
    "police": gettext_lazy("Politie"),
    "bank": gettext_lazy("Bank"),
    "healthcare": gettext_lazy("Zorg"),
}


def provenance_fields(kind: str) -> dict[str, forms.Field]:
    """`police_basis`, `police_reference`, `police_date` and so on; all may stay empty, the rule judges what is needed."""
    police = kind == "police"
    bases = [(one.code, _basis(one)) for one in queries.bases_for(kind)]
    return {
        f"{kind}_basis": forms.ChoiceField(
            label=_("Artikel van de verstrekking") if police else _("Grondslag"),
            choices=[("", _("Kies")), *bases],
            required=False,
        ),
        f"{kind}_reference": forms.CharField(
            label=_("Nummer van de verstrekking") if police else _("Nummer waaronder dit is vastgelegd"),
            max_length=LONGEST_REFERENCE,
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        ),
        f"{kind}_date": forms.DateField(
            label=_("Dag van de verstrekking") if police else _("Dag waarop het is gegeven"),
            required=False,
            error_messages={"invalid": _("Dit is geen dag. Schrijf hem als 2026-02-03.")},
            widget=forms.DateInput(attrs={"type": "date"}),
        ),
    }


def provenance_in(form: forms.Form, kind: str) -> Provenance | None:
    """What was filled in for this kind; None when nothing was. A part that is missing is told at its field."""
    given: dict[str, Any] = {part: form.cleaned_data.get(f"{kind}_{part}") for part in PARTS}
    if not any(given.values()):
        return None
    missing = {
        "basis": _("Kies waarop dit is gegeven."),
        "reference": _("Vul het nummer in waaronder dit is vastgelegd."),
        "date": _("Vul de dag in."),
    }
    for part, text in missing.items():
        if not given[part] and f"{kind}_{part}" not in form.errors:
            form.add_error(f"{kind}_{part}", text)
    if not all(given.values()):
        return None
    return Provenance(given["basis"], given["reference"], given["date"])


def _basis(one: Any) -> str:
    return f"{say(one.text)} ({_('nog te controleren')})" if one.to_be_verified else say(one.text)
