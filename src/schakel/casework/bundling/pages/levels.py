"""What the engine's levels are called on screen: one short line of Dutch for each way in which two things can be equal."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schakel.casework.bundling.queries import PartRow

LEVELS: Final[dict[str, Promise]] = {
    "phone same": gettext_lazy("Zelfde telefoonnummer"),
    "phone end": gettext_lazy("Zelfde laatste cijfers van het nummer"),
    "phone short end": gettext_lazy("Zelfde laatste drie cijfers van het nummer"),
    "phone start": gettext_lazy("Zelfde eerste cijfers van het nummer"),
    "phone swapped": gettext_lazy("Zelfde nummer, twee cijfers omgedraaid"),
    "phone one digit": gettext_lazy("Zelfde nummer, één cijfer verschil"),
    "plate same": gettext_lazy("Zelfde kenteken"),
    "plate alike": gettext_lazy("Zelfde kenteken, met tekens die op elkaar lijken"),
    "plate one sign": gettext_lazy("Zelfde kenteken, één teken verschil"),
    "plate part": gettext_lazy("Zelfde deel van een kenteken"),
    "organisation_number same": gettext_lazy("Zelfde KvK-nummer"),
    "email same": gettext_lazy("Zelfde e-mailadres"),
    "online same": gettext_lazy("Zelfde account of pagina"),
    "bank_account same": gettext_lazy("Zelfde rekening"),
    "bank_account end": gettext_lazy("Zelfde laatste cijfers van de rekening"),
    "document same": gettext_lazy("Zelfde documentnummer"),
    "postcode same": gettext_lazy("Zelfde postcode en huisnummer"),
    "address same": gettext_lazy("Zelfde adres"),
    "address close": gettext_lazy("Zelfde adres, iets anders geschreven"),
    "address other addition": gettext_lazy("Zelfde huisnummer, andere toevoeging"),
    "address no place": gettext_lazy("Zelfde straat en nummer, plaats niet genoemd"),
    "street": gettext_lazy("Zelfde straat, nummer niet genoemd"),
    "street close": gettext_lazy("Zelfde straat, iets anders geschreven, nummer niet genoemd"),
    "street other number": gettext_lazy("Zelfde straat, ander nummer"),
    "organisation same": gettext_lazy("Zelfde bedrijfsnaam"),
    "organisation telling": gettext_lazy("Zelfde bedrijfsnaam, anders omschreven"),
    "organisation close": gettext_lazy("Bedrijfsnaam lijkt sterk"),
    "organisation part": gettext_lazy("Deel van de bedrijfsnaam is gelijk"),
    "organisation general": gettext_lazy("Zelfde algemene naam voor het bedrijf"),
    "full": gettext_lazy("Zelfde naam"),
    "full close": gettext_lazy("Naam lijkt sterk"),
    "part": gettext_lazy("Zelfde voornaam, één van twee achternamen gelijk"),
    "initial": gettext_lazy("Voorletter past bij voornaam, zelfde achternaam"),
    "initial close": gettext_lazy("Voorletter past bij voornaam, achternaam lijkt sterk"),
    "part initial": gettext_lazy("Voorletter past, één van twee achternamen gelijk"),
    "family": gettext_lazy("Zelfde achternaam, andere voornaam"),
    "family close": gettext_lazy("Achternaam lijkt sterk, andere voornaam"),
    "name": gettext_lazy("Eén naam gelijk, de rest niet genoemd"),
    "birth date": gettext_lazy("Zelfde geboortedatum"),
    "named after": gettext_lazy("Bedrijf met de achternaam van een persoon"),
    "time": gettext_lazy("Tijd tussen de signalen"),
    "form": gettext_lazy("Soort signalen"),
    "place": gettext_lazy("Zelfde plaats"),
}

RARE: Final = 3  # a value that no more signals hold than this is called rare


def level(code: str) -> str:
    """KeyError for a level that has no words: a test compares this table with the engine."""
    return str(LEVELS[code])


def reason(part: PartRow) -> str:
    """The reason as it heads its row: "Zelfde adres, iets anders geschreven", "23 dagen na elkaar"."""
    if part.kind == "time":
        return apart(part.days or 0)
    if part.kind == "form":
        return _("Zelfde soort signalen") if part.bits > 0 else _("Ander soort signalen")
    if part.kind == "person" and part.level in ("full", "full close") and part.seen_in <= RARE:
        return _("%(level)s en is zeldzaam") % {"level": level(part.level)}
    return level(part.level)


def apart(days: int) -> str:
    if days == 0:
        return _("Op dezelfde dag")
    return ngettext("%(n)s dag na elkaar", "%(n)s dagen na elkaar", days) % {"n": days}
