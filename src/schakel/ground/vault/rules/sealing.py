"""AES-256-GCM around one text or file, bound to the row and the organisation it belongs to."""

from __future__ import annotations

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from schakel.ground.vault.rules.padding import padded, padded_file, unpadded, unpadded_file

ONE_KEY = b"\x01"  # the data key itself: the first format, still opened
KEY_OF_ITS_OWN = b"\x02"  # a key for this text only, derived from the data key, a salt and the place
KEY_BYTES = 32
_NONCE_BYTES, _SALT_BYTES = 12, 24
_HEADER = 1 + 4 + _SALT_BYTES


class CannotUnseal(Exception):
    """Changed, cut off, moved to another row, or sealed for another organisation; never says which."""

    def __init__(self) -> None:
        super().__init__("This sealed text cannot be opened here.")


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=8 * KEY_BYTES)


def key_version(sealed: bytes) -> int:
    """Which of the organisation's data keys opens this. CannotUnseal when it is no sealed text at all."""
    if sealed[:1] == ONE_KEY:
        return 1
    if sealed[:1] == KEY_OF_ITS_OWN and len(sealed) > _HEADER:
        return int.from_bytes(sealed[1:5], "big")
    raise CannotUnseal


def seal_text(key: bytes, text: str, *, organisation: UUID, bound_to: str, version: int = 1) -> bytes:
    """One format byte, four for the version of the data key, 24 random ones, the padded text encrypted with a tag of 16.

    Each text has a key of its own, derived from the data key, the 24 bytes and the place it belongs to. No key meets
    two texts, so that the limit of AES-GCM (2^32 texts with one key) is never near.
    """
    return _seal(key, padded(text), version, _place(b"text", organisation, bound_to))


def unseal_text(key: bytes, sealed: bytes, *, organisation: UUID, bound_to: str) -> str:
    """CannotUnseal unless key, organisation and place are those it was sealed with and no bit changed."""
    try:
        return unpadded(_unseal(key, sealed, _place(b"text", organisation, bound_to)))
    except ValueError:
        raise CannotUnseal from None


def seal_file(key: bytes, content: bytes, *, organisation: UUID, bound_to: str, version: int = 1) -> bytes:
    """As seal_text(); the two never open each other's."""
    return _seal(key, padded_file(content), version, _place(b"file", organisation, bound_to))


def unseal_file(key: bytes, sealed: bytes, *, organisation: UUID, bound_to: str) -> bytes:
    """CannotUnseal as for unseal_text()."""
    try:
        return unpadded_file(_unseal(key, sealed, _place(b"file", organisation, bound_to)))
    except ValueError:
        raise CannotUnseal from None


def resealed(
    old: bytes, new: bytes, sealed: bytes, *, organisation: UUID, bound_to: str, version: int, file: bool
) -> bytes:
    """The same content under a newer data key, for the same place. CannotUnseal when the old key does not open it."""
    place = _place(b"file" if file else b"text", organisation, bound_to)
    return _seal(new, _unseal(old, sealed, place), version, place)


def opens(key: bytes, sealed: bytes, *, organisation: UUID, bound_to: str, file: bool) -> bool:
    """Whether this key opens it in this place; the content itself is thrown away."""
    try:
        _unseal(key, sealed, _place(b"file" if file else b"text", organisation, bound_to))
    except CannotUnseal:
        return False
    return True


def encrypt(key: bytes, content: bytes, *, bound_to: bytes) -> bytes:
    """For what few keys wrap: other keys. Format byte, random nonce, content and tag."""
    nonce = os.urandom(_NONCE_BYTES)
    return ONE_KEY + nonce + AESGCM(key).encrypt(nonce, content, ONE_KEY + bound_to)


def decrypt(key: bytes, sealed: bytes, *, bound_to: bytes) -> bytes:
    """CannotUnseal when anything differs from what encrypt() was given."""
    version, nonce, content = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if version != ONE_KEY or len(nonce) != _NONCE_BYTES:
        raise CannotUnseal
    return _opened(key, nonce, content, ONE_KEY + bound_to)


def _seal(key: bytes, content: bytes, version: int, place: bytes) -> bytes:
    header = KEY_OF_ITS_OWN + version.to_bytes(4, "big") + os.urandom(_SALT_BYTES)
    own, nonce = _own_key(key, header, place)
    return header + AESGCM(own).encrypt(nonce, content, header + place)


def _unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    if sealed[:1] == ONE_KEY:
        return decrypt(key, sealed, bound_to=place)
    header, content = sealed[:_HEADER], sealed[_HEADER:]
    if header[:1] != KEY_OF_ITS_OWN or len(header) != _HEADER:
        raise CannotUnseal
    own, nonce = _own_key(key, header, place)
    return _opened(own, nonce, content, header + place)


def _own_key(key: bytes, header: bytes, place: bytes) -> tuple[bytes, bytes]:
    made = HKDF(
        algorithm=SHA256(), length=KEY_BYTES + _NONCE_BYTES, salt=header[5:], info=b"schakel/record/2/" + place
    ).derive(key)
    return made[:KEY_BYTES], made[KEY_BYTES:]


def _opened(key: bytes, nonce: bytes, content: bytes, associated: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, content, associated)
    except InvalidTag:
        raise CannotUnseal from None


def _place(what: bytes, organisation: UUID, bound_to: str) -> bytes:
    if not bound_to:
        raise ValueError("bound_to names the row and field that this belongs to")
    return what + b"\0" + organisation.bytes + bound_to.encode()
