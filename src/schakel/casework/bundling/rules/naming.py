"""What a bundle is called: a trade and a street that its signals share, and never the name of a person or a firm.

A firm is often called after its owner, so of a firm's name only the word for what is done there is used. Somebody may
be typed before or behind a street, and be named nowhere else: so of an address only what is recognised is used, a
street from its own word on and a town that exists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from schakel.engines.linkage.addresses import full_place, read_address
from schakel.engines.linkage.commonness import frequent_family
from schakel.engines.linkage.forms import Address, Organisation
from schakel.engines.linkage.organisations import general, read_organisation
from schakel.engines.linkage.streets import surely_street
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
# A street's own word may begin its name ("Laan van ..."); by itself, at the end, it is as often a family's.
_OWN_WORDS: Final = words("straat laan weg plein kade steeg gracht singel plantsoen boulevard dreef")
_SHORTEST_OF: Final = 2
_SHORTEST_TRADE: Final = 3


@dataclass(frozen=True, slots=True)
class Named:
    """What the signals of a bundle share: organisations and addresses as typed, once for each time they are shared.

    `persons`: everybody who is named, so that a word of their names is never used. `place` is the name of the
    municipality, `form` that of the form of exploitation most signals point at, or "". `towns`: places that exist;
    another town is not read out.
    """

    organisations: Sequence[str] = ()
    addresses: Sequence[str] = ()
    persons: Sequence[str] = ()
    place: str = ""
    form: str = ""
    towns: Collection[str] = ()


def title(named: Named) -> str:
    """For example "Wasserij aan de Nergenshavenkade", "Loosgangsterlaan in Waterrijk" or "Signalen over uitbuiting in werk in Waterrijk"."""
    persons = {word for raw in named.persons for word in re.findall(r"[^\W\d_]+", folded(raw))} - _SMALL
    trade = _trade(named.organisations, persons)
    street, town, elsewhere = _street(named.addresses, persons | _WHOSE, [named.place, *named.towns])
    place = town or ("" if elsewhere else named.place)
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


def _street(addresses: Iterable[str], never: Collection[str], towns: Iterable[str]) -> tuple[str, str, bool]:
    """The street that most of the addresses have, its town as it is known, and whether a town stands there that is not.

    Read first, so that all ways of writing it are one.
    """
    read: list[tuple[str, str]] = []
    for raw in addresses:
        form = read_address(raw)
        if isinstance(form, Address) and (found := _recognised(form, raw, never)):
            read.append((found, "" if any(word in never for word in form.place.split(" ")) else form.place))
    if not read:
        return "", "", False
    streets = Counter(street for street, _place in read)
    street = max(streets, key=lambda one: (streets[one], len(one), one))
    there = Counter(place for one, place in read if one == street and place)
    known = {full_place(folded(town)): town for town in towns if town}
    town = max((one for one in there if one in known), key=lambda one: (there[one], one), default="")
    return _proper(_as_typed(street, addresses)), known.get(town, ""), bool(there) and not town


def _recognised(form: Address, raw: str, never: Collection[str]) -> str:
    """The part of an address that is surely a street, from its own word on; "" for none.

    "Jan Janssen Dorpsstraat" is a Dorpsstraat. What stands before may be part of its name, or somebody who lives there.
    """
    words = form.street.split(" ")
    if words[0] in _OWN_WORDS and len(words) > _SHORTEST_OF and words[1] in _SMALL:
        found = words  # "laan van meerdervoort": nothing stands before it
    elif surely_street(words[-1]) and words[-1] not in _OWN_WORDS and _in_full(words[-1], raw):
        found = words[-1:]
    else:
        return ""
    return (
        "" if any(word in never or frequent_family(word) for word in found if word not in _SMALL) else " ".join(found)
    )


def _in_full(street: str, raw: str) -> bool:
    """Whether a street was typed with its whole own word, or as "Dorpsstr.": a shorter end may be that of a name."""
    typed = set(re.findall(r"[^\W\d_]+", folded(raw)))
    return bool({street, street.removesuffix("aat")} & typed)


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
