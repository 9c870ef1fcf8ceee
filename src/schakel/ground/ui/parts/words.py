"""Dates and numbers as people say them, in the language that is on; no locale of the machine is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as dated
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

Day = date | datetime


def day(value: Day) -> str:
    """3 februari 2026"""
    return dated(_local(value), "j F Y")


def day_short(value: Day) -> str:
    """3 februari; with the year when it is another year than this one."""
    local = _local(value)
    return dated(local, "j F" if local.year == _today().year else "j F Y")


def weekday(value: Day) -> str:
    """donderdag 8 oktober; with the year when it is another year than this one."""
    return f"{dated(_local(value), 'l')} {day_short(value)}"


def clock(value: datetime) -> str:
    """11.20 uur"""
    local = _local(value)
    return _("%(time)s uur") % {"time": dated(local, "G.i" if _dutch() else "G:i")}


def moment(value: datetime) -> str:
    """3 februari 2026 om 11.20 uur"""
    return _("%(day)s om %(time)s") % {"day": day(value), "time": clock(value)}


def since(value: Day) -> str:
    """om 11.20 uur (today), vandaag (a date), gisteren, or 6 oktober."""
    that_day, today = _date(value), _today()
    if that_day == today:
        return _("om %(time)s") % {"time": clock(value)} if isinstance(value, datetime) else _("vandaag")
    return _("gisteren") if that_day == today - timedelta(days=1) else day_short(value)


@dataclass(frozen=True, slots=True)
class Due:
    """By when something is asked; `pressing` when that is today or past."""

    text: str
    pressing: bool


def due(value: Day) -> Due:
    """Vandaag vóór 12.20 uur | Vandaag | Morgen | Vrijdag 9 oktober | Over tijd sinds 9 oktober"""
    that_day, today = _date(value), _today()
    late = value < timezone.now() if isinstance(value, datetime) else that_day < today
    if late:
        return Due(
            _("Over tijd sinds %(when)s") % {"when": _("vandaag") if that_day == today else day_short(value)}, True
        )
    if that_day == today:
        text = _("Vandaag")
    elif that_day == today + timedelta(days=1):
        text = _("Morgen")
    else:
        text = capital(weekday(value))
    if isinstance(value, datetime):
        text = _("%(day)s vóór %(time)s") % {"day": text, "time": clock(value)}
    return Due(text, that_day == today)


def period(first: Day, last: Day) -> str:
    """14 mei tot 6 oktober 2026; one day is written once."""
    one, two = _date(first), _date(last)
    if one == two:
        return day(one)
    begin = dated(one, "j F" if one.year == two.year else "j F Y")
    return _("%(first)s tot %(last)s") % {"first": begin, "last": day(two)}


def number(value: float, decimals: int = 0) -> str:
    """1.192 or 12,1"""
    return str(number_format(value, decimals, use_l10n=True, force_grouping=True))


def signed(value: float, decimals: int = 1) -> str:
    """+12,1 or −11,6 (a real minus sign); zero has no sign."""
    rounded = round(value, decimals)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return sign + number(abs(rounded), decimals)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _local(value: Day) -> Day:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _date(value: Day) -> date:
    local = _local(value)
    return local.date() if isinstance(local, datetime) else local


def _today() -> date:
    return timezone.localdate()


def _dutch() -> bool:
    return (get_language() or "nl").startswith("nl")
