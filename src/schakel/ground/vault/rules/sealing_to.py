"""Sealing to an organisation with its public key only (HPKE, RFC 9180): who sealed cannot open it again."""

from __future__ import annotations

import hashlib
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from schakel.ground.vault.rules.padding import padded, unpadded
from schakel.ground.vault.rules.sealing import CannotUnseal

TO_A_RECIPIENT = b"\x11"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_NAME_BYTES = 8


def new_pair() -> tuple[bytes, bytes]:
    """A public key and its private one, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), private.private_bytes_raw()


def name_of(public: bytes) -> bytes:
    """Eight bytes that tell public keys apart, so that a sealed text says which pair opens it."""
    return hashlib.sha256(b"schakel/recipient/1/" + public).digest()[:_NAME_BYTES]


def named_in(sealed: bytes) -> bytes:
    """Which public key this was sealed with. CannotUnseal when it was not sealed to anybody."""
    if sealed[:1] != TO_A_RECIPIENT or len(sealed) <= 1 + _NAME_BYTES:
        raise CannotUnseal
    return sealed[1 : 1 + _NAME_BYTES]


def seal_to_key(public: bytes, text: str, *, organisation: UUID, bound_to: str) -> bytes:
    """A format byte, the name of the public key, and what HPKE makes of the padded text. ValueError for no public key."""
    header = TO_A_RECIPIENT + name_of(public)
    key = X25519PublicKey.from_public_bytes(public)
    return header + _SUITE.encrypt(padded(text), key, info=_info(header, organisation, bound_to))


def unseal_with_key(private: bytes, sealed: bytes, *, organisation: UUID, bound_to: str) -> str:
    """CannotUnseal unless the pair, the organisation and the place are those it was sealed for and no bit changed."""
    named_in(sealed)
    header, content = sealed[: 1 + _NAME_BYTES], sealed[1 + _NAME_BYTES :]
    try:
        opened = _SUITE.decrypt(
            content, X25519PrivateKey.from_private_bytes(private), info=_info(header, organisation, bound_to)
        )
        return unpadded(opened)
    except (InvalidTag, ValueError):
        raise CannotUnseal from None


def _info(header: bytes, organisation: UUID, bound_to: str) -> bytes:
    if not bound_to:
        raise ValueError("bound_to names the row and field that this belongs to")
    return b"schakel/to/1/" + header + organisation.bytes + bound_to.encode()
