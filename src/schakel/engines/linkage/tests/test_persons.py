"""Names as people write them down after hearing them."""

from __future__ import annotations

from datetime import date

import pytest

from schakel.engines.linkage.compare import findings
from schakel.engines.linkage.forms import Person, Unreadable
from schakel.engines.linkage.observe import read
from schakel.engines.linkage.persons import read_birth, read_person
from schakel.engines.linkage.signal import Mention

DAY = date(2026, 3, 2)


def level(one: str, other: str, **said: object) -> str | None:
    left, right = read(Mention("person", one), 0, DAY), read(Mention("person", other, **said), 0, DAY)  # type: ignore[arg-type]
    found = findings(left, right)
    return found[0].level if found else None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Noerhan Yokdag", "Nurhan Yokdağ", "full"),
        ("Youri Baksteeg", "Joerie Baksteeg", "full"),
        ("Zhengwei Lo-Pan", "Zheng Wei Lopan", "full"),
        ("Yuleidy Marquinaz", "Juleidi Marquinas", "full"),
        ("Thuy Nguyenstein", "Tuy Nguyenstein", "full"),
        ("Łukasz Wędrowiak", "Lukasz Wedrowiak", "full"),
        ("Țepeș Măriuca", "Tepes Mariuca", "full"),
        ("Димитър Кръстников", "Dimitar Krastnikov", "full close"),
        ("Wim Kwansema", "Willem Kwansema", "full close"),
        ("Toon Veengraver", "Ton Veengrafer", "full"),
        ("Serei Lavronsk", "Sergei Lavronsk", "full close"),
        ("LoeksMartinsma", "Loeks Martinsma", "full"),
        ("Carel van den Heuvelrug", "C. v.d. Heuvelrug", "initial"),
        ("Mansouf, S.", "Sabri Mansouf", "initial"),
        ("Weteringa, G.", "G. Weteringsa", "initial close"),
        ("JC Junkersveld", "Jean-Claude Junkersveld", "initial"),
        ("Karelis Montanes", "Carelys Montanez-Rua", "part"),
        ("Montanez-Rua, C.", "Karelis Montanes", "part initial"),
        ("Lo-Pan Zhengwei", "Zhengwei Lo-Pan", "full close"),
        ("Phuong Nguyenstein", "Nguyenstein, P.", "initial"),
        ("Cees Cuijpershof", "C. Kuypershof", "initial"),
        ("Xiomara Bedachtria", "Bedachtria, X.", "initial"),
        ("Meiling Tse-Wandt", "Meiling Tse", "part"),
        ("Jan-Willem Vroegsma", "Jan-Willem", "name"),
        ("Roos Kwansema", "Willem Kwansema", "family"),
        ("Sri Wulandini", "Sri", "name"),
        ("Anna-Lena (Anja) Prutster", "Anja", "name"),
        ("Sergey Viktorovich Lavronsk", "Sergey Ivanovich Lavronsk", "family"),
    ],
)
def test_two_writings_of_a_name_agree_at_a_level(one: str, other: str, expected: str) -> None:
    assert level(one, other) == expected
    assert level(other, one) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan Boerstra", "Piet Zwartemond"),
        ("Anna", "Sabri"),
        ("K. Snelgrind", "K. Blijdraad"),
        ("Sri Wulandini", "Ratna Soekmawari"),
    ],
)
def test_other_names_do_not_agree(one: str, other: str) -> None:
    assert level(one, other) is None


def test_a_name_is_kept_apart_from_who_was_born_at_another_time() -> None:
    here = read(Mention("person", "Sabri Mansouf", birth_date="1990-04-12"), 0, DAY)
    same = read(Mention("person", "Mansouf, S.", birth_date="12-04-1990"), 0, DAY)
    slip = read(Mention("person", "Mansouf, S.", birth_date="1990-04-13"), 0, DAY)
    other = read(Mention("person", "Sabri Mansouf", birth_date="1961-11-30"), 0, DAY)
    assert {one.level for one in findings(here, same)} == {"initial", "birth date"}
    assert {one.level for one in findings(here, slip)} == {"initial"}
    assert findings(here, other) == []


def test_an_age_is_a_guess_and_only_a_wide_gap_parts() -> None:
    assert level("Lotte Oudwijker", "Lotte Oudwijker", age_from=17, age_to=18) == "full"
    young = read(Mention("person", "Lotte Oudwijker", age_from=14, age_to=15), 0, DAY)
    older = read(Mention("person", "Lotte Oudwijker", age_from=20, age_to=25), 0, DAY)
    old = read(Mention("person", "Lotte Oudwijker", age_from=60, age_to=70), 0, DAY)
    assert findings(young, older)
    assert not findings(young, old)


def test_titles_and_small_words_are_no_part_of_a_name() -> None:
    form = read_person("mevrouw C. de Nep-Heer", DAY)
    assert isinstance(form, Person)
    assert form.words == ("c", "nepheer")
    assert isinstance(read_person("Pan, W.", DAY), Person)
    assert read_person("Pan, W.", DAY).words == ("w", "pan")  # type: ignore[union-attr]


@pytest.mark.parametrize("value", ["onbekend", "?", "...", "12345", "NN", "   ", "een man"[4:], "\u200b", ","])
def test_what_is_no_name_is_unreadable(value: str) -> None:
    assert isinstance(read_person(value, DAY), Unreadable)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1990-04-12", ("1990-04-12", 1990, 1990)),
        ("12-4-1990", ("1990-04-12", 1990, 1990)),
        ("99-99-1990", ("", 1990, 1990)),
        ("ongeveer 1990", ("", 1990, 1990)),
        ("weet ik niet", ("", None, None)),
    ],
)
def test_birth_in_any_writing(text: str, expected: tuple[str, int | None, int | None]) -> None:
    assert read_birth(text, DAY, None, None) == expected


def test_an_age_gives_years_of_birth() -> None:
    assert read_birth("", DAY, 20, 25) == ("", 2000, 2006)
    assert read_birth("", DAY, 25, 20) == ("", 2000, 2006)
    assert read_birth("", DAY, 20, None) == ("", 2005, 2006)


@pytest.mark.parametrize("typed", ["Bulgaarse man", "Poolse vrouwen", "jonge Roemeen", "onbekende Oost-Europese vrouw"])
def test_where_somebody_is_from_is_no_name(typed: str) -> None:
    readable = isinstance(read_person(typed, DAY), Person)
    assert readable is (typed == "jonge Roemeen")  # "jonge" may be a family name, and stays one


@pytest.mark.parametrize("typed", ["Piet de Man", "mevrouw Franse", "Roemeense Maria"])
def test_a_name_beside_such_a_word_is_still_read(typed: str) -> None:
    assert isinstance(read_person(typed, DAY), Person)
