"""Rows of a register: the same weighing with another model file. All invented."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from schakel.engines.linkage import JOIN, Judgement, bundle
from schakel.engines.linkage.edges import Edge
from schakel.engines.linkage.model import RECORDS, from_figures
from schakel.engines.linkage.records import Frequencies, Register, pairs, read_record, records_model
from schakel.engines.linkage.score import score

MODEL = records_model()
ROWS = {
    "a": {"given_name": "Sabri", "family_name": "Mansouf", "birth_date": "1991-03-12", "postcode": "9999 AB"},
    "b": {"given_name": "Sabrie", "family_name": "Mansoef", "birth_date": "1991-12-03", "postcode": "9999 AB"},
    "c": {"given_name": "Platon", "family_name": "Mansouf", "birth_date": "1974-05-30", "postcode": "9998 ZZ"},
    "d": {"given_name": "Eunice", "family_name": "Blijdraad", "birth_date": "onbekend", "postcode": "9999 AB"},
}
READ = {label: read_record(label, values, MODEL) for label, values in ROWS.items()}
COUNTS = Frequencies.of_rows([*READ.values()] * 8)


def test_one_person_written_twice_joins_and_the_reasons_add_up() -> None:
    edge = score(READ["a"], READ["b"], COUNTS, MODEL)
    assert edge is not None
    assert edge.band == JOIN
    assert {reason.level for reason in edge.because} >= {"family_name close", "birth_date close", "postcode same"}
    assert edge.prior + sum(reason.bits for reason in edge.because) == edge.bits
    assert edge == score(READ["b"], READ["a"], COUNTS, MODEL)


def test_what_differs_takes_away_and_what_is_missing_does_not() -> None:
    other = score(READ["a"], READ["c"], COUNTS, MODEL)
    assert other is not None
    assert other.band is None
    assert {reason.level for reason in other.because if reason.bits < 0} == {
        "given_name differs", "birth_date differs"
    }  # fmt: skip
    missing = score(READ["a"], READ["d"], COUNTS, MODEL)
    assert missing is not None
    assert "birth_date" not in {reason.kind for reason in missing.because}


def test_rare_values_say_more() -> None:
    common = Frequencies.of_rows([*READ.values(), *[READ["c"]] * 60])
    rare = Frequencies.of_rows(READ.values())
    said = [
        next(reason.bits for reason in edge.because if reason.level == "family_name same")
        for counts in (common, rare)
        if (edge := score(READ["a"], READ["c"], counts, MODEL))
    ]
    assert said[0] < said[1]


def test_one_by_one_finds_what_all_at_once_finds() -> None:
    every = {
        pair
        for pair in pairs(READ.values(), MODEL)
        if (edge := score(READ[pair[0]], READ[pair[1]], COUNTS, MODEL)) and edge.bits >= MODEL.review
    }
    for seed in range(5):
        labels = sorted(READ)
        random.Random(seed).shuffle(labels)
        register = Register(COUNTS, MODEL)
        found = {tuple(sorted((e.a, e.b))) for label in labels for e in register.arrive(READ[label])}
        assert found == every
    assert ("a", "b") in every


def test_a_kind_that_the_model_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="shoe_size"):
        read_record("x", {"shoe_size": "42"}, MODEL)


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (("schema",), 2, "form 2"),
        (("levels", "given_name same", "m"), 1.5, "m must be"),
        (("levels", "given_name same", "evidence"), "sure", "evidence"),
        (("prior", "bits"), -12.3, "eighths"),
        (("bands", "review"), 99, "review"),
        (("hubs", "cap"), None, "not of its kind"),
    ],
)
def test_a_model_file_that_does_not_fit_is_refused_with_what_is_wrong(
    path: tuple[str, ...], value: object, why: str
) -> None:
    told = json.loads(RECORDS.read_text("utf-8"))
    place = told
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    with pytest.raises(ValueError, match=why):
        from_figures(told)


# ---------------------------------------------------------------- two sides


def _edge(a: str, b: str, bits: float) -> Edge:
    return Edge(a, b, JOIN, bits, 0.0, ())


def test_one_link_between_two_groups_does_not_join_them() -> None:
    whole = [_edge(a, b, 12) for group in ("abc", "xyz") for a in group for b in group if a < b]
    assert bundle([*whole, _edge("c", "x", 11)], model=MODEL) == [("a", "b", "c"), ("x", "y", "z")]
    across = [_edge(a, b, 3) for a in "abc" for b in "xyz"]
    assert bundle([*whole, *across], model=MODEL) == [tuple("abcxyz")]


def test_what_a_person_said_holds_and_the_order_of_links_changes_nothing() -> None:
    edges = [_edge("a", "b", 12), _edge("b", "c", 11), _edge("a", "c", 10), _edge("c", "d", 9)]
    apart = [Judgement("a", "c", together=False)]
    assert bundle(edges, apart, model=MODEL) == [("a", "b"), ("c", "d")]
    assert bundle([], [Judgement("a", "d", together=True)], model=MODEL) == [("a", "d")]
    assert bundle(edges[::-1], apart, model=MODEL) == bundle(edges, apart, model=MODEL)
    assert all(len(group) <= 2 for group in bundle(edges, model=replace(MODEL, most=2)))
