"""Secrets that follow from a root key by name: each purpose and scope has its own, and none tells another."""

from __future__ import annotations

import re
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PURPOSE = re.compile(r"[a-z0-9_.:-]{1,40}")


def derived(root: bytes, purpose: str, scope: UUID) -> bytes:
    """32 bytes. ValueError when the purpose is no code."""
    if not _PURPOSE.fullmatch(purpose):
        raise ValueError(f"'{purpose}' is not a code")
    info = b"schakel/secret/1/" + purpose.encode() + b"\0" + scope.bytes
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(root)
