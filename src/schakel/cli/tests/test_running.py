"""What a command needs before it can begin: the secret of the installation only when sessions are signed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def say(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SCHAKEL_", "DATABASE_", "DJANGO_"))
    }
    environment = {**kept, "SCHAKEL_DATA": str(home / "data"), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-m", "schakel.cli", *command], env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory that the account the server runs as may enter, which those of pytest are not."""
    with tempfile.TemporaryDirectory(prefix="schakel-cli-") as directory:
        found = Path(directory)
        found.chmod(0o755)
        yield found
        say(found, "database", "stop")


def test_serving_asks_for_the_secret_and_the_trail_does_not(place: Path) -> None:
    served = say(place, "serve", "--migrate")
    assert served.returncode == 2 and "SCHAKEL_SECRET_KEY is missing" in served.stderr
    verified = say(place, "audit", "verify")
    assert "SCHAKEL_SECRET_KEY" not in verified.stderr
