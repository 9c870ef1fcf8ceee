"""The key file: who wraps the keys, the present keeper first. Readable by one user, apart from the database and its backups."""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from schakel.ground.vault.rules.keepers import DeviceKey, Keeper, KeyTrouble, OwnKey, parts_of
from schakel.ground.vault.rules.sealing import KEY_BYTES, new_key

__all__ = ["KeyFile", "KeyTrouble", "make", "parsed", "read", "text_of", "write"]

_OTHERS, _GROUP = stat.S_IRWXO, stat.S_IRWXG
_LARGEST = 10_000  # bytes
_TEXT = """\
# Key file of Schakel. Who has this file and the database can read everything; who loses it can read nothing.
# Keep it, and a copy, apart from the database and its backups. The first line wraps; the others only open what is older.
"""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """`keepers`: the first wraps, all unwrap. `blind`: the root of blind keys as the first key files had it, else None."""

    keepers: tuple[Keeper, ...]
    blind: bytes | None = field(default=None, repr=False)

    @property
    def current(self) -> Keeper:
        return self.keepers[0]

    @property
    def id(self) -> bytes:
        return self.current.id

    def keeper(self, key_id: bytes) -> Keeper | None:
        return next((one for one in self.keepers if one.id == key_id), None)


def read(path: Path) -> KeyFile:
    """The keepers in `path`. FileNotFoundError when there is none, KeyTrouble when it cannot be trusted or read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise KeyTrouble(
            f"The key file {path} cannot be read ({error.strerror}): let it belong to the user who runs this."
        ) from error
    try:
        _refuse_untrusted(os.fstat(handle), path)
        content = os.read(handle, _LARGEST)
    finally:
        os.close(handle)
    try:
        return parsed(content.decode("ascii"))
    except ValueError:
        raise KeyTrouble(f"The key file {path} is damaged: put it back from its own backup.") from None


def parsed(text: str) -> KeyFile:
    """The keepers in a text, a line each. ValueError when it is not one, never with a piece of it."""
    keepers: list[Keeper] = []
    blind = None
    for line in text.splitlines():
        name, _space, value = line.strip().partition(" ")
        if not name or name.startswith("#"):
            continue
        if name == "seal":
            keepers.append(OwnKey(_key(value)))
        elif name == "blind" and blind is None:
            blind = _key(value)
        else:
            parts_of(line.strip())
            keepers.append(DeviceKey(line.strip()))
    if not keepers:
        raise ValueError("no keeper")
    return KeyFile(tuple(keepers), blind)


def text_of(file: KeyFile) -> str:
    lines = [one.line for one in file.keepers]
    if file.blind is not None:
        lines.append(f"blind {base64.b64encode(file.blind).decode('ascii')}")
    return _TEXT + "".join(f"{line}\n" for line in lines)


def make(path: Path) -> KeyFile:
    """A new key file with mode 0600; when another process was first, theirs. KeyTrouble when it cannot be written."""
    with _troubled(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = _beside(path, KeyFile((OwnKey(new_key()),)))
        try:
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
        finally:
            fresh.unlink()
    return read(path)


def write(path: Path, file: KeyFile) -> None:
    """Puts `file` in its place in one move: whoever reads meanwhile reads the old one or the new one, whole."""
    with _troubled(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = _beside(path, file)
        os.replace(fresh, path)
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _beside(path: Path, file: KeyFile) -> Path:
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w") as opened:
        opened.write(text_of(file))
        opened.flush()
        os.fsync(opened.fileno())
    return fresh


@contextlib.contextmanager
def _troubled(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KeyTrouble(
            f"The key file {path} cannot be made ({error.strerror}): choose another place in SCHAKEL_KEY_FILE."
        ) from error


def _refuse_untrusted(found: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise KeyTrouble(f"The key file {path} is not a file: name the file itself in SCHAKEL_KEY_FILE.")
    if found.st_mode & (_OTHERS if _is_credential(path) else _OTHERS | _GROUP):
        raise KeyTrouble(f"Others than its owner may read the key file {path}: close it with: chmod 600 {path}")
    if found.st_uid not in (0, os.geteuid()):
        raise KeyTrouble(f"The key file {path} belongs to another user: let it belong to the user who runs this.")


def _is_credential(path: Path) -> bool:
    """Whether systemd gave it (LoadCredential): it opens such a file to the service by a list that shows as the group's."""
    given = os.environ.get("CREDENTIALS_DIRECTORY", "")
    return bool(given) and path.parent == Path(given)


def _key(value: str) -> bytes:
    try:
        key = base64.b64decode(value.strip(), validate=True)
    except binascii.Error as error:
        raise ValueError("not a key") from error
    if len(key) != KEY_BYTES:
        raise ValueError("not a key")
    return key
