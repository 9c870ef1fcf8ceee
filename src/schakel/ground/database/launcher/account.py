"""Which operating-system account the server runs as: PostgreSQL refuses root, and so do we."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schakel.ground.database.launcher.trouble import DatabaseTrouble, disk_full

# An account of our own when the machine has one; `nobody` exists everywhere. Accounts are never made here.
CANDIDATES = ("schakel", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """`uid` and `gid` of the server; `dropped` when we are root and give that up for it."""

    name: str
    uid: int
    gid: int
    dropped: bool

    def run(
        self, command: Sequence[str | Path], *, cwd: Path, timeout: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Runs `command` as this account, with a bare environment. PermissionError when it may not read the program."""
        return subprocess.run(
            [str(part) for part in command],
            cwd=cwd,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
            check=False,
            umask=0o077,
            user=self.uid if self.dropped else None,
            group=self.gid if self.dropped else None,
            extra_groups=[] if self.dropped else None,
        )

    def demand_entry(self, directory: Path) -> None:
        """DatabaseTrouble when the account we drop to cannot reach `directory`; parents are never opened for it."""
        if self.dropped and self.run(["/usr/bin/test", "-x", directory], cwd=Path("/")).returncode != 0:
            raise DatabaseTrouble(
                f"The database runs as {self.name}, who may not enter {directory}: "
                "choose a SCHAKEL_DATA outside closed directories."
            )

    def make(self, directory: Path) -> None:
        """Makes a directory for this account alone; a directory of somebody else is refused, not taken over."""
        try:
            directory.mkdir(mode=0o700, exist_ok=True)
            if self.dropped and directory.lstat().st_uid == 0:
                os.chown(directory, self.uid, self.gid, follow_symlinks=False)
            found = directory.lstat()
        except (PermissionError, FileExistsError) as error:
            raise DatabaseTrouble(
                f"{directory} cannot be used: {error.strerror}; choose another SCHAKEL_DATA."
            ) from error
        except OSError as error:
            raise disk_full(directory) from error
        if found.st_uid != self.uid or directory.is_symlink():
            raise DatabaseTrouble(f"{directory} belongs to another user than {self.name}; choose another SCHAKEL_DATA.")


def client_name() -> str:
    """The account that connects: ours, whatever the server runs as."""
    return _name(os.geteuid())


def server_account(data: Path) -> Account:
    """Our own account; as root the owner of data that exists, else the first candidate this machine has.

    DatabaseTrouble when root finds none.
    """
    if os.geteuid() != 0:
        return Account(name=client_name(), uid=os.geteuid(), gid=os.getegid(), dropped=False)
    if data.exists() and data.stat().st_uid != 0:
        entry = _entry(data.stat().st_uid)
        if entry is None:
            raise DatabaseTrouble(
                f"{data} belongs to user number {data.stat().st_uid}, who has no account on this machine."
            )
        return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid, dropped=True)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid, dropped=True)
    raise DatabaseTrouble(
        "PostgreSQL does not run as root and there is no account 'schakel': make one with: useradd --system schakel"
    )


def _entry(uid: int) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        return None


def _name(uid: int) -> str:
    entry = _entry(uid)
    if entry is None:
        raise DatabaseTrouble(
            f"User number {uid} has no name on this machine, and PostgreSQL needs one: add it to /etc/passwd."
        )
    return entry.pw_name
