"""Earlier signals from a list: look first what can go in and what not, with line, column and reason; then take it in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.casework.intake import actions, queries
from schakel.casework.intake.pages import wording
from schakel.casework.intake.pages.import_form import FileForm
from schakel.casework.intake.pages.provenance_form import KINDS
from schakel.casework.intake.rules.lists import ReadList
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.ui.parts import Table, number

MOST_FAULTS = 50


@page(may="import.signals")
def import_signals(request: HttpRequest) -> HttpResponse:
    """Taking in goes on a slice at a time, each time this page is opened: also without script, and after a restart."""
    actor, do = acting_person(request), request.POST.get("do", "")
    if do == "again":
        actions.drop_draft(by=actor, kind="file")
        return redirect("import-signals")
    if do == "take" and actions.begin_list(by=actor) is None:
        return redirect("import-signals")
    if do != "look":
        under_way = actions.go_on_with_list(by=actor, municipality=_own(actor))
        request.follow_up = under_way is not None  # type: ignore[attr-defined]
        if under_way and not under_way.finished:
            return render(request, "intake/import_signals.html", _under_way(under_way))
        if under_way and request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Refresh": "true"})
    return _shown(request, actor, looking=do == "look")


def _shown(request: HttpRequest, actor: Actor, *, looking: bool) -> HttpResponse:
    """The form, and what became of the list that was chosen last."""
    form = FileForm(request.POST if looking else None, request.FILES if looking else None, municipality=_own(actor))
    if form.is_bound and form.is_valid():
        actions.keep_list(by=actor, read=form.read)
        form = FileForm(municipality=_own(actor), wanted=_wanted(form.read))
        looked = True
    else:
        looked = False
    read = queries.read_list(viewer=actor)
    context = {"form": form, "columns": columns(), "looked": looked, **(_read(read) if read else {})}
    return render(request, "intake/import_signals.html", context, status=422 if form.errors else 200)


def _under_way(read: ReadList) -> dict[str, Any]:
    text = ngettext(
        "%(done)s van de %(count)s regels is ingelezen.", "%(done)s van de %(count)s regels zijn ingelezen.", read.done
    )
    return {"under_way": text % {"done": number(read.done), "count": number(len(read.good))}, "name": read.name}


def _read(read: ReadList) -> dict[str, Any]:
    bad = [(row.line, fault) for row in read.bad for fault in row.faults]
    count, undated = len(read.good), read.undated
    ready = ngettext("%(count)s signaal kan erin", "%(count)s signalen kunnen erin", count) % {"count": number(count)}
    without = ngettext(
        "Bij %(count)s signaal staat niet wanneer het binnenkwam. De bewaartermijn begint dan vandaag.",
        "Bij %(count)s signalen staat niet wanneer ze binnenkwamen. De bewaartermijn begint dan vandaag.",
        undated,
    )
    return {
        "read": read,
        "ready": ready,
        "undated": without % {"count": number(undated)} if undated else "",
        "notes": [note.said(_) for note in read.notes],
        "refused": len(read.bad),
        "faults": fault_table(bad),
        "more_faults": max(len(bad) - MOST_FAULTS, 0),
        "new": wording.signals(read.new),
        "known": wording.signals(read.known),
    }


def fault_table(bad: list[tuple[int, actions.Fault]]) -> Table | None:
    if not bad:
        return None
    rows = [
        [_("Regel %(line)s") % {"line": number(line)}, _column(fault.field), fault.said(_)]
        for line, fault in bad[:MOST_FAULTS]
    ]
    return Table(_("Wat er niet in kan, en waarom"), [_("Waar"), _("Kolom"), _("Reden")], rows)


def _column(field: str) -> str:
    """The heading in the file, or the field of the format; where the data came from stands in no column."""
    if field.startswith("provenance"):
        return _("Herkomst")
    return field or _("hele regel")


def columns() -> Table:
    """The headings that a spreadsheet may have."""
    content = pack()
    rows = [[wording.say(one.text), ", ".join(one.headings)] for one in content.columns.values()]
    rows += [[wording.say(kind.text), ", ".join(kind.headings)] for kind in content.mention_kinds.values()]
    return Table(_("Koppen die wij kennen"), [_("Kop"), _("Mag ook zo heten")], rows)


def _wanted(read: ReadList) -> frozenset[str]:
    """Kinds of organisation of which a line stayed out because nothing says on what basis it came."""
    kept_out = [row for row in read.bad if row.signal and any(one.code == "provenance" for one in row.faults)]
    return frozenset(row.signal.organisation_kind for row in kept_out if row.signal) & KINDS.keys()


def _own(actor: Actor) -> str:
    return actor.municipality or ""
