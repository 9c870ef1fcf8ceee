"""Logs: what a careless line would have told, and does not."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from schakel.site.logs import configure


@pytest.fixture(autouse=True)
def own_logging() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers, root.level
    yield
    root.handlers, root.level = before, level
    structlog.reset_defaults()


def test_names_and_texts_never_reach_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure({"level": "INFO"})
    structlog.get_logger("x").info("signal.registered", narrative="Anwar Talhoubi", count=3)
    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "signal.registered" and line["count"] == 3
    assert "Anwar" not in json.dumps(line)


def test_a_traceback_tells_where_and_not_what(capsys: pytest.CaptureFixture[str]) -> None:
    configure({"level": "INFO"})
    try:
        raise ValueError("Anwar Talhoubi")
    except ValueError as trouble:
        structlog.get_logger("x").error("reaction.failed", exc_info=trouble)
    line = json.loads(capsys.readouterr().err)
    assert line["error"] == "ValueError" and "test_logs.py" in line["where"]
    assert "Anwar" not in json.dumps(line)


def test_a_request_line_of_the_framework_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure({"level": "INFO"})
    logging.getLogger("django.request").warning("Not Found: %s", "/signalen?q=Talhoubi")
    out = capsys.readouterr().err
    assert "django.request" in out and "Talhoubi" not in out
