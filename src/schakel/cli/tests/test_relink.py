"""`schakel relink` as somebody gives it: shows, writes a file, and changes only with a name beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from schakel import cli
from schakel.cli import running


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The command in a folder of its own, on the database of the test."""
    monkeypatch.setattr(running, "prepare", lambda **_more: True)
    monkeypatch.chdir(tmp_path)
    return lambda *words: cli.main(["relink", "--municipality", "GM9901", *words])


def test_it_shows_what_would_change_and_changes_it_for_a_person(
    database: Any, cast: Any, said: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from schakel.casework.bundling.models import Link
    from schakel.casework.bundling.tests.file import House, laundry
    from schakel.ground.database.scope import acting

    house = House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor)
    house.takes_in(*laundry())
    assert said() == 0
    assert "New links: 0\nLost links: 0\nOther band: 0" in capsys.readouterr().out
    with acting(house.system):
        before = sorted(Link.objects.values_list("a", "b", "bits"))
        Link.objects.filter(id=Link.objects.order_by("-bits")[0].id).delete()
    assert said("--json", "changes.json") == 0
    shown = capsys.readouterr().out
    assert "New links: 1\n  signal" in shown
    written = json.loads((tmp_path / "changes.json").read_text("utf-8"))
    assert (written["counts"]["new"], [one["kind"] for one in written["changes"]]) == (1, ["new"])
    assert said("--apply", "--as", "noor@waterrijk.example") == 0
    assert "renewed" in capsys.readouterr().out
    with acting(house.system):
        assert sorted(Link.objects.values_list("a", "b", "bits")) == before
    assert list(tmp_path.glob("schakel-relink-*")) == [], "what was applied is not kept"


def test_without_a_person_of_the_municipality_nothing_is_applied(
    database: Any, cast: Any, said: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said("--apply") == 2
    assert said("--apply", "--as", "femke@noorderwaard.example") == 2
    assert said("--apply", "--as", "joost@waterrijk.example") == 2
    assert cli.main(["relink", "--municipality", "GM0000"]) == 2
