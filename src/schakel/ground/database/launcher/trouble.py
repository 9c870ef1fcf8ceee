"""What can go wrong with the database, each as one sentence somebody can act on."""

from __future__ import annotations

import re
from pathlib import Path

_FULL = ("No space left on device", "Disk quota exceeded", "File too large", "File size limit exceeded")
_FATAL = re.compile(r"(?:FATAL|PANIC|error):\s+(.+)")


class DatabaseTrouble(Exception):
    """`message`: what is wrong, where, and the mend."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def disk_full(where: Path) -> DatabaseTrouble:
    return DatabaseTrouble(
        f"There is no room left to write the database in {where}: free some disk space, or choose another disk with SCHAKEL_DATA."
    )


def explain(doing: str, output: str, *, where: Path, socket: Path | None = None) -> DatabaseTrouble:
    """Turns what PostgreSQL printed while `doing` something into one sentence."""
    if any(sign in output for sign in _FULL):
        return disk_full(where)
    if socket is not None and f"{socket}" in output and "already" in output:
        return DatabaseTrouble(
            f"The socket directory {socket} is in use by another PostgreSQL: stop that server, or choose another SCHAKEL_DATA."
        )
    if "could not create shared memory" in output or "Cannot allocate memory" in output:
        return DatabaseTrouble(f"There is not enough memory for {doing}: close other programs and start again.")
    if "Permission denied" in output:
        return DatabaseTrouble(
            f"{doing} was not allowed to use {where}: make the directory its own, or choose another SCHAKEL_DATA."
        )
    found = _FATAL.findall(output)
    reason = found[-1].strip() if found else "PostgreSQL gave no reason"
    return DatabaseTrouble(f"{doing} failed in {where}: {reason}.")
