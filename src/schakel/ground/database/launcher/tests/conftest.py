"""Clusters of their own, in a place the account of the server can reach, stopped and removed afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from schakel.ground.database import launcher
from schakel.ground.database.launcher import binaries
from tests import clones

AS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="session", autouse=True)
def only_the_systems_own() -> Iterator[None]:
    """With SCHAKEL_TEST_SERVER the clusters of these tests are of that version too."""
    with pytest.MonkeyPatch.context() as patch:
        if os.environ.get("SCHAKEL_TEST_SERVER"):
            patch.setattr(binaries, "WHEEL", "no_such_wheel")
        yield


@contextmanager
def place() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="schakel-", dir=clones.home().parent))
    made.chmod(0o755 if AS_ROOT else 0o700)
    yield made / "home"
    for running in (path.parent.parent for path in made.rglob("postmaster.pid")):
        launcher.stop(running)
    shutil.rmtree(made)


@pytest.fixture
def home() -> Iterator[Path]:
    """A home in which nothing was made yet."""
    with place() as found:
        yield found


@pytest.fixture(scope="session")
def pattern(only_the_systems_own: None) -> Iterator[Path]:
    with place() as found:
        launcher.start(found)
        launcher.stop(found)
        yield found


@pytest.fixture
def made(pattern: Path) -> Iterator[Path]:
    """A home with a cluster that was made before and does not run."""
    with place() as found:
        subprocess.run(["cp", "-a", pattern, found], check=True)
        yield found
