"""What links and what does not: effect and refusal of the whole engine on small sets."""

from __future__ import annotations

from datetime import date

import pytest

from schakel.engines.linkage import JOIN, REVIEW, Judgement, Mention, Signal, keys_to_protect, relate
from schakel.engines.linkage.tests.given import START, band, kept_signals, pairs, reasons, signal, stories, strangers


def test_the_kept_stories_come_together_and_strangers_stay_apart() -> None:
    result = relate(kept_signals())
    wanted, found = pairs(list(stories().values())), pairs(result.bundles)
    assert not found - wanted
    assert len(found & wanted) >= 0.85 * len(wanted)
    together = {label for members in result.bundles for label in members}
    assert not together & set(strangers())


def test_the_same_phone_joins_and_says_why() -> None:
    one = signal("a", ("phone", "06-00001174"), ("person", "Anwar Talhoubi"))
    other = signal("b", ("phone", "+31 6 0000 1174"), days=20)
    result = relate([one, other])
    (link,) = result.links
    assert (link.a, link.b, link.band) == ("a", "b", JOIN)
    reason = link.because[0]
    assert (reason.kind, reason.a, reason.b, reason.seen_in) == ("phone", "06-00001174", "+31 6 0000 1174", 2)
    assert link.prior + sum(each.bits for each in link.because) == link.bits
    assert result.bundles == (("a", "b"),)


def test_a_rare_full_name_alone_asks_for_a_look_and_never_joins() -> None:
    assert band(signal("a", ("person", "Anouar Talhubi")), signal("b", ("person", "Anwar Talhoubi"), days=3)) == REVIEW


def test_a_name_that_very_many_bear_asks_nothing() -> None:
    one, other = signal("a", ("person", "Jan de Vries")), signal("b", ("person", "Jan de Vries"), days=200)
    assert band(one, other) is None


def test_a_first_name_alone_links_nothing() -> None:
    assert band(signal("a", ("person", "Sabri")), signal("b", ("person", "Sabri Mansouf"), days=3)) is None


def test_a_first_name_with_time_and_the_same_signs_asks_for_a_look() -> None:
    one = signal("a", ("person", "Sabri"), seen="LAB-01")
    assert band(one, signal("b", ("person", "Sabri Mansouf"), days=3, seen="LAB-08")) == REVIEW
    assert band(one, signal("c", ("person", "Sabri Mansouf"), days=3, seen="SEX-01")) is None
    assert band(one, signal("d", ("person", "Sabri Mansouf"), days=900, seen="LAB-08")) is None


def test_a_first_name_counts_beside_a_phone_ending() -> None:
    one = signal("a", ("person", "Sabri Mansouf"), ("phone", "06-00001174"))
    assert band(one, signal("b", ("person", "Sabri"), ("phone", "eindigt op 1174"), days=9)) == JOIN


def test_an_organisation_by_name_alone_asks_for_a_look() -> None:
    one = signal("a", ("organisation", "Wasserij Schuimkraag B.V."))
    assert band(one, signal("b", ("organisation", "wasserij schuimkraag"), days=9)) == REVIEW
    assert (
        band(signal("c", ("organisation", "Restaurant")), signal("d", ("organisation", "restaurant"), days=9)) is None
    )


def test_swapped_digits_ask_for_a_look_and_other_digits_do_not() -> None:
    one = signal("a", ("phone", "06-00003072"))
    assert band(one, signal("b", ("phone", "06-00003027"), days=9)) in (REVIEW, None)
    assert band(one, signal("c", ("phone", "06-00003079"), days=9)) is None


def test_a_number_in_the_text_helps_and_is_told_as_such() -> None:
    one = signal("a", ("person", "Sabri Mansouf"), narrative="Belt met 06-00001174, auto QC-041-Q.")
    other = signal("b", ("phone", "0600001174"), days=4)
    (link,) = relate([one, other]).links
    assert (link.band, link.because[0].at_a, link.because[0].a) == (JOIN, -1, "06-00001174")


def test_a_protected_address_is_nowhere() -> None:
    hidden = keys_to_protect("address", "Schijnopvanglaan 4, Almere")
    secret = {(key.kind, key.text) for key in hidden}
    signals = [signal(f"s{at}", ("address", typed), ("person", f"Naam{letter} Verzonnen{letter}"), days=at) for at, (typed, letter) in enumerate(
        [("Schijnopvanglaan 4, Almere", "ba"), ("schijnopvangln 4 Almere", "do"), ("Schijnopvnglaan 4 te Almere", "ki")]
    )]  # fmt: skip
    assert relate(signals).links
    result = relate(signals, protected=lambda kind, text: (kind, text) in secret)
    assert (result.links, result.bundles, result.hubs) == ((), (), ())
    elsewhere = [
        signal("a", ("organisation", "Opvang Schijnopvanglaan 4, Almere")),
        signal("b", ("organisation", "opvang schijnopvanglaan 4 almere")),
    ]
    assert relate(elsewhere, protected=lambda kind, text: (kind, text) in secret).links == ()


def test_a_citizen_number_links_nothing() -> None:
    one, other = signal("a", ("document", "111222333")), signal("b", ("document", "111222333"), days=2)
    assert relate([one, other]).links == ()
    written = [signal(label, ("person", "Sabri"), narrative="BSN 111222333 op een brief.") for label in "ab"]
    assert relate(written).links == ()


def test_judgements_go_before_bits() -> None:
    one, two, three = (signal(label, ("phone", "06-00001174"), days=at) for at, label in enumerate("abc"))
    apart = relate([one, two, three], judgements=[Judgement("a", "b", False)])
    assert all(not {"a", "b"} <= set(members) for members in apart.bundles)
    alone = [signal("x", ("person", "Sri")), signal("y", ("person", "Toon"), days=1)]
    assert relate(alone).bundles == ()
    assert relate(alone, judgements=[Judgement("x", "y", True)]).bundles == (("x", "y"),)


def test_a_thin_link_does_not_pull_two_large_bundles_together() -> None:
    left = [signal(f"l{at}", ("phone", "06-00001111"), days=at, seen="LAB-01") for at in range(4)]
    right = [signal(f"r{at}", ("phone", "06-00002222"), days=at, seen="LAB-01") for at in range(4)]
    name = ("person", "Blijdraad, E.")
    bridged = [
        *left,
        *right,
        signal("l9", ("phone", "06-00001111"), name, days=0),
        signal("r9", ("phone", "06-00002222"), ("person", "Blijtraat, U."), days=380),
    ]
    assert reasons(relate(bridged), "l9", "r9")
    assert len(relate(bridged).bundles) == 2


def test_two_signals_with_one_label_are_refused() -> None:
    with pytest.raises(ValueError, match="label"):
        relate([signal("a", ("phone", "06-00001174")), signal("a", ("phone", "06-00001175"))])


def test_nothing_gives_nothing() -> None:
    result = relate([])
    assert (result.links, result.bundles, result.hubs) == ((), (), ())


def test_a_date_of_birth_is_told_as_a_date_and_makes_a_name_more_than_a_name() -> None:
    one = Signal("a", START, "x", (Mention("person", "Sabri Mansouf", birth_date="1990-04-12"),))
    other = Signal("b", START, "y", (Mention("person", "Mansouf, S.", birth_date="12-4-1990"),))
    (link,) = relate([one, other]).links
    assert link.band == JOIN
    assert {(reason.kind, reason.a, reason.b) for reason in link.because} >= {
        ("birth_date", "1990-04-12", "1990-04-12")
    }
    stranger = Signal("c", START, "z", (Mention("person", "Sabri Mansouf", birth_date="1961-11-30"),))
    assert relate([one, stranger]).links == ()


def test_days_centuries_apart_are_weighed_like_any_that_are_long_ago() -> None:
    here = [Mention("phone", "06-00001174"), Mention("licence_plate", "QC-041-Q")]
    first = Signal(id="a", observed_on=date(1, 1, 1), mentions=tuple(here))
    last = Signal(id="b", observed_on=date(9999, 12, 31), mentions=tuple(here))
    assert relate([first, last]).bundles == (("a", "b"),)
