"""Parts of days and turns as people say them."""

from __future__ import annotations

from datetime import date, time

from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from schakel.ground.duty import queries
from schakel.ground.duty.rules import DAY
from schakel.ground.ui.parts.words import capital

WEEKS = {
    "every": gettext_lazy("elke week"),
    "odd": gettext_lazy("oneven weken"),
    "even": gettext_lazy("even weken"),
}
FELL_OUT = gettext_lazy("iemand die deze rol niet meer heeft")


def between(start: int, end: int) -> str:
    """ "van 9.00 tot 17.00 uur", or "de hele dag"; minutes from midnight."""
    if (start, end) == (0, DAY):
        return _("de hele dag")
    return _("van %(start)s tot %(end)s uur") % {"start": _at(start), "end": _at(end)}


def hours(starts: time, ends: time) -> str:
    begin, end = starts.hour * 60 + starts.minute, ends.hour * 60 + ends.minute
    if begin == end == 0:
        return _("de hele dag")
    if begin == end:
        return _("van %(start)s uur tot de volgende dag %(end)s uur") % {"start": _at(begin), "end": _at(end)}
    if end < begin:
        return _("van %(start)s tot de volgende dag %(end)s uur") % {"start": _at(begin), "end": _at(end)}
    return between(begin, end)


def span(row: queries.SpanRow) -> str:
    """Who has it, with from and until: "Noor, van 9.00 tot 17.00 uur"."""
    who = row.name or str(FELL_OUT)
    if row.away:
        who = _("%(name)s (afwezig)") % {"name": who}
    return _("%(name)s, %(when)s") % {"name": who, "when": between(row.start, row.end)}


def remarks(row: queries.DayRow) -> list[str]:
    """What is not in order on a day, a sentence each."""
    name = weekday(row.day.weekday())
    said = []
    if row.gaps == ((0, DAY),):
        said.append(_("%(day)s heeft niemand dienst.") % {"day": capital(name)})
    else:
        said += [_("Niemand heeft dienst %(when)s.") % {"when": between(*gap)} for gap in row.gaps]
    said += [
        _("Twee diensten tegelijk %(when)s. Wie eerder begint, krijgt het eerst bericht.") % {"when": between(*both)}
        for both in row.overlaps
    ]
    if any(one.fell_out for one in row.spans):
        said.append(_("Iemand in het rooster heeft deze rol niet meer. Vul een ander in."))
    if any(not one.stand_in for one in row.spans):
        said.append(_("Er is geen vervanger."))
    return said


def weekday(number: int) -> str:
    """ "maandag" for 0, in the language that is on."""
    return str(WEEKDAYS[number])


def turn(row: queries.TurnRow) -> str:
    return _("%(day)s %(when)s, %(weeks)s") % {
        "day": capital(weekday(row.weekday)),
        "when": hours(row.starts, row.ends),
        "weeks": str(WEEKS[row.weeks]),
    }


def week_of(monday: date) -> str:
    return _("Week %(number)s") % {"number": monday.isocalendar().week}


def _at(minutes: int) -> str:
    mark = "." if (get_language() or "nl").startswith("nl") else ":"
    return f"{minutes // 60}{mark}{minutes % 60:02d}"
