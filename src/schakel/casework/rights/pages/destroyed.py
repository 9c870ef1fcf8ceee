"""Proof that terms are carried out: what went, how many, when and by which rule. On the screen, and as a file."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from schakel.casework.rights.figures import Gone, destroyed
from schakel.casework.rights.pages import wording
from schakel.ground.accounts.access import acting_person
from schakel.ground.accounts.access import page as gate
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.ui import parts


@gate(may="trail.read")
def destroyed_list(request: HttpRequest) -> HttpResponse:
    rows = _read(acting_person(request))
    table = parts.Table(
        caption=_("Wat weg is, nieuwste eerst"),
        columns=(_("Dag"), _("Wat"), _("Hoeveel"), _("Regel")),
        rows=[(parts.day(one.on), _kind(one.kind), str(one.many), _rule(one.rule)) for one in rows],
        numbers=(2,),
    )
    return render(request, "rights/destroyed.html", {"table": table, "any": bool(rows)})


@gate(may="trail.read")
def destroyed_file(request: HttpRequest) -> HttpResponse:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["dag", "wat", "hoeveel", "regel"])
    writer.writerows([one.on.isoformat(), one.kind, one.many, one.rule] for one in _read(acting_person(request)))
    answer = HttpResponse(made.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="vernietigd.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _read(viewer: Actor) -> list[Gone]:
    audit.record(
        "destruction.read", by=viewer, organisation=viewer.organisation, object_kind="trail", object_id=None,
        activity="data_request",
    )  # fmt: skip
    return destroyed(viewer=viewer)


def _kind(code: str) -> str:
    return {
        "signal": _("Signaal, met alles erbij"),
        "cleared_signal": _("Persoon uit signaal gehaald"),
        "disclosure": _("Brief"),
        "hit": _("Verwant signaal elders"),
        "draft": _("Concept"),
        "cleared_draft": _("Persoon uit concept gehaald"),
        "account": _("Naam uit oud account"),
        "data_request": _("Verzoek van een persoon"),
        "view": _("Bewaarde lijst"),
        "notice": _("Vastlegging van informeren"),
    }.get(code, code)


def _rule(code: str) -> str:
    return wording.say(pack().retention[code].text) if code in pack().retention else code
