"""What we ask when somebody reads in a list: the file, and on what basis data of police, bank or healthcare came."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake import queries
from schakel.casework.intake.pages.provenance_form import KINDS, PARTS, provenance_fields, provenance_in
from schakel.casework.intake.queries import FileRefused
from schakel.casework.intake.rules.lists import ReadList
from schakel.ground.ui.parts import number

MOST_ROWS = 2000
MOST_BYTES = 5 * 1024 * 1024


class FileForm(forms.Form):
    """`read` is the list, once the form is valid. `wanted`: kinds of organisation of which lines stayed out."""

    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("Een lijst die eindigt op .jsonl, .csv of .xlsx, met één signaal op een regel."),
        error_messages={
            "required": gettext_lazy("Kies een bestand."),
            "empty": gettext_lazy("Dit bestand is leeg. Kies een ander."),
        },
        widget=forms.FileInput(attrs={"accept": ".jsonl,.ndjson,.csv,.xlsx"}),
    )

    read: ReadList

    def __init__(self, *args: Any, municipality: str, wanted: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality, self.wanted = municipality, wanted
        for kind in KINDS:
            self.fields.update(provenance_fields(kind))

    def clean(self) -> dict[str, Any]:
        given = {kind: provenance_in(self, kind) for kind in KINDS}
        file = self.cleaned_data.get("file")
        if file is not None and not self.errors:
            try:
                self.read = self._read(file, {kind: one for kind, one in given.items() if one})
            except FileRefused as refused:
                self.add_error("file", refused.fault.said(_))
        return self.cleaned_data

    def _read(self, file: Any, provenances: queries.Provenances) -> ReadList:
        if file.size > MOST_BYTES:
            raise FileRefused(_("Dit bestand is groter dan 5 MB. Verdeel het over meer bestanden."))
        read = queries.read_file(file.name, file.read())
        if not read.rows:
            raise FileRefused(_("In dit bestand staat geen signaal. Kies een ander."))
        if len(read.rows) > MOST_ROWS:
            text = _("Dit bestand heeft meer dan %(most)s regels. Verdeel het over meer bestanden.")
            raise FileRefused(text, most=number(MOST_ROWS))
        rows = queries.judged(read.rows, municipality=self.municipality, provenances=provenances)
        return ReadList.of(file.name[:100], read, rows, provenances)

    @property
    def sources(self) -> list[dict[str, Any]]:
        """The fields of each kind of organisation, open where something is asked or wrong."""
        return [
            {
                "label": label,
                "fields": [self[f"{kind}_{part}"] for part in PARTS],
                "open": kind in self.wanted or any(f"{kind}_{part}" in self.errors for part in PARTS),
            }
            for kind, label in KINDS.items()
        ]
