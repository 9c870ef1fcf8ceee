"""What the picture promises, kept on a few retold cases; each promise is seen to break. `make bench` reads all of them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from schakel.engines.picture import Observation, PictureSignal, drawing
from schakel.ground.content.queries import pack
from tests.clones import ROOT

FOLDER = ROOT / "tests" / "retold"
sys.path.insert(0, str(ROOT / "bench"))
from retold import cases as retold  # noqa: E402
from retold import promises  # noqa: E402

LOOKALIKE, PROVEN, AGAINST, ONE_SOURCE = range(4)
NL = pack("nl")
CASES = retold.read_cases(FOLDER, NL)


def faults(promise: int, cases: list[retold.Case] | None = None) -> list[str]:
    return list(promises.broken(CASES if cases is None else cases, NL).values())[promise]


def one(name: str) -> retold.Case:
    return next(case for case in CASES if case.id == name)


def seen(id_: str, source: str, *codes: str) -> PictureSignal:
    return PictureSignal(id_, source, tuple(Observation(code, "seen", "saw") for code in codes))


def test_every_promise_is_kept_on_these_cases() -> None:
    assert {case.group for case in CASES} == {"positive", "negative", "unresolved", "look-alike"}
    assert sum(len(case.against) for case in CASES) >= 10
    assert promises.broken(CASES, NL) == {promise: [] for promise in promises.broken(CASES, NL)}


def test_a_lookalike_with_all_three_is_seen() -> None:
    codes = ("LAB-08", "GEN-03", "LAB-02")
    wrong = replace(one("LOOK-02"), signals=(seen("1", "a", *codes), seen("2", "b", *codes)))
    assert faults(LOOKALIKE, [wrong]) == ["LOOK-02"]


def test_a_proven_case_of_which_nothing_is_left_is_seen() -> None:
    case = one("ECLI:NL:HR:2019:383")
    assert case.supported == ("purpose",), "by the rule of the list, as the coding stands"
    assert set(case.named) == {"means", "purpose"}
    empty = replace(case, signals=(seen("1", "a"), seen("2", "b")))
    assert faults(PROVEN, [empty]) == ["ECLI:NL:HR:2019:383: purpose is no_facts"]


def test_a_list_without_verified_strengths_has_no_rule_and_one_fact_is_enough(tmp_path: Path) -> None:
    """Some proven cases were coded on a sexual list: there one coded fact counts as support."""
    assert not NL.strengths_verified("adult_sexual")
    assert NL.strengths_verified("adult_labour")
    for name in ("signals.jsonl", "truth.json"):
        (tmp_path / name).write_text((FOLDER / name).read_text("utf-8"), "utf-8")
    (tmp_path / "open").mkdir()
    for path in (FOLDER / "open").iterdir():
        coded = yaml.safe_load(path.read_text("utf-8")) | {"strength_list": "adult_sexual"}
        (tmp_path / "open" / path.name).write_text(yaml.safe_dump(coded), "utf-8")
    again = next(case for case in retold.read_cases(tmp_path, NL) if case.id == "ECLI:NL:HR:2019:383")
    assert again.supported == ("means", "purpose")
    assert promises.broken([again], NL)["Every element that the coded facts support in a proven case is shown as supported or as one source"] == [
        "ECLI:NL:HR:2019:383: means is no_facts"
    ]  # fmt: skip


def test_a_fact_against_without_a_code_is_seen() -> None:
    wrong = replace(one("RBSHE-chinees-eindhoven"), against=("Iets dat niemand kan opschrijven",))
    assert faults(AGAINST, [wrong]) == ["RBSHE-chinees-eindhoven: no code for 'Iets dat niemand kan opschrijven'"]


def test_every_coded_fact_against_has_codes_that_a_focal_person_can_add() -> None:
    """`intake/tests/test_adding.py` adds every code of the pack by the real action."""
    coded = retold.recordable()
    assert len(coded) > 30
    assert {code for codes in coded.values() for code in codes} <= set(NL.against)
    assert all(codes for codes in coded.values())


def test_a_fact_against_that_lowers_something_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "COUNTED", ("core", "supporting", "against"))
    assert any("changes the picture" in fault for fault in faults(AGAINST))


def test_one_source_that_supports_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "voices", lambda sightings: len(list(sightings)))
    assert any("supported by one team" in fault for fault in faults(ONE_SOURCE))


def test_the_bench_fails_when_a_promise_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["picture.py"])
    import picture as bench

    assert bench.main([str(FOLDER)]) == 0
    monkeypatch.setattr(drawing, "voices", lambda sightings: len(list(sightings)))
    assert bench.main([str(FOLDER)]) == 1


def test_without_the_cases_the_bench_says_that_it_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import picture as bench

    assert bench.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("Left out:")


def test_the_page_of_the_docs_holds_sums_and_no_facts_of_a_case() -> None:
    text = (ROOT / "docs" / "reference" / "picture-bench.md").read_text("utf-8")
    assert "Kept: nothing is supported on one uncorroborated source." in text and "Broken" not in text
    assert f"pack {NL.version}" in text
    assert not [
        fact for case in CASES for facts in (case.against, *case.named.values()) for fact in facts if fact in text
    ]
