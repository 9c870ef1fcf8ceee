"""What one can choose from in forms: words of the content pack, municipalities of today, roles."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.ground.accounts.queries import installed_realm
from schakel.ground.accounts.rules import GRANTABLE, ROLES
from schakel.ground.accounts.rules.organisations import KINDS, LIVE
from schakel.ground.content.queries import pack
from schakel.ground.places import queries as places
from schakel.ground.ui.parts import Answer

Choices = list[tuple[str, str]]


def functions() -> Choices:
    return [("", _("Geen van deze")), *((code, row.text.say(_language())) for code, row in pack().professions.items())]


def work_places() -> Choices:
    return [("", _("Geen voorkeur")), *((code, row.text.say(_language())) for code, row in pack().places.items())]


def municipalities(*, empty: str) -> Choices:
    """Those of today: invented ones in the practice realm, real ones for work."""
    invented = installed_realm() != LIVE
    rows = [row for row in places.municipalities() if row.invented == invented]
    return [("", empty), *((row.code, row.name) for row in rows)]


def regions() -> Choices:
    return [(row.code, row.name) for row in places.regions()]


def kinds() -> Choices:
    return [(code, _(name)) for code, name in KINDS.items()]


def roles() -> list[Answer]:
    """Every role a person can have, with what it is for."""
    return [Answer(code, _(ROLES[code].name), _(ROLES[code].purpose)) for code in GRANTABLE]


def languages() -> Choices:
    return [("nl", "Nederlands"), ("en", "English")]


def function_name(code: str) -> str:
    """The Dutch or English words for a profession; "" for none, and for a code the pack no longer has."""
    found = pack().professions.get(pack().profession_of(function=code).code) if code else None
    return found.text.say(_language()) if found else ""


def place_name(code: str) -> str:
    """The name of a municipality, also of one that is gone."""
    found = places.municipality(code) if code else None
    return found.name if found else ""


def _language() -> str:
    return get_language() or "nl"
