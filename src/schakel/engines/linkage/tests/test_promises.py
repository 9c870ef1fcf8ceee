"""Promises about bundles and evidence, on small sets without ties: order, constraints, undoing, and more evidence."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.engines.linkage import (
    JOIN,
    MODEL,
    Census,
    Edge,
    InMemory,
    Judgement,
    Mention,
    Model,
    Signal,
    bundle,
    observe,
    score,
)
from schakel.engines.linkage.records import Frequencies, Register, pairs, read_record, records_model
from schakel.engines.linkage.tests.given import START

CALM = settings(deadline=None, max_examples=60)
BOTH = pytest.mark.parametrize("model", [MODEL, records_model()], ids=["signals", "rows"])
LABELS = "abcdefgh"
LINKS = st.dictionaries(st.sampled_from(list(combinations(LABELS, 2))), st.integers(1, 4000), max_size=16)
SAID = st.lists(st.tuples(st.sampled_from(list(combinations(LABELS, 2))), st.booleans()), max_size=4)


def _edges(links: dict[tuple[str, str], int]) -> list[Edge]:
    """Links of which no two weigh the same."""
    return [Edge(a, b, JOIN, bits / 64 + at / 4096, 0.0, ()) for at, ((a, b), bits) in enumerate(links.items())]


def _judged(said: list[tuple[tuple[str, str], bool]]) -> list[Judgement]:
    return [Judgement(a, b, together) for (a, b), together in dict(said).items()]


@BOTH
@CALM
@given(links=LINKS, said=SAID, chance=st.randoms())
def test_the_order_of_links_and_judgements_changes_nothing(
    model: Model, links: dict[tuple[str, str], int], said: list[tuple[tuple[str, str], bool]], chance: random.Random
) -> None:
    edges, judged = _edges(links), _judged(said)
    turned = [replace(edge, a=edge.b, b=edge.a) for edge in edges]
    chance.shuffle(turned)
    chance.shuffle(judged)
    assert bundle(turned, judged, model=model) == bundle(edges, _judged(said), model=model)


@BOTH
@CALM
@given(links=LINKS, said=SAID)
def test_what_a_person_keeps_apart_stays_apart(
    model: Model, links: dict[tuple[str, str], int], said: list[tuple[tuple[str, str], bool]]
) -> None:
    judged = _judged(said)
    groups = bundle(_edges(links), judged, model=model)
    for one in judged:
        if not one.together:
            assert not any({one.a, one.b} <= set(group) for group in groups)
    if all(one.together for one in judged):
        assert all(any({one.a, one.b} <= set(group) for group in groups) for one in judged)


@BOTH
@CALM
@given(links=LINKS, pair=st.sampled_from(list(combinations(LABELS, 2))))
def test_a_merge_that_is_undone_leaves_what_was(
    model: Model, links: dict[tuple[str, str], int], pair: tuple[str, str]
) -> None:
    """Merged and withdrawn is as before; merged and then parted is as parted from the start."""
    edges = _edges(links)
    before = bundle(edges, model=model)
    merge, split = Judgement(*pair, together=True), Judgement(*pair, together=False)
    assert any(set(pair) <= set(group) for group in bundle(edges, [merge], model=model))
    assert bundle(edges, [merge, split], model=model) == bundle(edges, [split], model=model)
    assert bundle(edges, [], model=model) == before


# ---------------------------------------------------------------- more evidence

PEOPLE = ["Sabri Mansouf", "Mansouf, S.", "Anwar Talhoubi", "Eunice Blijdraad", "Sabri"]
PLACES = ["Nergenshavenkade 48, Zaandam", "Dorpsstraat 1, Ede"]
SAME = [
    Mention("phone", "06-00001174"),
    Mention("email", "lotte@schuimkraag.example"),
    Mention("licence_plate", "QC-041-Q"),
    Mention("document", "NX1234567"),
    Mention("address", "Loospad 7, Ede"),
]
AGAINST = replace(MODEL, levels={**MODEL.levels, "phone differs": replace(MODEL.levels["phone same"], m=0.1, values=0.01, counted="", evidence="against")})  # fmt: skip


@pytest.mark.parametrize("model", [MODEL, AGAINST], ids=["shipped", "with what differs"])
@CALM
@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.lists(st.sampled_from(PEOPLE), max_size=2), st.lists(st.sampled_from(PLACES), max_size=1), st.booleans()),
        min_size=2,
        max_size=4,
    ),
    st.sampled_from(SAME),
)  # fmt: skip
def test_one_more_equal_identifier_never_lowers_a_pair(
    model: Model, drawn: list[tuple[int, list[str], list[str], bool]], more: Mention
) -> None:
    signals = [
        Signal(
            f"s{at}",
            START + timedelta(days=days),
            f"nummer {at}",
            (
                *(Mention("person", name) for name in names),
                *(Mention("address", place) for place in places),
                *([Mention("phone", f"06-0000{at}{at}99")] if own else []),
            ),
        )
        for at, (days, names, places, own) in enumerate(drawn)
    ]
    richer = [replace(one, mentions=(*one.mentions, more)) if at < 2 else one for at, one in enumerate(signals)]
    bits = []
    for each in (signals, richer):
        read = [observe(one) for one in each]
        edge = score(read[0], read[1], Census(InMemory(read)), model)
        bits.append(edge.bits if edge else model.prior)
    assert bits[1] >= bits[0]


def test_what_differs_takes_away_only_where_each_names_one_and_nothing_agrees() -> None:
    def levels(one: list[str], other: list[str]) -> set[str]:
        read = [
            observe(Signal(f"s{at}", START, f"nummer {at}", (Mention("address", PLACES[0]), *(Mention("phone", number) for number in numbers))))
            for at, numbers in enumerate((one, other))
        ]  # fmt: skip
        edge = score(read[0], read[1], Census(InMemory(read)), AGAINST)
        assert edge is not None
        assert edge.prior + sum(reason.bits for reason in edge.because) == edge.bits
        return {reason.level for reason in edge.because if reason.kind == "phone"}

    mine, theirs = "06-00001174", "06-99990000"
    assert levels([mine], [theirs]) == {"phone differs"}
    assert levels([mine], [mine]) == {"phone same"}
    assert levels([mine, theirs], ["06-55551234"]) == set()
    assert levels([mine], []) == set()


GIVEN = ["sabri", "sabrie", "platon", "eunice"]
ROW = st.fixed_dictionaries(
    {},
    optional={
        "given_name": st.sampled_from(GIVEN),
        "family_name": st.sampled_from(["mansouf", "mansoef", "blijdraad"]),
        "birth_date": st.sampled_from(["1991-03-12", "1991-12-03", "1974-05-30"]),
        "birth_place": st.sampled_from(["ede", "zaandam"]),
    },
)


@CALM
@given(st.lists(ROW, min_size=2, max_size=8), st.randoms())
def test_rows_in_any_order_of_arrival_give_the_bundles_of_the_whole(
    drawn: list[dict[str, str]], chance: random.Random
) -> None:
    model = records_model()
    read = {f"r{at}": read_record(f"r{at}", values | {"postcode": f"{at}"}, model) for at, values in enumerate(drawn)}
    counts = Frequencies.of_rows(read.values())
    whole = [
        edge
        for a, b in pairs(read.values(), model)
        if (edge := score(read[a], read[b], counts, model, least=model.review))
    ]
    labels = list(read)
    chance.shuffle(labels)
    register = Register(counts, model)
    arrived = [edge for label in labels for edge in register.arrive(read[label])]
    order = {label: at for at, label in enumerate(sorted(read))}
    assert bundle(arrived, order=order, model=model) == bundle(whole, order=order, model=model)


@CALM
@given(ROW, ROW)
def test_one_more_equal_value_never_lowers_two_rows(one: dict[str, str], other: dict[str, str]) -> None:
    model = records_model()
    bits = []
    for more in ({}, {"register_number": "00041207"}):
        a, b = (read_record(label, values | more, model) for label, values in (("a", one), ("b", other)))
        edge = score(a, b, Frequencies.of_rows([a, b]), model)
        bits.append(edge.bits if edge else model.prior)
    assert bits[1] >= bits[0]
