"""The key file: two keys, readable by one user, kept apart from the database and its backups."""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from schakel.ground.vault.rules.sealing import KEY_BYTES, new_key

_OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LARGEST = 10_000  # bytes
_TEXT = """\
# Key file of Schakel. Who has this file and the database can read everything; who loses it can read nothing.
# Keep it, and a copy, apart from the database and its backups.
seal {seal}
blind {blind}
"""


class KeyTrouble(Exception):
    """The key file is missing, open to others or not the right one; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """`seal` wraps the key of each organisation; `blind` is the root of the blind keys."""

    seal: bytes = field(repr=False)
    blind: bytes = field(repr=False)

    @property
    def id(self) -> bytes:
        """Eight bytes that tell two key files apart and say nothing about the key."""
        return hashlib.sha256(b"schakel/key-id/1/" + self.seal).digest()[:8]


def read(path: Path) -> KeyFile:
    """The keys in `path`. FileNotFoundError when there is none, KeyTrouble when it cannot be trusted or read."""
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
        return _parse(os.read(handle, _LARGEST), path)
    finally:
        os.close(handle)


def make(path: Path) -> KeyFile:
    """A new key file with mode 0600; when another process was first, theirs. KeyTrouble when it cannot be written."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}.new")
    text = _TEXT.format(seal=_encoded(new_key()), blind=_encoded(new_key()))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(handle, "w") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
        finally:
            fresh.unlink()
    except OSError as error:
        raise KeyTrouble(
            f"The key file {path} cannot be made ({error.strerror}): choose another place in SCHAKEL_KEY_FILE."
        ) from error
    return read(path)


def _refuse_untrusted(found: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise KeyTrouble(f"The key file {path} is not a file: name the file itself in SCHAKEL_KEY_FILE.")
    if found.st_mode & _OPEN_TO_OTHERS:
        raise KeyTrouble(f"Others than its owner may read the key file {path}: close it with: chmod 600 {path}")
    if found.st_uid not in (0, os.geteuid()):
        raise KeyTrouble(f"The key file {path} belongs to another user: let it belong to the user who runs this.")


def _parse(content: bytes, path: Path) -> KeyFile:
    trouble = KeyTrouble(f"The key file {path} is damaged: put it back from its own backup.")
    try:
        lines = [
            line.split() for line in content.decode("ascii").splitlines() if line.strip() and not line.startswith("#")
        ]
        keys = {name: base64.b64decode(value, validate=True) for name, value in lines}
    except (ValueError, binascii.Error):
        raise trouble from None
    if set(keys) != {"seal", "blind"} or any(len(key) != KEY_BYTES for key in keys.values()):
        raise trouble
    return KeyFile(seal=keys["seal"], blind=keys["blind"])


def _encoded(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")
