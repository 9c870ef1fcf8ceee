"""Where the data came from, for organisations that may not simply give it: police, bank and healthcare (hard rule 5).

Police data enters a municipality only as a recorded provision (verstrekking, Wpg); data of a bank or of healthcare only
with a stated basis. One rule, for the desk, a file, the command line and other systems alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from schakel.casework.intake.rules.masking import holds_citizen_number
from schakel.casework.intake.rules.words import marked as _
from schakel.engines.exchange import Fault, fault
from schakel.engines.exchange.shape import unkeepable

LONGEST_REFERENCE: Final = 64
REFUSED: Final[dict[str, str]] = {
    "police": _(
        "Politiegegevens komen alleen binnen als vastgelegde verstrekking (Wpg). Vraag de politie om artikel, nummer en "
        "datum van de verstrekking en vul die in. Overleggen zonder namen mag altijd."
    ),
    "bank": _(
        "Gegevens van een bank komen alleen binnen met een grondslag. Vul grondslag, nummer en datum in. Is er geen "
        "grondslag, overleg dan zonder namen."
    ),
    "healthcare": _(
        "Gegevens uit de zorg komen alleen binnen met een grondslag. Vul grondslag, nummer en datum in. Is er geen "
        "grondslag, overleg dan zonder namen."
    ),
}
"""Kinds of organisation that need it, each with the reason and the lawful way."""

Bases = Mapping[str, Collection[str]]
"""Code of each basis on which a municipality may be given something, with the kinds of organisation that may use it."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """`basis`: a code of the content pack. `reference`: the number under which the giver recorded it, on `provided_on`."""

    basis: str
    reference: str
    provided_on: date


def needing(*kinds: str) -> tuple[str, ...]:
    """Those of these kinds of organisation whose data needs a provision or a basis."""
    return tuple(dict.fromkeys(kind for kind in kinds if kind in REFUSED))


def provenance_faults(given: Provenance | None, *, kinds: Collection[str], bases: Bases, today: date) -> list[Fault]:
    """What keeps the data of these kinds of organisation out; empty when none of them needs it, or it is given."""
    wanted = needing(*kinds)
    if not wanted:
        return []
    if given is None:
        return [fault("provenance", "provenance", REFUSED[kind]) for kind in wanted]
    return [*_wrong(given, today), *(_unfit(kind) for kind in wanted if kind not in bases.get(given.basis, ()))]


def _unfit(kind: str) -> Fault:
    texts = {
        "police": _("Kies een artikel van de Wpg waarop de politie aan een gemeente mag verstrekken."),
        "bank": _("Kies een grondslag waarop een bank iets aan een gemeente mag geven."),
        "healthcare": _("Kies een grondslag waarop de zorg iets aan een gemeente mag geven."),
    }
    return fault("provenance.basis", "provenance", texts[kind])


def _wrong(given: Provenance, today: date) -> Iterator[Fault]:
    reference = given.reference.strip()
    if not reference:
        text = _("Vul het nummer in waaronder dit is vastgelegd.")
        yield fault("provenance.reference", "provenance", text)
    if len(reference) > LONGEST_REFERENCE or unkeepable(reference):
        text = _("Dit nummer is langer dan %(most)s tekens, of er staat een onzichtbaar teken in.")
        yield fault("provenance.reference", "provenance", text, most=LONGEST_REFERENCE)
    if holds_citizen_number(reference):
        text = _("Dit is een burgerservicenummer. Dat mag hier niet staan. Haal het weg.")
        yield fault("provenance.reference", "citizen_number", text)
    if given.provided_on > today:
        yield fault("provenance.date", "provenance", _("Deze dag moet nog komen. Vul de dag van de verstrekking in."))
