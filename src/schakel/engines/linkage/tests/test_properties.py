"""Promises that hold for any set of signals."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.engines.linkage import (
    JOIN,
    MODEL,
    Census,
    Edge,
    InMemory,
    Judgement,
    Key,
    Mention,
    Result,
    Signal,
    bundle,
    keys,
    observe,
    pairs_touched,
    place,
    relate,
    score,
)
from schakel.engines.linkage.tests.given import START, kept_signals

CALM = settings(deadline=None, max_examples=80)
"""The machine may be busy: no deadline per example."""

VALUES = {
    "person": ["Sabri Mansouf", "Mansouf, S.", "Sabri", "Anwar Talhoubi", "Anouar Talhubi", "Jan de Vries", "Eunice Blijdraad", "onbekend", "Zheng Wei Lopan", "Zhengwei"],
    "address": ["Nergenshavenkade 48, Zaandam", "nergenshvenkade 48 Zaandam", "Nergenshavenkade (Zaandam), nummer onbekend", "Dorpsstraat 1, Ede", "Ede"],
    "organisation": ["Wasserij Schuimkraag B.V.", "wasserij schuimkraag", "Mansouf Vervoer", "Restaurant"],
    "organisation_number": ["00041207", "KvK 0004 1207"],
    "phone": ["06-00001174", "+31 6 0000 1174", "eindigt op 1174", "06-00001147", "111222333"],
    "licence_plate": ["QC-041-Q", "QC-O41-Q", "QC-04?"],
    "email": ["a@b.example"],
    "online": ["@lotte_x"],
    "bank_account": ["NL91 ABNA 0417 1643 00"],
    "document": ["NX1234567", "111222333"],
}  # fmt: skip
MENTIONS = st.sampled_from([Mention(kind, value) for kind, values in VALUES.items() for value in values])
SEEN = st.frozensets(st.sampled_from(["LAB-01", "SEX-01", "GEN-01"]), max_size=2)


@st.composite
def signal_sets(draw: st.DrawFn, most: int = 9) -> list[Signal]:
    size = draw(st.integers(2, most))
    return [
        Signal(
            id=f"s{at}",
            observed_on=START + timedelta(days=draw(st.integers(0, 800))),
            narrative=f"nummer {at}",
            mentions=tuple(draw(st.lists(MENTIONS, max_size=4))),
            seen=draw(SEEN),
        )
        for at in range(size)
    ]


def told(result: Result, names: dict[str, str]) -> list[object]:
    """Everything that comes out, with labels translated."""
    links = [(names[edge.a], names[edge.b], edge.band, edge.bits, edge.because) for edge in result.links]
    bundles = [[names[label] for label in members] for members in result.bundles]
    return [links, bundles, [(hub.kind, hub.signals, names[hub.first], hub.mention) for hub in result.hubs]]


@CALM
@given(signal_sets(), st.randoms())
def test_order_and_labels_change_nothing(signals: list[Signal], chance: random.Random) -> None:
    same = {signal.id: signal.id for signal in signals}
    labels = [f"x{at}" for at in range(len(signals))]
    chance.shuffle(labels)
    turned = [
        Signal(label, one.observed_on, one.narrative, one.mentions, one.seen)
        for label, one in zip(labels, signals, strict=True)
    ]
    back = {label: one.id for label, one in zip(labels, signals, strict=True)}
    chance.shuffle(turned)
    assert told(relate(turned), back) == told(relate(signals), same)


def test_order_and_labels_change_nothing_in_the_kept_stories() -> None:
    signals = kept_signals()
    turned = [
        Signal(f"x{one.id[::-1]}", one.observed_on, one.narrative, one.mentions, one.seen) for one in reversed(signals)
    ]
    back = {f"x{one.id[::-1]}": one.id for one in signals}
    assert told(relate(turned), back) == told(relate(signals), {one.id: one.id for one in signals})


@CALM
@given(signal_sets())
def test_the_reasons_add_up_exactly(signals: list[Signal]) -> None:
    for edge in relate(signals).links:
        assert edge.prior + sum(reason.bits for reason in edge.because) == edge.bits
        assert sum([reason.bits for reason in reversed(edge.because)], edge.prior) == edge.bits
        assert all(reason.bits * 8 == int(reason.bits * 8) for reason in edge.because)
        assert (edge.band == JOIN) <= (edge.bits >= MODEL.join)
        assert edge.bits >= MODEL.review


@CALM
@given(signal_sets())
def test_names_alone_never_join(signals: list[Signal]) -> None:
    names = [
        Signal(one.id, one.observed_on, one.narrative, tuple(m for m in one.mentions if m.kind == "person"), one.seen)
        for one in signals
    ]
    assert all(edge.band != JOIN for edge in relate(names).links)


@CALM
@given(signal_sets())
def test_a_link_is_the_same_from_both_sides_and_has_a_shared_key(signals: list[Signal]) -> None:
    read = [observe(one) for one in signals]
    counts = Census(InMemory(read))
    for one, other in combinations(read, 2):
        edge = score(one, other, counts)
        assert edge == score(other, one, counts)
        if edge:
            assert keys(one) & keys(other)


@CALM
@given(signal_sets())
def test_keys_find_every_pair_that_links(signals: list[Signal]) -> None:
    read = [observe(one) for one in signals]
    counts = Census(InMemory(read))
    every = {
        frozenset((e.a, e.b)) for one, other in combinations(read, 2) if (e := score(one, other, counts)) and e.band
    }
    assert {frozenset((edge.a, edge.b)) for edge in relate(signals).links} == every


@CALM
@given(signal_sets(most=12), st.randoms(), st.sampled_from([2, 3, 40]), st.booleans())
def test_one_by_one_in_any_order_is_the_same_as_all_at_once(
    signals: list[Signal], chance: random.Random, cap: int, narrow: bool
) -> None:
    """Also when only pairs with a link, and those that may get one by it, are weighed again."""
    model = replace(MODEL, cap=cap, weak_cap=min(cap, 3))
    read = {one.id: observe(one) for one in signals}
    order = list(read)
    chance.shuffle(order)
    postings, links = InMemory(), {}
    for label in order:
        postings.add(read[label])
        counts = Census(postings, enough=model.cap)
        known = {(min(pair), max(pair)) for pair in links}
        for a, b in pairs_touched(
            label,
            postings,
            model,
            linked=(lambda near, of=known: {p for p in of if near.issuperset(p)}) if narrow else None,
        ):
            edge = score(read[a], read[b], counts, model)
            links.pop(frozenset((a, b)), None)
            if edge and edge.band:
                links[frozenset((a, b))] = edge
    batch = {frozenset((edge.a, edge.b)): edge for edge in relate(signals, model=model).links}
    assert links == batch


@CALM
@given(signal_sets())
def test_blinded_postings_count_the_same(signals: list[Signal]) -> None:
    """The running system keeps keyed hashes: the kind stays, the text goes."""

    def blinded(key: Key) -> Key:
        return Key(key.kind, str(hash((key.kind, key.text))), key.strength)

    class Blind(InMemory):
        def observations(self, label: str) -> list[tuple[str, frozenset[Key]]]:
            return [(kind, frozenset(blinded(key) for key in each)) for kind, each in super().observations(label)]

        def holders(self, key: Key) -> set[str]:
            return {label for label in self._observations for _, each in self.observations(label) if key in each}

    read = [observe(one) for one in signals]
    plain, blind = Census(InMemory(read)), Census(Blind(read), kept=blinded)
    for one, other in combinations(read, 2):
        assert score(one, other, plain) == score(one, other, blind)


@CALM
@given(signal_sets())
def test_bundles_hold_each_signal_once_and_only_linked_ones(signals: list[Signal]) -> None:
    result = relate(signals)
    labels = [label for members in result.bundles for label in members]
    assert len(labels) == len(set(labels))
    linked = {label for edge in result.links for label in (edge.a, edge.b)}
    assert set(labels) <= linked
    dates = {one.id: place(observe(one)) for one in signals}
    assert all(list(members) == sorted(members, key=dates.__getitem__) for members in result.bundles)


# ---------------------------------------------------------------- large bundles


def _star(size: int) -> list[Edge]:
    """Everyone with the first, the strongest link first."""
    return [Edge("s000", f"s{at:03}", JOIN, 40.0 - at / 1000, MODEL.prior, ()) for at in range(1, size)]


def test_a_large_bundle_takes_in_no_more_by_itself_and_a_person_may() -> None:
    most = MODEL.most
    edges = _star(most + 3)
    (members,) = bundle(edges)
    assert len(members) == most
    outside = sorted({edge.b for edge in edges} - set(members))
    assert outside == [f"s{at:03}" for at in range(most, most + 3)], "the weakest links stand at its edge"
    (grown,) = bundle(edges, [Judgement("s000", outside[1], together=True)])
    assert set(grown) == {*members, outside[1]}, "and nobody is pushed out for who was let in"


@CALM
@given(st.integers(2, 6), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 60)), max_size=16))
def test_no_bundle_grows_beyond_its_most_by_itself(most: int, drawn: list[tuple[int, int, int]]) -> None:
    model = replace(MODEL, most=most)
    edges = [Edge(f"s{a}", f"s{b}", JOIN, bits / 2, MODEL.prior, ()) for a, b, bits in drawn if a < b]
    assert all(len(members) <= most for members in bundle(edges, model=model))
    assert bundle(edges, model=replace(MODEL, most=99)) == bundle(edges)
