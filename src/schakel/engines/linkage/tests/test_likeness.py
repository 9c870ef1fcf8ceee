"""Names as people write them, in many scripts: what is one name, and what is not. All invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.engines.linkage.likeness import WEIGHING, likeness
from schakel.engines.linkage.names import agree
from schakel.engines.linkage.persons import read_person

ONE = [
    ("Sabri Mansouf", "MANSOUF, Sabri"),
    ("SabriMansouf", "Sabri Mansouf"),
    ("Sabri-Mansouf", "Sabri Mansouf"),
    ("S4bri Mansouf", "Sabri Mansouf"),
    ("Mw. Eunice Blijdraad", "Eunice van der Blijdraad"),
    ("JP Blijdraad", "Jean-Pierre Blijdraad"),
    ("Сабри Мансуф", "Sabri Mansoef"),
    ("Γιώργος Λαμπρόπουλος", "Giorgos Lampropoulos"),
    ("محمد منصوف", "Mohammed Mansouf"),
    ("郑伟", "Zheng Wei"),
    ("Lopan Zheng Wei", "Zheng Wei Lopan"),
    ("Nguyễn Thị Lopanh", "Lopanh Nguyen Thi"),
    ("Kisfaludi János", "Janos Kisfaludi"),
    ("Platon Andrejewitsj Kozak", "Platon Kozak"),
    ("Wim Blijdraad", "Willem Blijdraad"),
    ("Anna Blijdraad-Kozak", "Anna Kozak Blijdraad"),
]
NOT_ONE = [
    ("Sabri Mansouf", "Karim Mansouf"),
    ("Sabri Mansouf", "Sabri Talhoubi"),
    ("Sabri bin Yassir Mansouf", "Yassir bin Sabri Mansouf"),
    ("Platon Andrejewitsj Kozak", "Platon Grigorjewitsj Kozak"),
    ("郑伟", "郑明"),
    ("Sabri", "Sabri Yassir Mansouf al-Talhoubi"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_name_written_otherwise(one: str, other: str) -> None:
    assert likeness(one, other) >= WEIGHING.same


@pytest.mark.parametrize(("one", "other"), NOT_ONE)
def test_another_name(one: str, other: str) -> None:
    assert likeness(one, other) < WEIGHING.same


@settings(deadline=None, max_examples=150)
@given(*[st.text("abcdefghij -.,'ßéжم伟", max_size=24)] * 2)
def test_both_ways_the_same_and_between_nothing_and_all(one: str, other: str) -> None:
    like = likeness(one, other)
    assert like == likeness(other, one)
    assert 0 <= like <= 1
    assert likeness(one, one) == 1.0


def test_weighing_uses_it_where_a_name_cannot_be_read_alike() -> None:
    """Parts of a name in another place than any reading expects."""
    one, other = (read_person(name, date(2026, 3, 2)) for name in ("Haki Assad Zarkar Hasni", "Zarkar Hasni Haki Asad"))
    found = agree(one, other)  # type: ignore[arg-type]
    assert found is not None
    assert found.level == "full close"
