"""Writes what was done into the clearing ledger: a file that only grows, beside the keys and outside every backup."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from schakel.casework.rights.models import LedgerLine
from schakel.casework.rights.queries.ledger import ledger_key, ledger_path
from schakel.casework.rights.rules import LedgerTrouble, Line, written
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting

_PIECE = 64 * 1024


def write_ledger(*, by: Actor, lines: Sequence[Line]) -> None:
    """In the file first, on the disk, and then in this transaction: what is committed can always be done again."""
    with acting(by):
        if not lines:
            return
        _append(lines)
        LedgerLine.objects.bulk_create([LedgerLine(id=one.id, at=one.at) for one in lines], ignore_conflicts=True)
        audit.record(
            "ledger.written", by=by, organisation=by.organisation, object_kind="ledger", object_id=None,
            facts={"lines": len(lines)}, activity="data_request",
        )  # fmt: skip


def note_carried_out(*, by: Actor, lines: Collection[tuple[UUID, datetime]]) -> None:
    """These lines hold on this database now; they stand in the file already."""
    with acting(by):
        LedgerLine.objects.bulk_create([LedgerLine(id=one, at=at) for one, at in lines], ignore_conflicts=True)
        audit.record(
            "ledger.carried_out", by=by, organisation=by.organisation, object_kind="ledger", object_id=None,
            facts={"lines": len(lines)}, activity="data_request",
        )  # fmt: skip


def _append(lines: Sequence[Line]) -> None:
    path = ledger_path()
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as trouble:
        raise LedgerTrouble(f"The clearing ledger {path} cannot be written.") from trouble
    with os.fdopen(handle, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        end, before = _last(file.fileno())
        text = ""
        for line in lines:
            before = written(line, before, ledger_key)
            text += before + "\n"
        file.truncate(end)  # a line that was never finished was never done
        file.seek(end)
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def _last(handle: int) -> tuple[int, str]:
    """Where the last whole line ends, and that line."""
    size, tail = os.fstat(handle).st_size, b""
    start = size
    while start > 0:
        start = max(0, start - _PIECE)
        tail = os.pread(handle, size - start, start)
        whole = tail[: tail.rfind(b"\n") + 1]
        if whole.count(b"\n") > 1 or start == 0:
            break
    whole = tail[: tail.rfind(b"\n") + 1]
    return start + len(whole), whole.splitlines()[-1].decode() if whole else ""
