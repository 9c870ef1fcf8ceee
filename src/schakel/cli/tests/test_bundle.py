"""`schakel bundle`: a file in, reasons out; what it refuses it names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import schakel
from schakel.cli import main
from schakel.cli.bundle import write_whole

KEPT = Path(__file__).parents[2] / "engines" / "linkage" / "tests" / "fixtures" / "signals.jsonl"
ONE = {"id": "a", "observed_on": "2026-03-02", "mentions": [{"kind": "phone", "value": "06-00001174"}]}
OTHER = {"id": "b", "observed_on": "2026-03-09", "mentions": [{"kind": "phone", "value": "+31 6 0000 1174"}]}


def written(folder: Path, *rows: object, name: str = "signals.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def bundled(path: Path, *more: str) -> dict:
    out = path.parent / "bundles.json"
    assert main(["bundle", str(path), "--out", str(out), *more]) == 0
    return json.loads(out.read_text(encoding="utf-8"))


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    out = path.parent / "bundles.json"
    assert main(["bundle", str(path), "--out", str(out)]) == 2
    assert not out.exists()
    return capsys.readouterr().err.splitlines()


def test_two_signals_with_one_phone(tmp_path: Path) -> None:
    out = bundled(written(tmp_path, ONE, OTHER))
    (link,) = out["links"]
    assert (link["a"], link["b"], link["band"]) == ("a", "b", "join")
    assert link["prior_bits"] + sum(reason["bits"] for reason in link["because"]) == link["bits"]
    reason = link["because"][0]
    assert (reason["kind"], reason["a"], reason["b"], reason["level"]) == (
        "phone",
        "06-00001174",
        "+31 6 0000 1174",
        "same number",
    )
    assert reason["seen_in"] == 2
    (bundle,) = out["bundles"]
    assert bundle["signals"] == ["a", "b"]
    assert set(bundle["picture"]) == {"act", "means", "purpose"}
    assert out["hubs"] == []


def alone(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Python in a process of its own, which finds the package where this one did."""
    place = {**os.environ, "PYTHONPATH": str(Path(schakel.__file__).parents[1])}
    return subprocess.run([sys.executable, *arguments], capture_output=True, check=True, env=place)


def test_a_whole_file_and_its_meeting_place() -> None:
    done = alone("-m", "schakel.cli", "bundle", str(KEPT))
    out = json.loads(done.stdout)
    assert out["bundles"]
    assert out["hubs"] == [{"kind": "licence_plate", "signals": 7, "first_seen": {"signal": "s01", "mention": 0}}]
    assert not done.stderr


def test_an_empty_file_gives_an_empty_outcome(tmp_path: Path) -> None:
    assert bundled(written(tmp_path)) == {"links": [], "bundles": [], "hubs": []}


def test_byte_order_mark_windows_lines_and_blank_lines_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "signals.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n\r\n".join(json.dumps(row).encode() for row in (ONE, OTHER)) + b"\r\n")
    assert len(bundled(path)["links"]) == 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"observed_on": "02-03-2026"}, "line 2: observed_on: '02-03-2026' is not a day. Write it as 2026-02-03."),
        ({"observed_on": "2026-02-30"}, "line 2: observed_on: '2026-02-30' is not a day."),
        ({"colour": "red"}, "line 2: colour: The field 'colour' is not known."),
        ({"id": ""}, "line 2: id: The field 'id' is missing or empty."),
        ({"id": 7}, "line 2: id: The field 'id' must be text."),
        ({"id": "x" * 65}, "line 2: id: The field 'id' is longer than 64 characters."),
        ({"municipality": "GM12"}, "line 2: municipality: 'GM12' is not a municipality code."),
        ({"immediate_danger": "yes"}, "line 2: immediate_danger: Write true or false here"),
        ({"organisation_kind": "army"}, "line 2: organisation_kind: 'army' is not known here. Choose from municipality, "),
        ({"reported_at": "yesterday"}, "line 2: reported_at: 'yesterday' is not a moment."),
        ({"mentions": [{"kind": "phone"}]}, "line 2: mentions[0].value: The field 'value' is missing or empty."),
        ({"mentions": [{"kind": "boat", "value": "x"}]}, "line 2: mentions[0].kind: 'boat' is not known here. Choose from person, "),
        ({"mentions": [{"kind": "phone", "value": "x", "age_from": 130}]}, "line 2: mentions[0].age_from: 130 is no age."),
        ({"mentions": [{"kind": "phone", "value": "x", "age_from": True}]}, "line 2: mentions[0].age_from: The field 'age_from' must be a whole number."),
        ({"mentions": ["06"]}, "line 2: mentions: The field 'mentions' must be a list of objects."),
        ({"mentions": {"kind": "phone"}}, "line 2: mentions: The field 'mentions' must be a list of objects."),
        ({"mentions": [{"kind": "phone", "value": "x"}] * 61}, "line 2: mentions: There are 61 here. No more than 60"),
        ({"observations": [{"indicator": "LAB-01", "answer": "maybe"}]}, "line 2: observations[0].answer: 'maybe' is not known here. Choose from seen, "),
        ({"observations": [{"indicator": "LAB-01", "answer": "seen", "who": "me"}]}, "line 2: observations[0].who: The field 'who' is not known."),
        ({"mentions": []}, "line 2: narrative: Write down what you saw or heard."),
        ({"narrative": None}, "line 2: narrative: The field 'narrative' must be text."),
        ({"narrative": "\ud800"}, "line 2: narrative: The field 'narrative' holds an invisible sign"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_refused_with_line_field_and_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict, expected: str
) -> None:
    (told,) = refused(written(tmp_path, OTHER, {**ONE, **change}), capsys)
    assert told.startswith(expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "line 1: line: This is not JSON: it goes wrong at character 2."),
        ("[1]", "line 1: line: This line must hold one JSON object."),
        ("null", "line 1: line: This line must hold one JSON object."),
        (
            '{"id": "a", "id": "b", "observed_on": "2026-03-02", "narrative": "x"}',
            "line 1: id: The field 'id' stands there twice.",
        ),
        ("1" * 5000, "line 1: line: This is no JSON that we can read: a number has too many digits."),
        ("[" * 100_000, "line 1: line: This is no JSON that we can read: it is nested too deeply."),
        ('{"observed_on": "2026-03-02", "narrative": "x"}', "line 1: id: The field 'id' is missing or empty."),
    ],
)
def test_a_wrong_line_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, expected: str) -> None:
    assert refused(written(tmp_path, line), capsys)[0].startswith(expected)


def test_every_fault_is_told_up_to_a_limit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{**ONE, "id": f"s{at}", "observed_on": "soon", "colour": 1} for at in range(80)]
    told = refused(written(tmp_path, *rows), capsys)
    assert len(told) == 101
    assert told[0].startswith("line 1:")
    assert told[-1] == "and 60 more."


def test_a_label_used_twice_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(written(tmp_path, ONE, OTHER, ONE), capsys) == [
        "line 3: id: The id 'a' stands on line 1 too. Take one of the two away."
    ]


def test_what_is_not_utf8_or_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes('{"id": "é"}'.encode("latin-1"))
    assert refused(latin, capsys) == ["line 1: file: The file is not UTF-8 text (at byte 8). Save the file as UTF-8."]
    assert "No such file" in refused(tmp_path / "nowhere.jsonl", capsys)[0]


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, ONE)
    assert main(["bundle", str(path), "--out", str(tmp_path / "no" / "such" / "bundles.json")]) == 2
    assert "bundles.json" in capsys.readouterr().err


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bundles.json"
    path.write_text("before")

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, "after")
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["bundles.json"]


def test_a_citizen_number_never_comes_out(tmp_path: Path) -> None:
    name = {"kind": "person", "value": "Sabri Mansouf 111222333"}
    rows = [
        {**row, "mentions": [*row["mentions"], name, {"kind": "document", "value": "111222333"}]}
        for row in (ONE, OTHER)
    ]
    text = json.dumps(bundled(written(tmp_path, *rows)))
    assert "Sabri Mansouf" in text
    assert "111222333" not in text


def test_a_protected_address_never_comes_out(tmp_path: Path) -> None:
    rows = [
        {**row, "mentions": [{"kind": "address", "value": typed}]}
        for row, typed in ((ONE, "Schijnopvanglaan 4, Almere"), (OTHER, "schijnopvangln 4 Almere"))
    ]
    path = written(tmp_path, *rows)
    assert "chijnopvang" in json.dumps(bundled(path))
    hidden = written(tmp_path, "Schijnopvanglaan 4, Almere", name="protected.txt")
    assert bundled(path, "--protected", str(hidden)) == {"links": [], "bundles": [], "hubs": []}


def test_who_waits_longer_than_a_second_sees_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter(range(0, 1000, 2))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    bundled(written(tmp_path, ONE, OTHER))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    bundled(written(tmp_path, ONE, OTHER))
    assert capsys.readouterr().err.endswith("1 of 1 pairs\n")


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["bundle", "--help"])
    assert ended.value.code == 0
    assert "Example: schakel bundle" in capsys.readouterr().out


def test_it_needs_no_django_and_no_database() -> None:
    code = "import sys, schakel.cli.bundle; sys.exit(any(name.split('.')[0] in ('django', 'psycopg') for name in sys.modules))"
    alone("-c", code)
