"""What killed test runs left goes; what somebody uses, or used lately, stays."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from pathlib import Path

from tests import sweeping


def place(base: Path, name: str, root: Path, *, hours: float = 0) -> Path:
    made = base / name
    os.close(sweeping.use(made, root))
    (made / "database").mkdir()
    then = time.time() - hours * 3600
    os.utime(made / sweeping.LOCK, (then, then))
    return made


def test_only_what_nobody_uses_goes(tmp_path: Path) -> None:
    there, gone = tmp_path, tmp_path / "gone"
    own = place(tmp_path, "own", gone, hours=99)
    lost, old = place(tmp_path, "lost", gone), place(tmp_path, "old", there, hours=13)
    late, used = place(tmp_path, "late", there, hours=11), place(tmp_path, "used", gone, hours=99)
    (tmp_path / "strange").mkdir()
    holds = os.open(used / sweeping.LOCK, os.O_RDWR)
    fcntl.flock(holds, fcntl.LOCK_SH)
    swept = sweeping.sweep(sorted(tmp_path.iterdir()), but=own)
    assert swept == ["lost", "old"]
    assert not lost.exists() and not old.exists()
    assert all(one.exists() for one in (own, late, used, tmp_path / "strange"))
    os.close(holds)
    assert sweeping.sweep([used], but=own) == ["used"]


def test_who_comes_while_it_is_swept_has_a_place_of_its_own(tmp_path: Path) -> None:
    made = place(tmp_path, "swept", tmp_path / "gone")
    sweeper = os.open(made / sweeping.LOCK, os.O_RDWR)
    fcntl.flock(sweeper, fcntl.LOCK_EX)
    got: list[int] = []
    comer = threading.Thread(target=lambda: got.append(sweeping.use(made, tmp_path)))
    comer.start()
    time.sleep(0.2)
    (made / sweeping.LOCK).unlink()
    os.close(sweeper)
    comer.join(timeout=10)
    assert os.fstat(got[0]).st_ino == (made / sweeping.LOCK).stat().st_ino
    assert sweeping.sweep([made], but=tmp_path) == [], "it is held"
    os.close(got[0])
