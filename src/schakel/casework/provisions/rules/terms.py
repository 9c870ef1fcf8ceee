"""How long data of the police may be used, and when it goes (Wpg art. 8): free, bound to a reason, set apart, over.

The lengths are content: `police_free`, `police_day_to_day` and `police_set_apart` of the retention terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from schakel.casework.provisions.rules.words import marked as _

STAGES: Final[dict[str, str]] = {
    "free": _("Vrij te gebruiken voor dit doel"),
    "bound": _("Alleen met een reden"),
    "set_apart": _("Apart gezet: alleen bij een klacht of verantwoording"),
    "over": _("De termijn is voorbij"),
}

WHY: Final[dict[str, str]] = {
    "needed": _("Het is nodig voor het doel waarvoor het is gegeven"),
    "complaint": _("Er is een klacht"),
    "account": _("Wij moeten verantwoorden wat er is gedaan"),
}
"""Why somebody opens what is no longer free."""

OPENS: Final[dict[str, tuple[str, ...]]] = {
    "free": ("", *WHY),
    "bound": tuple(WHY),
    "set_apart": ("complaint", "account"),
    "over": (),
}
"""The law as a table: in which stage which reason opens it. "" is no reason at all."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time of the content pack."""

    years: int = 0
    months: int = 0
    days: int = 0


def after(day: date, length: Length) -> date:
    """The same day of the month so much later; the first of the next month where there is no such day.

    >>> after(date(2028, 2, 29), Length(years=1))
    datetime.date(2029, 3, 1)
    """
    months = day.month - 1 + length.months
    first = date(day.year + length.years + months // 12, months % 12 + 1, 1)
    return date.fromordinal(first.toordinal() + day.day - 1 + length.days)


def stage(today: date, *, free_until: date, kept_until: date, gone_after: date) -> str:
    """Each of the three is a last day. What the dates say in another order is the strictest of them."""
    if today > gone_after:
        return "over"
    if today > kept_until:
        return "set_apart"
    return "free" if today <= free_until else "bound"


def opens(now: str, why: str) -> bool:
    return why in OPENS.get(now, ())
