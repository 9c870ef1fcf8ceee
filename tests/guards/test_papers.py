"""The papers for a privacy officer stay true: what is generated is of today, and every place that they name is there."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from tests.clones import ROOT

spec = importlib.util.spec_from_file_location("papers", ROOT / "tools" / "papers.py")
assert spec is not None and spec.loader is not None
papers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(papers)

PRIVACY = ROOT / "docs" / "privacy"
WRITTEN = sorted([*PRIVACY.glob("*.md"), ROOT / "SECURITY.md"])
# Rijksmodel DPIA 3.0, in its own order (MinBZK, par-dpia-form, read 2026).
HEADINGS = [
    "Voorstel", "Persoonsgegevens", "Verwerkingen", "Technieken", "Doeleinden", "Partijen", "Belangen", "Locaties",
    "Juridisch kader", "Bewaartermijnen", "Rechtsgrond", "Bijzondere, strafrechtelijke gegevens en BSN", "Doelbinding",
    "Noodzaak en evenredigheid", "Rechten van betrokkenen", "Risico's", "Maatregelen",
]  # fmt: skip


def missing(text: str, here: Path) -> list[str]:
    """Places in backticks and links that are not there; a heading after # is not looked at."""
    named = re.findall(r"`((?:src|content|tests|bench|tools|requirements|docs)/[\w./*-]*|[\w-]+\.(?:json|md))`", text)
    linked = [one for one in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text) if "://" not in one]
    gone = [one for one in named if not list(ROOT.glob(one.rstrip("/")))]
    return gone + [one for one in linked if not (here / one).exists()]


@pytest.mark.parametrize("paper", WRITTEN, ids=lambda one: one.name)
def test_every_place_that_a_paper_names_is_there(paper: Path) -> None:
    assert missing(paper.read_text("utf-8"), paper.parent) == []


def test_a_place_that_is_gone_is_seen() -> None:
    assert missing("`src/schakel/nowhere.py` and [x](nowhere.md), `content/nl/retention.yml`", PRIVACY) == [
        "src/schakel/nowhere.py", "nowhere.md",
    ]  # fmt: skip


def test_the_assessment_has_the_headings_of_the_state_in_their_order() -> None:
    found = re.findall(r"^### \d+\. (.+)$", (PRIVACY / "dpia.md").read_text("utf-8"), re.M)
    assert found == HEADINGS


def test_every_paper_stands_in_the_list() -> None:
    listed = (PRIVACY / "README.md").read_text("utf-8")
    assert [one.name for one in PRIVACY.glob("*.md") if one.name != "README.md" and f"({one.name})" not in listed] == []


@pytest.mark.parametrize("place", sorted(papers.PAGES), ids=lambda one: one.name)
def test_what_is_generated_is_of_today(place: Path) -> None:
    assert place.read_text("utf-8") == papers.PAGES[place](), f"{place.name} is out of date: run tools/papers.py"


def test_the_bill_names_every_package_that_runs() -> None:
    names = {one["purl"] for one in json.loads(papers.BILL.read_text("utf-8"))["components"]}
    locked = re.findall(
        r"^([\w.-]+)(?:\[[^\]]*\])?==([\w.]+)", (ROOT / "requirements/runtime.txt").read_text("utf-8"), re.M
    )
    assert {f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}" for name, version in locked} <= names
    assert len([one for one in names if one.startswith("pkg:npm/htmx.org@")]) == 1
    assert len(names) == len(locked) + len([one for one in names if one.startswith("pkg:npm/")]) > 60


def test_a_module_that_holds_people_says_what_it_does_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(papers.ACTIVITIES, "duty")
    with pytest.raises(SystemExit, match="duty"):
        papers.register()
