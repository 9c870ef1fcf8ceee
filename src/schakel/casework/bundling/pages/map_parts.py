"""The map of a bundle and its twin in tables, made from the same facts: a drawing decides nothing and hides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.casework.bundling.pages.levels import level
from schakel.casework.bundling.pages.wording import HOW, kind, listed, who
from schakel.casework.bundling.queries import BroughtRow, BundleRow, SharedRow, ToldRow, WayRow
from schakel.casework.bundling.rules.layout import Map, Naming, Thing, laid_out, ordered
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts

MOST_DRAWN = 12  # more signals than this give a thicket: the tables say the same


@dataclass(frozen=True, slots=True)
class Drawn:
    """The map, with for each signal its number and whether its ring is dashed."""

    plan: Map
    rings: tuple[tuple[int, bool, float], ...]
    label: str


def things(row: BundleRow) -> list[Thing]:
    """What the signals share, and what people said where they share nothing, in the order of the drawing."""
    return ordered([*map(_shared, row.shared), *(_brought(one) for one in row.brought)])


def drawn(row: BundleRow) -> Drawn | None:
    """None when there are too many signals to draw."""
    if len(row.signals) > MOST_DRAWN:
        return None
    plan = laid_out([_beside(one) for one in row.signals], things(row))
    rings = tuple(
        (one.position, not one.counts, place.y) for one, place in zip(row.signals, plan.stations, strict=True)
    )
    return Drawn(plan, rings, _label(row))


def namings_table(row: BundleRow) -> parts.Table:
    return parts.Table(
        _("Wat de signalen delen"),
        (_("Vermelding"), _("Soort"), _("Signaal"), _("Waarom"), _("Zeker")),
        [
            (thing.name, thing.kind, str(one.station + 1), one.reason, sure(one.sure))
            for thing in things(row)
            for one in thing.namings
        ],
    )


def signals_table(row: BundleRow) -> parts.Table:
    return parts.Table(
        _("De signalen"),
        (_("Signaal"), _("Wie"), _("Wanneer"), _("Telt mee")),
        [(str(one.position), *_beside(one), _("Ja") if one.counts else _("Wacht op oordeel")) for one in row.signals],
    )


def sure(yes: bool) -> str:
    return _("Ja") if yes else _("Wacht op oordeel")


def _beside(one: ToldRow) -> tuple[str, str]:
    return who(one.organisation_kind, one.function), parts.day(one.observed_on)


def _shared(row: SharedRow) -> Thing:
    known = pack().mention_kinds.get(row.kind)
    namings = tuple(Naming(way.position - 1, _reason(way, row.name), way.sure) for way in row.ways)
    return Thing(row.name, kind(row.kind), known.icon if known else "hash", namings)


def _reason(way: WayRow, name: str) -> str:
    """How equal it is, and what stands there when that is something else than the name of the whole."""
    words = level(way.level)
    if way.raw.casefold() == name.casefold():
        return words
    return _("%(level)s: %(raw)s") % {"level": words, "raw": way.raw}


def _brought(row: BroughtRow) -> Thing:
    said = _("%(who)s, %(day)s") % {"who": row.who or _("Een collega"), "day": parts.day_short(row.at)}
    name = str(HOW.get(row.how, _("Een mens bracht ze bij elkaar")))
    return Thing(name, _("Oordeel"), "user-check", tuple(Naming(at - 1, said, True) for at in row.positions))


def _label(row: BundleRow) -> str:
    count, shares = len(row.signals), len(row.shared)
    return _("Kaart: %(signals)s, %(shares)s. De tabellen hieronder zeggen hetzelfde.") % {
        "signals": ngettext("%(n)s signaal", "%(n)s signalen", count) % {"n": count},
        "shares": ngettext("%(n)s gedeelde vermelding", "%(n)s gedeelde vermeldingen", shares) % {"n": shares},
    }


def lonely(row: BundleRow) -> str:
    """Signals that no line reaches; "" when there are none."""
    reached = {one.station + 1 for thing in things(row) for one in thing.namings}
    alone = [one.position for one in row.signals if one.position not in reached]
    if not alone:
        return ""
    words = ngettext(
        "Signaal %(at)s deelt geen vermelding met een ander.", "Signalen %(at)s delen geen vermelding met een ander.", len(alone)
    )  # fmt: skip
    return words % {"at": listed(alone)}
