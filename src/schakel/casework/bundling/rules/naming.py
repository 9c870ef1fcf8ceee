"""What a bundle is called: a trade and a street that its signals share, and never the name of a person or a firm.

A firm is often called after its owner, so of a firm's name only the word for what is done there is used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from schakel.engines.linkage.addresses import read_address
from schakel.engines.linkage.commonness import frequent_family
from schakel.engines.linkage.forms import Address, Organisation
from schakel.engines.linkage.organisations import general, read_organisation
from schakel.engines.linkage.text import folded
from schakel.engines.linkage.words import SMALL, words

_NEUTER_STREETS: Final = ("plein", "pad", "hof", "erf", "park", "veld", "oord", "plantsoen", "kamp", "eiland", "hek")
# Words of a name that are general and still say nothing about what is done there.
_NO_TRADE: Final = SMALL | words(
    "werk jobs people group nederland holland europe europa euro nl internationaal international company onderneming",
    "bedrijf bedrijven flex beheer club personeel handel import export zorg auto autos",
)
# Where somebody typed whose house it is beside the street, what stands there is not read out.
_WHOSE: Final = words(
    "bij mevrouw meneer mevr mw dhr heer fam familie woning huis thuis kamer bewoner bewoonster naast achter boven"
)
_SMALL: Final = words("van de der den het ter ten op aan in")
_SHORTEST_TRADE: Final = 3


@dataclass(frozen=True, slots=True)
class Named:
    """What the signals of a bundle share: organisations and addresses as typed, once for each time they are shared.

    `persons`: everybody who is named, so that a word of their names is never used. `place` is the name of the
    municipality, `form` that of the form of exploitation most signals point at, or "".
    """

    organisations: Sequence[str] = ()
    addresses: Sequence[str] = ()
    persons: Sequence[str] = ()
    place: str = ""
    form: str = ""


def title(named: Named) -> str:
    """For example "Wasserij aan de Nergenshavenkade", "Loosgangsterlaan in Waterrijk" or "Signalen over uitbuiting in werk in Waterrijk"."""
    persons = {word for raw in named.persons for word in re.findall(r"[^\W\d_]+", folded(raw))} - _SMALL
    trade = _trade(named.organisations, persons)
    street, town = _street(named.addresses, persons | _WHOSE)
    place = town or named.place
    if trade and street:
        return f"{_capital(trade)} aan {_with_article(street)}"
    if trade:
        return f"{_capital(trade)} in {place}" if place else _capital(trade)
    if street:
        return f"{street} in {place}" if place else street
    kind = f"Signalen over {named.form[:1].lower()}{named.form[1:]}" if named.form else "Signalen"
    return f"{kind} in {place}" if place else kind


def _trade(organisations: Iterable[str], persons: Collection[str]) -> str:
    """The word for what is done there that most of the names have."""
    found: Counter[str] = Counter()
    for raw in organisations:
        form = read_organisation(raw)
        if isinstance(form, Organisation):
            found.update({word for word in form.words if _is_trade(word) and word not in persons})
    best = max(found, key=lambda word: (found[word], len(word), word), default="")
    return _as_typed(best, organisations)


def _is_trade(word: str) -> bool:
    """Only what cannot be somebody's name: a baker may be called Bakker."""
    known = word.isalpha() and len(word) >= _SHORTEST_TRADE and word not in _NO_TRADE
    return known and general(word) and not frequent_family(word)


def _street(addresses: Iterable[str], never: Collection[str]) -> tuple[str, str]:
    """The street that most of the addresses have, and its town; read first, so that all ways of writing it are one."""
    read = [form for form in map(read_address, addresses) if isinstance(form, Address) and _says(form.street, never)]
    if not read:
        return "", ""
    streets = Counter(form.street for form in read)
    street = max(streets, key=lambda one: (streets[one], len(one), one))
    towns = Counter(form.place for form in read if form.street == street and _says(form.place, never))
    town = max(towns, key=lambda one: (towns[one], one), default="")
    return _proper(_as_typed(street, addresses)), _proper(_as_typed(town, addresses))


def _says(name: str, never: Collection[str]) -> bool:
    """Whether a street or a town can be read out: there is one, and no word of it may be somebody's name."""
    return bool(name) and not any(word in never for word in name.split(" "))


def _as_typed(name: str, raws: Iterable[str]) -> str:
    """Reading takes accents away: gives the words back as somebody wrote them, in small letters."""
    typed = {folded(word): word.lower() for raw in raws for word in re.findall(r"[^\W\d_]+", raw)}
    return " ".join(typed.get(word, word) for word in name.split(" "))


def _with_article(street: str) -> str:
    first, last = street.split(" ")[0].lower(), street.split(" ")[-1].lower()
    if first in _SMALL or first == "laan":
        return street if first in ("de", "het") else f"de {street}"
    return f"{'het' if last.endswith(_NEUTER_STREETS) else 'de'} {street}"


def _proper(name: str) -> str:
    """Names as they are written: "laan van meerdervoort" becomes "Laan van Meerdervoort"."""
    parts = name.split(" ")
    return " ".join(part if at and part in _SMALL else _capital(part) for at, part in enumerate(parts))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
