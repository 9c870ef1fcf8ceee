"""For everybody: what one may ask about one's own data, how, and what the answer says and does not say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.ground.accounts.access import page
from schakel.ground.content.queries import pack
from schakel.ground.ui.parts import Fact


@page(public=True)
def own_data(request: HttpRequest) -> HttpResponse:
    language = get_language() or "nl"
    kinds = pack().request_kinds.values()
    rights = [Fact(one.hint.say(language) if one.hint else one.law, before=one.text.say(language)) for one in kinds]
    context = {
        "rights": rights,
        "months": max((one.months for one in kinds), default=1),
        "longer": max((one.extend_months for one in kinds), default=0),
        "unchecked": _("nog te controleren") if any(one.to_be_verified for one in kinds) else "",
        "neutral": pack().request_texts["neutral"].text.say(language),
        "complaint": pack().request_texts["complaint"].text.say(language),
    }
    return render(request, "site/own_data.html", context)
