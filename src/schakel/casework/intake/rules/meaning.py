"""What is wrong with what a signal says, beside its form: each fault names the place and the mend."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, timedelta

from schakel.casework.intake.rules.masking import MASK, holds_citizen_number
from schakel.casework.intake.rules.words import marked as _
from schakel.engines.exchange import Fault, Incoming, fault, form_faults
from schakel.engines.exchange.shape import shown

NO_CITIZEN_NUMBER = _("Dit is een burgerservicenummer. Dat mag hier niet staan. Haal het weg.")
CLOCKS_APART = timedelta(minutes=10)
"""How far the clock of a sender may be ahead of ours."""


def faults(
    signal: Incoming,
    *,
    today: date,
    kinds: Collection[str],
    indicator: Callable[[str], bool],
    reported_at: datetime | None = None,
    now: datetime | None = None,
) -> list[Fault]:
    """Everything that is wrong with form and meaning; empty when the signal can be taken in.

    `kinds` of mention and `indicator` (is this code known?) are the content pack's. `now` is needed with `reported_at`.
    """
    return [*form_faults(signal, kinds=kinds), *meant(signal, today, indicator, reported_at, now)]


def meant(
    signal: Incoming, today: date, indicator: Callable[[str], bool], reported_at: datetime | None, now: datetime | None
) -> Iterator[Fault]:
    """What is wrong beside the form."""
    if holds_citizen_number(signal.function):
        yield fault("function", "citizen_number", NO_CITIZEN_NUMBER)
    if signal.observed_on > today:
        text = _("Deze dag moet nog komen. Kies de dag waarop u het zag of hoorde.")
        yield fault("observed_on", "future", text)
    if reported_at and now and reported_at > now + CLOCKS_APART:
        yield fault(
            "reported_at", "future", _("Dit tijdstip moet nog komen. Schrijf op wanneer het signaal binnenkwam.")
        )
    elif reported_at and signal.observed_on > reported_at.date():
        text = _("Het is gezien op %(seen)s, na de dag waarop het binnenkwam (%(reported)s). Kijk beide dagen na.")
        yield fault("observed_on", "after_report", text, seen=signal.observed_on.isoformat(), reported=reported_at.date().isoformat())  # fmt: skip
    for at, row in enumerate(signal.observations):
        if not indicator(row.indicator):
            text = _("Het kenmerk '%(code)s' staat niet in de lijst. Kijk de code na, of haal haar weg.")
            yield fault(f"observations[{at}].indicator", "unknown", text, code=shown(row.indicator))
    for at, named in enumerate(signal.mentions):
        for name, typed in (("value", named.value), ("birth_date", named.birth_date)):
            if holds_citizen_number(typed) or MASK in typed:
                yield fault(f"mentions[{at}].{name}", "citizen_number", NO_CITIZEN_NUMBER)
