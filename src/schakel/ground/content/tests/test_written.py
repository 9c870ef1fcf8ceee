"""How the YAML of a pack is read."""

from __future__ import annotations

import pytest

from schakel.ground.content.rules.faults import PackRefused
from schakel.ground.content.rules.written import line_of, place_of, read


def test_text_stays_text() -> None:
    data = read("a: no\nb: 12:30\nc: 2026-13-45\nd: 0800\ne: true\nf: 12", "x.yml")
    assert data == {"a": "no", "b": "12:30", "c": "2026-13-45", "d": "0800", "e": True, "f": 12}


def test_a_key_that_stands_twice_is_refused_with_its_line() -> None:
    with pytest.raises(PackRefused) as refused:
        read("a: 1\nb: 2\na: 3\n", "x.yml")
    assert (refused.value.faults[0].file, refused.value.faults[0].line) == ("x.yml", 3)
    assert "twice" in refused.value.faults[0].problem


def test_broken_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(PackRefused) as refused:
        read("a: [1, 2\nb: 3\n", "x.yml")
    assert refused.value.faults[0].line == 2


def test_no_python_object_can_be_made() -> None:
    with pytest.raises(PackRefused):
        read("a: !!python/object/apply:os.system ['true']", "x.yml")


def test_a_place_is_told_by_code_and_line() -> None:
    text = "rows:\n  - code: A\n    text: {nl: a}\n  - code: B\n    text:\n      nl: b\n"
    assert place_of(read(text, "x"), ("rows", 1, "text", "nl")) == "rows > B > text > nl"
    assert line_of(text, ("rows", 1, "text", "nl")) == 6
    assert line_of(text, ("rows", 1, "missing")) == 4
    assert place_of({"rows": ["x"]}, ("rows", 0)) == "rows > item 1"
