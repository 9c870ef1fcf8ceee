"""The lines that could not go in, as a file of the kind that came in: mend them and read that file in again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.casework.intake import queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.audit import actions as audit

TYPES = {
    "jsonl": "application/x-ndjson; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@page(may="import.signals")
def returned_lines(request: HttpRequest) -> HttpResponse:
    actor = acting_person(request)
    read = queries.read_list(viewer=actor)
    if read is None or not read.bad:
        raise Http404
    english = (get_language() or "nl").startswith("en")
    content = queries.returned(
        read.kind, read.bad, headings=read.headings, comma=read.comma, say=lambda fault: fault.said(_), english=english
    )
    audit.record(
        "list.returned", by=actor, organisation=actor.organisation, object_kind="import", object_id=None,
        facts={"lines": len(read.bad), "kind": read.kind},
    )  # fmt: skip
    name = "verbeteren" if not english else "to-mend"
    return HttpResponse(
        content,
        content_type=TYPES[read.kind],
        headers={"Content-Disposition": f'attachment; filename="{name}.{read.kind}"'},
    )
