"""The log of provisions (Wpg art. 32) for the privacy officer: who got what when. No content stands here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.provisions import queries
from schakel.casework.provisions.pages import wording
from schakel.casework.provisions.queries import DueRow
from schakel.casework.provisions.rules import AUDITS, TERM_OF, WHY
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts


@page(may="provision.audit")
def provision_log(request: HttpRequest) -> HttpResponse:
    viewer = acting_person(request)
    rows = queries.log(viewer=viewer)
    audit.record(
        "provision.log_read", by=viewer, organisation=viewer.organisation, object_kind="provision_log", object_id=None
    )
    names = {person.id: person.name for person in accounts.people(viewer)}
    table = parts.Table(
        caption=_("Wie kreeg wat, nieuwste eerst"),
        columns=(_("Wanneer"), _("Wat"), _("Van"), _("Aan"), _("Soort"), _("Grondslag"), _("Wie")),
        rows=[
            (
                parts.moment(row.at),
                f"{wording.act(row.act)}: {_(WHY[row.why])}" if row.why else wording.act(row.act),
                wording.party(row.giver),
                wording.party(row.recipient),
                wording.kinds(row.kinds) or _("Staat in het signaal"),
                wording.law(row.basis),
                (names.get(row.by) or _("Een collega")) if row.by else _("Het systeem"),
            )
            for row in rows
        ],
    )
    due = [_due(row) for row in queries.audits_due(viewer=viewer, today=timezone.localdate())]
    return render(request, "provisions/provision_log.html", {"table": table, "due": due})


def _due(row: DueRow) -> dict[str, object]:
    """When, in words; the term itself is content, and says how sure it is."""
    return {
        "name": _(AUDITS[row.kind]),
        "on": row.on,
        "late": row.late,
        "term": wording.say(pack().retention[TERM_OF[row.kind]].text),
        "unverified": pack().retention[TERM_OF[row.kind]].to_be_verified,
    }
