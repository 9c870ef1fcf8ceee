"""The privacy officer's page: is the trail whole, what was refused, opened, taken away and sent; what asks to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.sharing import queries as sharing
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.audit import actions as audit
from schakel.ground.audit.queries import EntryRow, ProcessingRow, processing_of
from schakel.ground.breakglass import queries as breakglass
from schakel.ground.database.actor import Actor
from schakel.ground.ui import parts
from schakel.site import anchoring
from schakel.site.oversight import PERIOD, Oversight, gather
from schakel.site.pages.trail_words import words

MOST_ENTRIES = 20_000
"""How many entries at the end the page verifies while somebody waits; all of them is for `schakel work`, once a day."""


class SubjectForm(forms.Form):
    """The number that the processing log gives a person: sixteen signs; no name is ever asked here."""

    named = forms.RegexField(
        regex=r"^\s*(?:[0-9a-fA-F]{16}|[0-9a-fA-F-]{36})\s*$",
        label=gettext_lazy("Nummer van de persoon in het logboek"),
        help_text=gettext_lazy("Zestien tekens. Typ hier geen naam en geen burgerservicenummer."),
        error_messages={
            "required": gettext_lazy("Typ het nummer."),
            "invalid": gettext_lazy("Dit is geen nummer uit het logboek. Het heeft zestien tekens: 0 tot en met 9 en a tot en met f."),
        },
        max_length=60,
    )  # fmt: skip


@page(may="audit.verify")
def oversight(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    if request.POST.get("do") == "verify":
        _verify(request, viewer)
        return redirect("oversight")
    now = timezone.now()
    form = SubjectForm(request.POST if request.POST.get("do") == "search" else None)
    lines = (
        processing_of(viewer=viewer, named=form.cleaned_data["named"]) if form.is_bound and form.is_valid() else None
    )
    if lines is not None:
        audit.record(
            "processing.searched", by=viewer, organisation=viewer.organisation, object_kind="processing", object_id=None,
            facts={"lines": len(lines)},
        )  # fmt: skip
    found = gather(viewer, now)
    context = {
        "found": found,
        "notices": breakglass.notices(viewer=viewer),
        "whole": _whole(viewer, found.verified),
        "anchor_late": found.anchored.kept and found.anchored.late(now),
        "rights": [{"row": row, "late": row.due <= timezone.localdate()} for row in found.reviewed],
        "held": len(sharing.acceptances(viewer=viewer)),
        "days": PERIOD.days,
        "refused": _table(_("Geweigerd"), found.refused),
        "out": _table(_("Naar buiten gegaan"), found.out),
        "went": _table(_("Weg na de termijn"), found.went),
        "proofs": _proofs(found),
        "form": form,
        "lines": _lines(lines) if lines is not None else None,
    }
    return render(request, "site/oversight.html", context, status=422 if form.errors else 200)


def _verify(request: HttpRequest, viewer: Actor) -> None:
    anchors = anchoring.read(viewer.organisation).anchors
    found = audit.check_trail(by=viewer, anchors=anchors, last=MOST_ENTRIES)
    if found.faults:
        text = _("Het spoor is niet heel. Meld dit als beveiligingsincident.")
        messages.error(request, text)
    else:
        messages.success(request, _("Nagegaan: het spoor is heel (%(n)s regels).") % {"n": parts.number(found.read)})


def _whole(viewer: Actor, last: EntryRow | None) -> dict[str, object] | None:
    """What the last look at the trail found, when, and by whom."""
    if last is None:
        return None
    names = {person.id: person.name for person in accounts.people(viewer)}
    return {
        "faults": last.facts.get("faults", 0),
        "read": parts.number(int(last.facts.get("entries", 0))),
        "all": bool(last.facts.get("whole")),
        "at": last.at,
        "by": names.get(last.actor, "") if last.actor else _("het systeem"),
    }


def _table(caption: str, found: Mapping[str, int]) -> parts.Table | None:
    rows = [(words(kind), parts.number(times)) for kind, times in sorted(found.items(), key=lambda one: -one[1])]
    return parts.Table(caption, (_("Wat"), _("Hoe vaak")), rows, numbers=(1,)) if rows else None


def _proofs(found: Oversight) -> parts.Table | None:
    rows = [(parts.moment(one.at), words(one.kind), *_gone(one)) for one in found.proofs]
    columns = (_("Wanneer"), _("Wat"), _("Hoeveel"), _("Van voor"))
    return parts.Table(_("Bewijs van vernietiging"), columns, rows, numbers=(2,)) if rows else None


def _gone(one: EntryRow) -> tuple[str, str]:
    before = str(one.facts.get("before", ""))
    try:
        said = parts.day(datetime.fromisoformat(before).date())
    except ValueError:
        said = "–"
    return parts.number(int(one.facts.get("gone", 0))), said


def _lines(found: list[ProcessingRow]) -> parts.Table | None:
    rows = [(parts.moment(one.start_time), words(one.name), one.processing_activity_id) for one in found]
    return parts.Table(_("Verwerkingen"), (_("Wanneer"), _("Wat"), _("Verwerking")), rows) if rows else None
