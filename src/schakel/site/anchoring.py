"""The last hash of every trail, noted in a file where the administrator of the database cannot write, once a day."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings

from schakel.ground.accounts import queries as organisations
from schakel.ground.audit import actions as audit
from schakel.ground.audit.queries import Anchor, AnchorTrouble, anchor_lines, anchors_in, heads
from schakel.ground.database.scope import acting

log = structlog.get_logger(__name__)

TOO_OLD = timedelta(days=2)
"""A day without `schakel work` is a holiday of the machine; two are a question."""
_TAIL = 4_000_000  # bytes: some 30,000 lines, so years of a region


@dataclass(frozen=True, slots=True)
class Anchored:
    """What the file says. `trouble` is "" when it can be read; `last` None when nothing stands in it for whom one asked."""

    kept: bool
    trouble: str = ""
    last: datetime | None = None
    anchors: tuple[Anchor, ...] = ()

    def late(self, now: datetime) -> bool:
        return self.last is None or now - self.last > TOO_OLD


def file() -> Path | None:
    return Path(settings.ANCHOR_FILE) if settings.ANCHOR_FILE else None


def append(path: Path) -> int:
    """Adds a line for every trail there is, and waits until the disk has them; how many. OSError when it cannot."""
    found = heads()
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    with os.fdopen(handle, "a", encoding="ascii") as kept:
        kept.write(anchor_lines(found))
        kept.flush()
        os.fsync(kept.fileno())
    return len(found)


def read(organisation: UUID | None = None) -> Anchored:
    """The anchors of one organisation, or of all; the newest part of a file that became very large."""
    path = file()
    if path is None:
        return Anchored(kept=False)
    try:
        with path.open("rb") as kept:
            size = kept.seek(0, os.SEEK_END)
            kept.seek(max(size - _TAIL, 0))
            text = kept.read().decode("ascii")
        found = anchors_in(text.split("\n", 1)[-1] if size > _TAIL else text)
    except FileNotFoundError:
        return Anchored(kept=True)
    except (OSError, UnicodeDecodeError, AnchorTrouble) as trouble:
        return Anchored(kept=True, trouble=type(trouble).__name__)
    mine = tuple(one for one in found if organisation in (None, one.organisation))
    return Anchored(kept=True, last=max((one.at for one in mine), default=None), anchors=mine)


def watch() -> int:
    """What `schakel work` does once a day: verifies every trail against the anchors there are, then anchors anew.

    How many faults. Each is in the log as codes and numbers, and the trail says that it was verified.
    """
    faults = 0
    for organisation in organisations.organisations():
        by = organisations.system_actor(organisation.id)
        with acting(by):
            found = audit.check_trail(by=by, anchors=read(organisation.id).anchors)
        faults += len(found.faults)
        for fault in found.faults[:20]:
            log.error("trail.fault", kind=fault.code, entry=f"{fault.organisation} {fault.number}")
    path = file()
    if path is not None:
        try:
            append(path)
        except OSError as trouble:
            log.error("trail.not_anchored", kind=type(trouble).__name__)
    return faults
