"""What many strangers share links none of them; what is their own still does."""

from __future__ import annotations

import pytest

from schakel.engines.linkage import JOIN, REVIEW, relate
from schakel.engines.linkage.tests.given import band, kept_signals, reasons, signal


def test_a_shared_car_is_shown_as_a_meeting_place_and_links_nobody() -> None:
    result = relate(kept_signals())
    assert [(hub.kind, hub.signals, hub.first, hub.mention) for hub in result.hubs] == [("licence_plate", 7, "s01", 0)]


def test_a_bare_name_in_very_many_signals_asks_nothing() -> None:
    few = [signal(f"n{at}", ("person", "Mila Dubbelnaam"), days=at * 30) for at in range(4)]
    many = [signal(f"n{at}", ("person", "Mila Dubbelnaam"), days=at * 30) for at in range(9)]
    assert relate(few).links
    assert relate(many).links == ()


def _hotel(guests: int, value: tuple[str, str]) -> list:
    names = [
        "Tara Kloosterzand",
        "Bo Vinkdijk",
        "Jana Koeslager",
        "Piet Overkampink",
        "Fleur Westwind",
        "Sergej Molendaal",
        "Aya Rostamgar",
        "Koen Zaagmans",
        "Ewa Piotrowa",
    ]
    return [signal(f"h{at}", value, ("person", names[at]), days=at * 20) for at in range(guests)]


@pytest.mark.parametrize(
    "value",
    [
        ("phone", "06-00000001"),
        ("address", "Fictiehotelpolder 200, Waddinxveen"),
        ("organisation", "Logies Polderhof"),
        ("licence_plate", "QC-159-C"),
        ("person", "Eunice Blijdraad"),
        ("email", "hulp@kerk.example"),
    ],
)
@pytest.mark.parametrize("guests", [6, 9])
def test_what_many_strangers_share_links_none_of_them(value: tuple[str, str], guests: int) -> None:
    result = relate(_hotel(guests, value))
    assert result.links == ()
    assert [(hub.kind, hub.signals) for hub in result.hubs] == [(value[0], guests)]


def test_two_at_one_address_are_still_one_story() -> None:
    signals = _hotel(2, ("address", "Fictiehotelpolder 200, Waddinxveen"))
    assert band(*signals) == JOIN


def test_the_house_of_a_meeting_place_links_no_more_than_the_place() -> None:
    guests = _hotel(8, ("address", "Fictiehotelpolder 200, Waddinxveen"))
    firm = signal("x", ("address", "Fictiehotelpolder 200, Waddinxveen"), ("organisation", "Logies Polderhof"), days=30)
    asked = signal("y", ("organisation", "Logies Polderhof"), ("person", "Luca Bertafonte"), days=50)
    assert band(firm, asked, *guests) is None
    assert band(firm, asked) == REVIEW


def test_guests_of_a_meeting_place_link_by_what_is_their_own() -> None:
    guests = _hotel(8, ("address", "Fictiehotelpolder 200, Waddinxveen"))
    again = signal(
        "x",
        ("address", "fictiehotelpolder 200 Waddinxveen"),
        ("person", "Kloosterzand, T."),
        ("phone", "06-00004411"),
        days=30,
    )
    later = signal("y", ("phone", "+31600004411"), days=60)
    result = relate([*guests, again, later])
    assert "initial" in reasons(result, "h0", "x")
    assert reasons(result, "x", "y")[0] == "phone same"
    assert not any({edge.a, edge.b} <= {f"h{at}" for at in range(8)} for edge in result.links)


def test_different_people_who_saw_the_same_signs_at_one_number_may_be_one_story() -> None:
    names = ["Tara Kloosterzand", "Bo Vinkdijk", "Jana Koeslager", "Piet Overkampink", "Fleur Westwind"]
    same = [
        signal(f"s{at}", ("phone", "06-00000002"), ("person", name), days=at, seen="LAB-01")
        for at, name in enumerate(names)
    ]
    other = [
        signal(f"s{at}", ("phone", "06-00000002"), ("person", name), days=at * 90) for at, name in enumerate(names)
    ]
    assert {edge.band for edge in relate(same).links} == {REVIEW}
    assert relate(other).links == ()
