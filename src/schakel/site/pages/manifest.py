"""How a phone installs Schakel: a name, a colour, our rings, and the desk as the first page. Nothing is kept on the phone."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.ground.accounts.access import page

BAND, GROUND = "#0d3b42", "#eef3f1"
SIDES = (192, 512)


@page(public=True)
def manifest(request: HttpRequest) -> HttpResponse:
    told = {
        "id": "/",
        "name": _("Schakel oefenen") if settings.DEMO else "Schakel",
        "short_name": "Schakel",
        "description": _("Geef door wat u zag of hoorde."),
        "lang": "nl",
        "dir": "ltr",
        "start_url": reverse("register-signal"),
        "scope": "/",
        "display": "standalone",
        "theme_color": BAND,
        "background_color": GROUND,
        "icons": [*(icon(side, "any") for side in SIDES), *(icon(side, "maskable") for side in SIDES)],
        "shortcuts": [
            {"name": _("Signaal doorgeven"), "url": reverse("register-signal")},
            {"name": _("Mijn signalen"), "url": reverse("my-signals")},
        ],
    }
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/manifest+json")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def icon(side: int, purpose: str) -> dict[str, str]:
    name = f"icon-{side}.png" if purpose == "any" else f"icon-maskable-{side}.png"
    return {"src": static(f"schakel/{name}"), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
