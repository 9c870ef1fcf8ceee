"""`pytest -p tests.attacks.mutate --seen FILE tests/attacks`: each attack on a copy that is weak against just that.

An attack counts as seen to succeed when its own assertion fails; any other trouble is told as such. FILE gets a line of
JSON for each test.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.weakening import ON


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seen", required=True, help="where what happened is written")


def pytest_configure(config: pytest.Config) -> None:
    ON["weakened"] = True
    if not hasattr(config, "workerinput"):  # one of several processes only adds to it
        Path(config.getoption("--seen")).write_text("")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, None]:
    outcome = yield
    report = outcome.get_result()
    named = getattr(getattr(item, "function", None), "attack", None)
    if named is None or (report.when != "call" and not report.failed):
        return
    raised = call.excinfo.value if call.excinfo else None
    asserted = isinstance(raised, AssertionError | pytest.fail.Exception) and report.when == "call"
    said = (
        "succeeded" if asserted else "held" if raised is None else f"{report.when}: {type(raised).__name__}: {raised}"
    )
    row = {"test": item.nodeid, "attack": item.function.__name__, "said": said[:300]}  # type: ignore[attr-defined]
    with Path(item.config.getoption("--seen")).open("a", encoding="utf-8") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
