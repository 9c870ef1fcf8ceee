"""Pages of the reference that are printed from code say what the code says today."""

from __future__ import annotations

import importlib.util

import pytest

from tests.clones import ROOT

spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
assert spec is not None and spec.loader is not None
reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reference)


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_a_printed_page_is_of_today(name: str) -> None:
    found = (reference.REFERENCE / name).read_text(encoding="utf-8")
    assert found == reference.PAGES[name](), f"docs/reference/{name} is out of date: run tools/reference.py"


def test_the_pages_name_what_decides() -> None:
    assert "focal_person" in reference.roles() and "received --> qualified" in reference.states()
