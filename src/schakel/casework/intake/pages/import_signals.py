"""Earlier signals from a list: look first what can go in and what not, with line, field and reason; then take it in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schakel.casework.intake import actions, queries
from schakel.casework.intake.pages import wording
from schakel.casework.intake.queries import FileRefused, ReadRow
from schakel.casework.intake.rules.exchange import read_object, write_object
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.ui.parts import Table, number

DRAFT = "file"
MOST_ROWS = 2000
MOST_BYTES = 5 * 1024 * 1024
MOST_FAULTS = 50


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("Een lijst die eindigt op .jsonl, .csv of .xlsx, met één signaal op een regel."),
        error_messages={
            "required": gettext_lazy("Kies een bestand."),
            "empty": gettext_lazy("Dit bestand is leeg. Kies een ander."),
        },
        widget=forms.FileInput(attrs={"accept": ".jsonl,.ndjson,.csv,.xlsx"}),
    )

    rows: list[ReadRow]

    def __init__(self, *args: Any, municipality: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality = municipality

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Dit bestand is groter dan 5 MB. Verdeel het over meer bestanden."))
        try:
            self.rows = queries.judged(queries.read_file(file.name, file.read()), municipality=self.municipality)
        except FileRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        if not self.rows:
            raise forms.ValidationError(_("In dit bestand staat geen signaal. Kies een ander."))
        if len(self.rows) > MOST_ROWS:
            raise forms.ValidationError(
                _("Dit bestand heeft meer dan %(most)s regels. Verdeel het over meer bestanden.")
                % {"most": number(MOST_ROWS)}
            )
        return file


@page(may="import.signals")
def import_signals(request: HttpRequest) -> HttpResponse:
    actor = acting_person(request)
    do = request.POST.get("do", "")
    if do == "take":
        return _taken(request, actor)
    if do == "again":
        actions.drop_draft(by=actor, kind=DRAFT)
        return redirect("import-signals")
    form = FileForm(request.POST or None, request.FILES or None, municipality=_own(actor))
    if form.is_bound and form.is_valid():
        return _looked_at(request, actor, form)
    waiting = queries.draft(viewer=actor, kind=DRAFT)
    context = {"form": form, "columns": columns(), "waiting": waiting, **_ready(waiting.typed if waiting else {})}
    return render(request, "intake/import_signals.html", context, status=422 if form.errors else 200)


def _looked_at(request: HttpRequest, actor: Actor, form: FileForm) -> HttpResponse:
    """What can go in is kept, sealed and for this person only, until they say so."""
    good = [row for row in form.rows if not row.faults]
    typed = {
        "name": form.cleaned_data["file"].name[:100],
        "rows": [
            {"line": row.line, "row": write_object(row.sender_id, row.signal, row.reported_at)}
            for row in good
            if row.signal is not None
        ],
    }
    actions.drop_draft(by=actor, kind=DRAFT)
    if good:
        actions.keep_draft(by=actor, kind=DRAFT, typed=typed)
    bad = [(row.line, fault) for row in form.rows for fault in row.faults]
    context = {
        "form": form,
        "columns": columns(),
        "waiting": queries.draft(viewer=actor, kind=DRAFT),
        "looked": True,
        "faults": fault_table(bad),
        "refused": sum(1 for row in form.rows if row.faults),
        "more_faults": max(len(bad) - MOST_FAULTS, 0),
        **_ready(typed),
    }
    return render(request, "intake/import_signals.html", context)


def _taken(request: HttpRequest, actor: Actor) -> HttpResponse:
    waiting = queries.draft(viewer=actor, kind=DRAFT)
    if waiting is None:
        return redirect("import-signals")
    rows = [_row(kept) for kept in waiting.typed["rows"]]
    result = actions.import_signals(by=actor, municipality=_own(actor), rows=rows)
    actions.drop_draft(by=actor, kind=DRAFT)
    bad = [(row.line, fault) for row in result.refused for fault in row.faults]
    context = {
        "form": FileForm(municipality=_own(actor)),
        "columns": columns(),
        "result": result,
        "new": wording.signals(result.new),
        "known": wording.signals(result.known),
        "faults": fault_table(bad),
        "refused": len(result.refused),
    }
    return render(request, "intake/import_signals.html", context)


def fault_table(bad: list[tuple[int, actions.Fault]]) -> Table | None:
    if not bad:
        return None
    rows = [[number(line), fault.field or _("hele regel"), fault.text] for line, fault in bad[:MOST_FAULTS]]
    return Table(_("Wat er niet in kan, en waarom"), [_("Regel"), _("Veld"), _("Reden")], rows, numbers=(0,))


def columns() -> Table:
    """The headings that a spreadsheet may have."""
    content = pack()
    rows = [[wording.say(one.text), ", ".join(one.headings)] for one in content.columns.values()]
    rows += [[wording.say(kind.text), ", ".join(kind.headings)] for kind in content.mention_kinds.values()]
    return Table(_("Koppen die wij kennen"), [_("Kop"), _("Mag ook zo heten")], rows)


def _ready(typed: dict[str, Any]) -> dict[str, Any]:
    count = len(typed.get("rows", ()))
    text = ngettext("%(count)s signaal kan erin", "%(count)s signalen kunnen erin", count) % {"count": number(count)}
    return {"ready": text, "ready_count": count, "name": typed.get("name", "")}


def _row(kept: dict[str, Any]) -> ReadRow:
    exchanged, wrong = read_object(kept["row"])
    if exchanged is None:
        return ReadRow(kept["line"], "", faults=tuple(wrong))
    return ReadRow(kept["line"], exchanged.sender_id, exchanged.signal, exchanged.reported_at)


def _own(actor: Actor) -> str:
    return actor.municipality or ""
