"""The file itself. A picture opens in the browser, shut in so that nothing in it can act; everything else is a copy."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from schakel.casework.intake import queries
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.refusal import Refused

_SHUT_IN = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
_DRAWN_BY_THE_BROWSER = f"style-src 'unsafe-inline'; {_SHUT_IN}"  # its own page around a picture has a style of its own


@page(may="signal.handle")
@require_GET
def attachment_content(request: HttpRequest, attachment: UUID, copy: bool = False) -> HttpResponse:
    opened = queries.open_attachment(viewer=acting_person(request), attachment=attachment)
    if opened is None:
        raise Refused("attachment.not_open", _("Dit bestand is er niet."), as_not_found=True)
    shown = opened.media_type.startswith("image/") and not copy
    answer = HttpResponse(opened.content, content_type=opened.media_type)
    answer["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{opened.name}"'
    answer["Content-Security-Policy"] = _DRAWN_BY_THE_BROWSER if shown else _SHUT_IN
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    return answer
