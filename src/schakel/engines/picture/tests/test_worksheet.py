"""The worksheet: the rule of the list, and what it must never become."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.engines.picture import worksheet as module
from schakel.engines.picture.worksheet import DimensionSheet, Said, SheetRow, SheetRule, Strength, sheet_of

RULES = (
    SheetRule("R-a", strong=2),
    SheetRule("R-b", strong=1, medium_or_weak=1),
    SheetRule("R-c", medium=3),
    SheetRule("R-d", medium=2, weak=1),
)
ROWS = [
    SheetRow(f"{dimension}-{strength}-{n}", dimension, strength)
    for dimension in ("D1", "D2")
    for strength in ("strong", "medium", "weak")
    for n in range(9)
] + [SheetRow("D3-1", "D3", "strong"), SheetRow("D3-2", "D3", None)]
answers = st.dictionaries(st.sampled_from([row.code for row in ROWS]), st.sampled_from(["yes", "no", "unknown"]))
Answers = dict[str, Said]


def some(**wanted: int) -> Answers:
    return {f"D1-{strength}-{n}": "yes" for strength, number in wanted.items() for n in range(number)}


def outcome(given_: Answers, code: str = "D1") -> str:
    return next(one.outcome for one in sheet_of(ROWS, RULES, given_) if one.code == code)


@pytest.mark.parametrize(
    ("strong", "medium", "weak", "supported"),
    [
        (0, 0, 0, False), (1, 0, 0, False), (0, 1, 0, False), (0, 2, 0, False), (0, 1, 9, False), (0, 0, 9, False),
        (1, 1, 0, True), (1, 0, 1, True), (2, 0, 0, True), (0, 3, 0, True), (0, 2, 1, True),
    ],
)  # fmt: skip
def test_the_rule_of_the_list_holds_as_its_vectors_say(strong: int, medium: int, weak: int, supported: bool) -> None:
    assert (outcome(some(strong=strong, medium=medium, weak=weak)) == "supported") is supported


@given(answers)
def test_the_rules_are_the_formula(given_: Answers) -> None:
    strengths: dict[str, Strength] = {row.code: row.strength for row in ROWS if row.dimension == "D1" and row.strength}
    yes = [strengths[code] for code, said in given_.items() if said == "yes" and code in strengths]
    s, m, w = (yes.count(one) for one in ("strong", "medium", "weak"))
    formula = s >= 2 or (s >= 1 and m + w >= 1) or m >= 3 or (m >= 2 and w >= 1)
    assert (outcome(given_) == "supported") is formula


@given(answers, st.sampled_from([row.code for row in ROWS]))
def test_one_yes_more_never_takes_support_away(given_: Answers, code: str) -> None:
    before, after = sheet_of(ROWS, RULES, given_), sheet_of(ROWS, RULES, {**given_, code: "yes"})
    for one, other in zip(before, after, strict=True):
        assert set(one.rules) <= set(other.rules) and set(one.because) <= set(other.because)


@given(answers)
def test_unknown_is_open_like_no_answer_and_a_no_is_not(given_: Answers) -> None:
    silent = {code: said for code, said in given_.items() if said != "unknown"}
    assert sheet_of(ROWS, RULES, given_) == sheet_of(ROWS, RULES, silent)
    for one in sheet_of(ROWS, RULES, given_):
        answered = {code for code, said in given_.items() if said != "unknown"}
        assert answered.isdisjoint(one.open)
        assert {row.code for row in ROWS if row.dimension == one.code} - answered == set(one.open)


@given(answers)
def test_a_list_whose_strengths_were_not_verified_computes_nothing(given_: Answers) -> None:
    unsure = next(one for one in sheet_of(ROWS, RULES, given_) if one.code == "D3")
    assert (unsure.outcome, unsure.rules) == ("not_computed", ())


@given(answers)
def test_each_dimension_is_judged_by_itself(given_: Answers) -> None:
    own = {code: said for code, said in given_.items() if code.startswith("D1")}
    assert sheet_of(ROWS, RULES, given_)[0] == sheet_of(ROWS, RULES, own)[0]


def texts_of(value: object) -> Iterator[type]:
    for field in dataclasses.fields(value):  # type: ignore[arg-type]
        part = getattr(value, field.name)
        yield from (type(one) for one in (part if isinstance(part, tuple) else (part,)))


@given(answers)
def test_no_outcome_holds_a_number(given_: Answers) -> None:
    for one in sheet_of(ROWS, RULES, given_):
        assert set(texts_of(one)) <= {str}


def test_there_is_no_outcome_of_the_whole() -> None:
    shapes = {name for name, shape in vars(module).items() if dataclasses.is_dataclass(shape)}
    assert shapes == {"SheetRow", "SheetRule", "DimensionSheet"}
    assert {field.name for field in dataclasses.fields(DimensionSheet)} == {
        "code",
        "outcome",
        "rules",
        "because",
        "open",
    }


def test_a_rule_that_asks_for_nothing_never_holds() -> None:
    assert not SheetRule("empty").holds(["strong", "strong"])
