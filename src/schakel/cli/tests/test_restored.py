"""Nobody logs in on a database that is older than the ledger: serve catches up first, or does not listen."""

from __future__ import annotations

import argparse
from typing import Any

import pytest

from schakel.cli import main, restored, running, serve


@pytest.mark.parametrize(("caught_up", "listened"), [(0, 1), (2, 0)])
def test_serve_listens_only_after_it_caught_up(monkeypatch: Any, caught_up: int, listened: int) -> None:
    done: list[str] = []
    monkeypatch.setattr(running, "prepare", lambda **_given: True)
    monkeypatch.setattr(serve, "faults", list)
    monkeypatch.setattr(restored, "catch_up", lambda: done.append("caught up") or caught_up)
    monkeypatch.setattr(serve, "listen", lambda *_given: done.append("listened"))
    assert serve.run(argparse.Namespace(address="", port=0, migrate=False)) == caught_up
    assert done == ["caught up", "listened"][: 1 + listened]


def test_the_command_says_that_there_is_nothing_to_do(database: Any, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setattr(running, "prepare", lambda **_given: True)
    assert main(["restored"]) == 0
    assert "nothing to do" in capsys.readouterr().out
