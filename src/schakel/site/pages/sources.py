"""How a source is called on screen: what somebody does, never who somebody is."""

from __future__ import annotations

from django.utils.translation import get_language

from schakel.ground.content.queries import pack


def source_of(function: str, organisation_kind: str) -> str:
    """ "Balie burgerzaken", "Wijkteam": the profession of the content pack that fits."""
    return pack().profession_of(function, organisation_kind).text.say((get_language() or "nl").split("-")[0])
