"""AES-256-GCM around one text or file, bound to the row and the organisation it belongs to."""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from schakel.ground.vault.rules.padding import padded, padded_file, unpadded, unpadded_file

VERSION = b"\x01"
KEY_BYTES = 32
_NONCE_BYTES = 12


class CannotUnseal(Exception):
    """Changed, cut off, moved to another row, or sealed for another organisation; never says which."""

    def __init__(self) -> None:
        super().__init__("This sealed text cannot be opened here.")


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=8 * KEY_BYTES)


def seal_text(key: bytes, text: str, *, organisation: UUID, bound_to: str) -> bytes:
    """One version byte, 12 random bytes, the encrypted padded text with a tag of 16 bytes."""
    return encrypt(key, padded(text), bound_to=_place(b"text", organisation, bound_to))


def unseal_text(key: bytes, sealed: bytes, *, organisation: UUID, bound_to: str) -> str:
    """CannotUnseal unless key, organisation and place are those it was sealed with and no bit changed."""
    try:
        return unpadded(decrypt(key, sealed, bound_to=_place(b"text", organisation, bound_to)))
    except ValueError:
        raise CannotUnseal from None


def seal_file(key: bytes, content: bytes, *, organisation: UUID, bound_to: str) -> bytes:
    """As seal_text(); the two never open each other's."""
    return encrypt(key, padded_file(content), bound_to=_place(b"file", organisation, bound_to))


def unseal_file(key: bytes, sealed: bytes, *, organisation: UUID, bound_to: str) -> bytes:
    """CannotUnseal as for unseal_text()."""
    try:
        return unpadded_file(decrypt(key, sealed, bound_to=_place(b"file", organisation, bound_to)))
    except ValueError:
        raise CannotUnseal from None


def encrypt(key: bytes, content: bytes, *, bound_to: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, content, VERSION + bound_to)


def decrypt(key: bytes, sealed: bytes, *, bound_to: bytes) -> bytes:
    """CannotUnseal when anything differs from what encrypt() was given."""
    version, nonce, content = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if version != VERSION or len(nonce) != _NONCE_BYTES:
        raise CannotUnseal
    try:
        return AESGCM(key).decrypt(nonce, content, VERSION + bound_to)
    except InvalidTag:
        raise CannotUnseal from None


def _place(what: bytes, organisation: UUID, bound_to: str) -> bytes:
    if not bound_to:
        raise ValueError("bound_to names the row and field that this belongs to")
    return what + b"\0" + organisation.bytes + bound_to.encode()
