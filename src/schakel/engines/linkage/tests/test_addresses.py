"""Addresses in every order in which people type them."""

from __future__ import annotations

from datetime import date

import pytest

from schakel.engines.linkage.addresses import read_address
from schakel.engines.linkage.compare import findings
from schakel.engines.linkage.forms import Address, Unreadable
from schakel.engines.linkage.observe import read
from schakel.engines.linkage.signal import Mention


def level(one: str, other: str) -> str | None:
    day = date(2026, 3, 2)
    found = findings(read(Mention("address", one), 0, day), read(Mention("address", other), 0, day))
    return found[0].level if found else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Nergenshavenkade 48, Zaandam", ("nergenshavenkade", "48", "", "", "zaandam")),
        ("nergenshavenkd 48 Zaandam", ("nergenshavenkade", "48", "", "", "zaandam")),
        ("Nergenshavenkade 48 te Zaandam", ("nergenshavenkade", "48", "", "", "zaandam")),
        ("Zaandam, Nergenshavenkade 48", ("nergenshavenkade", "48", "", "", "zaandam")),
        ("Zaandam Nergenshavenkade 48", ("nergenshavenkade", "48", "", "", "zaandam")),
        ("48 Nergenshavenkade, Zaandam", ("nergenshavenkade", "48", "", "", "zaandam")),
        ("Nergenshavenkade (Zaandam), nummer onbekend", ("nergenshavenkade", "", "", "", "zaandam")),
        ("Nergenshavenkade, nr. onbekend, Zaandam", ("nergenshavenkade", "", "", "", "zaandam")),
        ("Nergenshavenkade in Zaandam, number unknown", ("nergenshavenkade", "", "", "", "zaandam")),
        ("Nergenshavenkade Zaandam", ("nergenshavenkade", "", "", "", "zaandam")),
        ("Loosgangsterlaan 210-boven, Groningen", ("loosgangsterlaan", "210", "boven", "", "groningen")),
        ("Fantasieplaslaan 7a, Poeldijk", ("fantasieplaslaan", "7", "a", "", "poeldijk")),
        ("bedachtschelpstr. 77 's-Gravenhage", ("bedachtschelpstraat", "77", "", "", "den haag")),
        ("Verzonnenweg 12, 9999 XX Nergenshuizen", ("verzonnenweg", "12", "", "9999xx", "nergenshuizen")),
        ("Verzonnenweg nr 12 9999XX Nergenshuizen", ("verzonnenweg", "12", "", "9999xx", "nergenshuizen")),
        ("1e Bedachtedwarsstraat 3, Ede", ("1e bedachtedwarsstraat", "3", "", "", "ede")),
        ("12 Verzonnenweg Alphen aan den Rijn", ("verzonnenweg", "12", "", "", "alphen aan den rijn")),
        ("Verzonnenweg 12, Hoek van Holland, Nederland", ("verzonnenweg", "12", "", "", "hoek van holland")),
        ("Laan van Nergenshuizen (Ede), nummer onbekend", ("laan van nergenshuizen", "", "", "", "ede")),
        ("Oude Bedachtweg 7 bis", ("oude bedachtweg", "7", "bis", "", "")),
        ("Poeldijk, Verzonnenweg", ("verzonnenweg", "", "", "", "poeldijk")),
        ("Zaandam", ("", "", "", "", "zaandam")),
    ],
)
def test_the_parts_of_an_address(typed: str, expected: tuple[str, ...]) -> None:
    form = read_address(typed)
    assert isinstance(form, Address)
    assert (form.street, form.number, form.addition, form.postcode, form.place) == expected


@pytest.mark.parametrize("typed", ["onbekend", "adres onbekend", "?", "", "  ,", "nummer onbekend", "dakloos"])
def test_what_is_no_address_is_unreadable(typed: str) -> None:
    assert isinstance(read_address(typed), Unreadable)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Nergenshavenkade 48, Zaandam", "nergenshavenkd 48 Zaandam", "address same"),
        ("Nergenshavenkade 48, Zaandam", "Nergenshvenkade 48 te Zaandam", "address close"),
        ("Loospadstraat 5, Leeuwarden", "Loospastraat 5 te Leeuwarden", "address close"),
        ("Fantasieplaslaan 7a, Poeldijk", "Fantasieplaslaan 7b, Poeldijk", "address other addition"),
        ("Nergenshavenkade 48, Zaandam", "Nergenshavenkade (Zaandam), nummer onbekend", "street"),
        ("Nergenshavenkade 48, Zaandam", "Nergenshavenkade 50, Zaandam", "street other number"),
        ("Nergenshavenkade 48, Zaandam", "Nergenshavenkade 48", "address no place"),
        ("Verzonnenweg 12, 9999 XX Nergenshuizen", "9999xx 12", "postcode same"),
    ],
)
def test_two_writings_of_an_address_agree_at_a_level(one: str, other: str, expected: str) -> None:
    assert level(one, other) == expected
    assert level(other, one) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dorpsstraat 4, Ede", "Dorpsstraat 4, Zutphen"),
        ("Bedachtlaan 4, Ede", "Nergensdijk 4, Ede"),
        ("Dorpsstraat 4, Ede", "Ede"),
    ],
)
def test_other_addresses_do_not_agree(one: str, other: str) -> None:
    assert level(one, other) is None
