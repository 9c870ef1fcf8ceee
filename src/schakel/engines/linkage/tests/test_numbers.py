"""Numbers, organisations and pages as they are typed."""

from __future__ import annotations

from datetime import date

import pytest

from schakel.engines.linkage.compare import findings
from schakel.engines.linkage.forms import Unreadable
from schakel.engines.linkage.numbers import is_citizen_number, masked, read_company_number, read_phone, read_plate
from schakel.engines.linkage.observe import read
from schakel.engines.linkage.signal import Mention

DAY = date(2026, 3, 2)
BSN = "111222333"


def level(kind: str, one: str, other: str) -> str | None:
    found = findings(read(Mention(kind, one), 0, DAY), read(Mention(kind, other), 0, DAY))
    return found[0].level if found else None


@pytest.mark.parametrize("typed", ["14 0318", "14020", "0800-2000", "0900-8844", "06-00000000", "0000000000"])
def test_a_number_that_everybody_calls_says_nothing(typed: str) -> None:
    assert isinstance(read_phone(typed), Unreadable)
    assert not isinstance(read_phone("06-00000001"), Unreadable)


@pytest.mark.parametrize(
    "typed",
    [
        "06-00001174",
        "0600001174",
        "+31 6 0000 1174",
        "0031600001174",
        "+31 (0)6 00001174",
        "06 0000 11 74",
        "O6-OOOO1174",
        "31600001174",
    ],
)
def test_every_writing_of_a_phone_is_one_number(typed: str) -> None:
    assert read_phone(typed).text == "+31600001174"  # type: ignore[union-attr]


def test_a_number_of_another_country_is_left_there() -> None:
    assert read_phone("+40 712 345 678").text == "+40712345678"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "one", "other", "expected"),
    [
        ("phone", "06-00001174", "eindigt op 1174", "phone end"),
        ("phone", "+31 6 0000 1174", "ending in 1174", "phone end"),
        ("phone", "06-00001174", "laatste drie cijfers 174", "phone short end"),
        ("phone", "06-00003072", "06-00003027", "phone swapped"),
        ("phone", "06-00003072", "06-00003079", "phone one digit"),
        ("phone", "06-00001174", "06-00009999", None),
        ("phone", "eindigt op 1174", "eindigt op 1175", None),
        ("licence_plate", "QC-041-Q", "qc041q", "plate same"),
        ("licence_plate", "QC-O41-Q", "QC-041-Q", "plate alike"),
        ("licence_plate", "QC-3I8-Q", "QC-318-Q", "plate alike"),
        ("licence_plate", "QC-041-Q", "QC-047-Q", "plate one sign"),
        ("licence_plate", "QC-041-Q", "QC-04?-?", "plate part"),
        ("licence_plate", "QC-041-Q", "CC-999-C", None),
        ("organisation_number", "KvK 0004 1207", "00041207", "organisation_number same"),
        ("organisation_number", "00041207", "0004.1207 vestiging 000012345678", "organisation_number same"),
        ("organisation_number", "41207", "00041207", None),
        ("bank_account", "NL91 ABNA 0417 1643 00", "nl91abna0417164300", "bank_account same"),
        ("bank_account", "NL91 ABNA 0417 1643 00", "eindigt op 4300", "bank_account end"),
        ("email", "Info@Schuimkraag.example", "mailto:info@schuimkraag.example", "email same"),
        ("online", "https://www.kinky.example/ads/12?ref=x", "kinky.example/ads/12/", "online same"),
        ("online", "https://instagram.com/lotte_x/", "insta: @lotte_x", "online same"),
        ("online", "@lotte_x", "@lotte_y", None),
        ("document", "paspoort NX 123 4567", "NX1234567", "document same"),
        ("organisation", "Wasserij Schuimkraag B.V.", "wasserij schuimkraag", "organisation same"),
        ("organisation", "Aardbeienbedrijf Bessinga V.O.F.", "Aardbeienbedijf Bessinga BV", "organisation close"),
        ("organisation", "Bessinga Tuinderij", "Aardbeienbedrijf Bessinga", "organisation telling"),
        ("organisation", "Drago House", "Dragohouse B.V.", "organisation same"),
        ("organisation", "Restaurant", "restaurant", "organisation general"),
        ("organisation", "Restaurant De Gouden Draakbrug", "Restaurant Jasmijnhof", None),
    ],
)
def test_two_writings_agree_at_a_level(kind: str, one: str, other: str, expected: str | None) -> None:
    assert level(kind, one, other) == expected
    assert level(kind, other, one) == expected


def test_an_organisation_named_after_a_person_is_seen() -> None:
    owner, firm = (
        read(Mention("person", "Sjeff Zwamhoeck"), 0, DAY),
        read(Mention("organisation", "Kwekerij Zwamhoek"), 0, DAY),
    )
    assert [one.level for one in findings(owner, firm)] == ["named after"]
    assert findings(read(Mention("person", "Sjeff Kwekerij"), 0, DAY), firm) == []


@pytest.mark.parametrize("typed", ["geen", "?", "12", "onbekend"])
def test_what_is_no_number_is_unreadable(typed: str) -> None:
    assert isinstance(read_phone(typed), Unreadable)
    assert isinstance(read_company_number(typed), Unreadable)
    assert isinstance(read_plate("?"), Unreadable)


def test_the_eleven_test_knows_a_citizen_number() -> None:
    assert is_citizen_number(BSN)
    assert not is_citizen_number("111222334")
    assert not is_citizen_number("000000000")


@pytest.mark.parametrize(
    "kind", ["document", "phone", "organisation_number", "bank_account", "licence_plate", "online"]
)
@pytest.mark.parametrize("typed", [BSN, "111.222.333", "BSN 111 222 333", "111-22-2333"])
def test_a_citizen_number_gives_no_key_and_is_masked(kind: str, typed: str) -> None:
    one = read(Mention(kind, typed), 0, DAY)
    assert all(BSN not in key.text for key in one.keys)
    assert "222" not in masked(typed)


def test_other_numbers_are_not_masked() -> None:
    for typed in ("06-00001174", "NL91 ABNA 0417 1643 00", "KvK 0004 1207", "111222334", "Straat 12"):
        assert masked(typed) == typed
