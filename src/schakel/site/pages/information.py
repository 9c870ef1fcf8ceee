"""Help for somebody who may be exploited, in her own language: nothing is asked, kept or counted.

Address, title and icon say nothing of what the page is about, because others may look in her browser. No session is
opened and no language kept: each language is an address of its own, and the foot of other pages is left out.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from schakel.ground.accounts.access import page
from schakel.ground.content.queries import RightsText, pack


@page(public=True)
def information(request: HttpRequest, language: str = "") -> HttpResponse:
    texts = pack().rights
    if language and language not in texts:
        raise Http404
    text = texts[language] if language else _spoken(request)
    helpers = [(one.text, pack().routes[one.route].phone) for one in text.helpers]
    answer = render(request, "site/information.html", {"text": text, "texts": texts.values(), "helpers": helpers})
    answer.headers["Referrer-Policy"] = "no-referrer"  # the page one leaves for does not hear where one was
    return answer


def _spoken(request: HttpRequest) -> RightsText:
    """In the language of the browser where we have it, else in the first of the pack."""
    texts = pack().rights
    wanted = [
        part.split(";")[0].split("-")[0].strip() for part in request.headers.get("Accept-Language", "").split(",")
    ]
    return next((texts[code] for code in wanted if code in texts), next(iter(texts.values())))
