"""Logs that cannot hold a person: event names, codes and places in the code, never a message made from data.

Tracebacks are kept as file, line and function; the exception's own text is left out, because it may quote a row.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

# What a log line may say. Everything else is dropped, so a careless `log.info("...", name=...)` leaks nothing.
ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "logger",
        "error",
        "where",
        "status",
        "method",
        "view",
        "milliseconds",
        "count",
        "kind",
        "attempt",
        "entry",
        "address",
        "mode",
    }
)
# Loggers that put request lines, SQL or numbers of passkeys in their text: only their level and name come through.
_QUIET = ("django.request", "django.security", "django.db.backends", "django.server", "fido2")


def only_allowed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in event.items() if key in ALLOWED}


def bare_traceback(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """exc_info -> error (class name) and where (innermost first), without messages and values."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if info and info[0] is not None:
        frames = traceback.extract_tb(info[2])[-6:]
        event["error"] = info[0].__name__
        event["where"] = " < ".join(
            f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames)
        )
    return event


def name_only(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """For lines of libraries: the text may quote an address or a statement, so the logger's name stands for it."""
    if str(event.get("logger", "")).startswith(_QUIET):
        event["event"] = str(event["logger"])
    return event


def configure(settings: dict[str, Any]) -> None:
    shared: list[Any] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        bare_traceback,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, name_only],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                only_allowed,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings["level"])
    logging.captureWarnings(True)
