"""What killed test runs leave behind: a server that nobody uses is stopped, and a place that nobody comes back to goes.

Whoever uses a place holds its `users.lock`, which the kernel lets go when that process ends, however it ends. Nothing is
touched that somebody holds; whoever comes while something is swept waits, and begins anew.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from datetime import timedelta
from pathlib import Path

from schakel.ground.database import launcher

LOCK, ROOT = "users.lock", "root"
KEPT = timedelta(hours=12)  # templates are quick to make again, and the memory is everybody's


def use(directory: Path, root: Path) -> int:
    """Holds the place for this process, and says whose it is; returns the lock, to be closed when done."""
    while True:
        directory.mkdir(mode=0o755, exist_ok=True)
        lock = os.open(directory / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_SH)
        if _still_there(lock, directory):
            os.utime(lock)
            (directory / ROOT).write_text(str(root))
            return lock
        os.close(lock)  # it was swept while we waited


def sweep(places: list[Path], *, but: Path, now: float | None = None) -> list[str]:
    """Names of the places that went. `but` is our own."""
    return [
        place.name
        for place in places
        if place != but and (place / LOCK).is_file() and _swept(place, now or time.time())
    ]


def _swept(place: Path, now: float) -> bool:
    try:
        lock = os.open(place / LOCK, os.O_RDWR)
    except OSError:  # somebody else was first
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not _still_there(lock, place):
            return False
        launcher.stop(place)
        told = place / ROOT
        lost = told.is_file() and not Path(told.read_text()).is_dir()
        if not lost and now - os.fstat(lock).st_mtime < KEPT.total_seconds():
            return False
        shutil.rmtree(place)
    except (OSError, launcher.DatabaseTrouble):  # in use, or not ours to clear away
        return False
    finally:
        os.close(lock)
    return True


def _still_there(lock: int, place: Path) -> bool:
    try:
        return os.fstat(lock).st_ino == (place / LOCK).stat().st_ino
    except FileNotFoundError:
        return False
