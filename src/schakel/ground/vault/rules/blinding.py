"""Blind keys: equal values give equal numbers, and without the key a number gives nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KIND = re.compile(r"[a-z0-9_.:-]{1,40}")
_KEPT_BYTES = 8


def key_for(root: bytes, covenant: UUID | None) -> bytes:
    """One key per covenant, so that numbers of two covenants cannot be laid side by side."""
    scope = covenant.bytes if covenant else b"installation"
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"schakel/blind/1/" + scope).derive(root)


def blinded(key: bytes, kind: str, values: Iterable[str]) -> list[int]:
    """The first 8 bytes of HMAC-SHA256 as a signed number, one for each value in order. ValueError on an odd kind."""
    if not _KIND.fullmatch(kind):
        raise ValueError(f"'{kind}' is not a code")
    prepared = HMAC(key, SHA256())
    prepared.update(kind.encode() + b"\0")
    return [_number(prepared, value) for value in values]


def _number(prepared: HMAC, value: str) -> int:
    digest = prepared.copy()
    digest.update(value.encode())
    return int.from_bytes(digest.finalize()[:_KEPT_BYTES], "big", signed=True)
