"""An installation of its own for a while: a durable database and a web server that can be killed and started again."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from schakel.ground.database import launcher

ROOT = Path(__file__).resolve().parent.parent
LONG = 60.0  # seconds: after this something hangs
_SETTING_UP = """
from schakel.cli import running
assert running.prepare(migrate=True)
from schakel.ground.accounts.actions import create_token
from schakel.ground.database.scope import acting
from schakel.site.demo import cast
cast.seed()
karim = cast.actor("karim")
with acting(karim):
    print(create_token(by=karim, organisation=karim.organisation, name="Zaaksysteem").secret)
"""


class Installation:
    """The practice region in `home`, on a port of this machine only."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = _free_port()
        self.server: subprocess.Popen[bytes] | None = None
        self.log = (home.parent / "server.log").open("wb")
        self.code = home.parent / "code"  # as it is now: what is edited during a long storm stays out of it
        for part in ("src", "content"):
            shutil.copytree(ROOT / part, self.code / part, ignore=shutil.ignore_patterns("tests", "__pycache__"))
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("SCHAKEL_", "DATABASE_"))},
            "SCHAKEL_MODE": "demo",
            "SCHAKEL_DATA": str(home),
            "SCHAKEL_SECRET_KEY": "of-an-installation-that-lives-for-as-long-as-this",
            "PYTHONPATH": str(self.code / "src"),
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(home.parent / "compiled"),  # so that only the first start compiles
        }
        self.token = self._run([sys.executable, "-c", _SETTING_UP]).stdout.strip()
        assert self.token, "no token was made"

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`schakel ...`, waited for."""
        return self._run([sys.executable, "-m", "schakel.cli", *words])

    def starts(self, *words: str, output: Any = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        """`schakel ...` in a session of its own, not waited for."""
        return subprocess.Popen(
            [sys.executable, "-m", "schakel.cli", *words],
            cwd=self.code, env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip

    def recovers(self) -> list[str]:
        """What a keeper does: starts what no longer runs and waits until it answers. Returns why the database would not yet."""
        refusals, late = [], time.monotonic() + LONG
        while self.postmaster() is None:
            try:
                launcher.start(self.home)
            except launcher.DatabaseTrouble as trouble:
                refusals.append(trouble.message)
                assert time.monotonic() < late, refusals
                time.sleep(0.1)
        if self.server is None or self.server.poll() is not None:
            self.server = self.starts("serve", "--port", str(self.port), output=self.log)
        while self._asks("GET", "/gezond", None, {})[0] != 200:
            assert self.server.poll() is None, Path(self.log.name).read_text()[-500:]
            assert time.monotonic() < late, "the web server does not answer"
            time.sleep(0.05)
        return refusals

    def posts(self, body: bytes) -> tuple[int, bytes]:
        """Status and answer of one registration; status 0 when nothing came back."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return self._asks("POST", "/api/v1/signals", body, headers)

    def kill_server(self) -> None:
        if self.server is not None:
            kill_session(self.server)

    def kill_worker(self) -> None:
        """One of the processes that answer. The others go on, and the web server itself starts a new one."""
        assert self.server is not None
        before = set(_session(self.server.pid))
        _kill(max(before))
        late = time.monotonic() + LONG
        while not set(_session(self.server.pid)) - before:
            assert self.server.poll() is None, "the web server ended because one of its workers did"
            assert time.monotonic() < late, "no new worker was started"
            time.sleep(0.05)

    def kill_database(self) -> None:
        if (pid := self.postmaster()) is not None:
            _kill(pid)
            late = time.monotonic() + LONG
            while _alive(pid) and time.monotonic() < late:
                time.sleep(0.01)

    def postmaster(self) -> int | None:
        """The process number of the database, when it lives."""
        try:
            pid = int((self.home / "database" / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if _alive(pid) else None

    def reads(self, statement: str) -> list[tuple[Any, ...]]:
        """As nobody may: to see what stands there."""
        server = launcher.status(self.home).server
        assert server is not None
        with server.connect("schakel") as connection:
            return connection.execute(statement.encode()).fetchall()

    def close(self) -> None:
        self.kill_server()
        self.log.close()
        if self.command("database", "stop").returncode != 0:
            self.kill_database()

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.code, env=self.environment, capture_output=True, text=True, timeout=2 * LONG, check=False
        )

    def _asks(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()


@contextmanager
def installation() -> Iterator[Installation]:
    """On disk, where a write must really arrive; everything of it is gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix="schakel-killed-"))
    place.chmod(0o755 if os.geteuid() == 0 else 0o700)  # as root the database runs as somebody else
    made = None
    try:
        made = Installation(place / "home")
        yield made
    finally:
        if made is not None:
            made.close()
        shutil.rmtree(place, ignore_errors=True)


def kill_session(process: subprocess.Popen[bytes]) -> None:
    """The process and every process it began, at once, without a word."""
    if process.poll() is None:
        for pid in sorted(_session(process.pid)):
            _kill(pid)
        process.wait(LONG)


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _session(leader: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == leader and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
