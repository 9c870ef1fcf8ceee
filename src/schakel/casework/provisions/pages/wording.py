"""Codes of this module as people say them, in the language of this request."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from schakel.casework.provisions.queries import ProvisionRow
from schakel.casework.provisions.rules import STAGES, Field
from schakel.ground.accounts import queries as accounts
from schakel.ground.content.queries import Text, pack
from schakel.ground.database.actor import Actor
from schakel.ground.ui import parts


def say(text: Text) -> str:
    return text.say((get_language() or "").split("-")[0])


def party(code: str) -> str:
    return say(pack().parties[code].text) if code in pack().parties else code


def kind(code: str) -> str:
    return say(pack().data_kinds[code].text) if code in pack().data_kinds else code


def kinds(codes: Iterable[str]) -> str:
    return ", ".join(kind(code) for code in codes)


def law(basis: str) -> str:
    row = pack().legal_bases.get(basis)
    return _("%(law)s (stand %(year)s)") % {"law": row.law, "year": row.state_of} if row else basis


def purpose(code: str) -> str:
    return say(pack().purposes[code].text) if code in pack().purposes else code


def stage(code: str) -> str:
    return gettext(STAGES[code])


def fields(found: Iterable[Field]) -> list[parts.Fact]:
    return [parts.Fact(one.text, before=kind(one.kind)) for one in found]


def facts(row: ProvisionRow) -> list[parts.Fact]:
    """What stands beside a provision: never what was given."""
    return [
        parts.Fact(party(row.giver), before=_("Van")),
        parts.Fact(party(row.recipient), before=_("Aan")),
        parts.Fact(law(row.basis), before=_("Grondslag")),
        parts.Fact(purpose(row.purpose), before=_("Doel")),
        parts.Fact(parts.day(row.provided_on), before=_("Verstrekt op")),
        parts.Fact(stage(row.stage), before=_("Nu")),
        parts.Fact(parts.day(row.free_until), before=_("Vrij te gebruiken tot en met")),
        parts.Fact(parts.day(row.kept_until), before=_("Te gebruiken met een reden tot en met")),
        parts.Fact(parts.day(row.keep_until), before=_("Weg na")),
    ]


def names_of(viewer: Actor) -> dict[UUID, str]:
    """Colleagues whose names somebody of the same organisation may see here, and one's own."""
    found = {one.account: one.name for one in accounts.contacts(viewer) if one.organisation == viewer.organisation}
    return found | ({viewer.account: viewer.name} if viewer.account else {})


def act(code: str) -> str:
    return {"received": _("Ontvangen"), "given": _("Gegeven"), "opened": _("Geopend")}[code]
