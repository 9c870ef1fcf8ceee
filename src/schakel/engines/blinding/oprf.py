"""An oblivious pseudorandom function: OPRF(ristretto255, SHA-512) of RFC 9497, in its base mode.

Who asks blinds a value with a number drawn for it alone; who holds the key multiplies what comes in and cannot tell it
from a random point; who asked takes the blind off and has what the key makes of the value, and nothing of the key. All
arithmetic on the group is libsodium's (by pysodium); here is only what the standard lays around it.
"""

from __future__ import annotations

import hashlib
import importlib
from functools import cache
from typing import Any

ELEMENT_BYTES = SCALAR_BYTES = 32
OUTPUT_BYTES = 64
LONGEST_INPUT = 2**16 - 1  # bytes

_CONTEXT = b"OPRFV1-\x00-ristretto255-SHA512"
_HASH_TO_GROUP = b"HashToGroup-" + _CONTEXT
_DERIVE_KEY = b"DeriveKeyPair" + _CONTEXT
_BLOCK_BYTES = 128  # of SHA-512


class BlindingUnavailable(Exception):
    """libsodium is not on this machine; the message says what to install."""


def derive_key(seed: bytes, info: bytes) -> bytes:
    """The key (a scalar, 32 bytes) that belongs to a secret seed of 32 bytes and a public name (RFC 9497, 3.2.1)."""
    if len(seed) != SCALAR_BYTES:
        raise ValueError("the seed of a key is 32 bytes")
    sodium = _sodium()
    told = seed + len(info).to_bytes(2, "big") + info
    for counter in range(256):
        wide = _expanded(told + bytes([counter]), _DERIVE_KEY)
        key: bytes = sodium.crypto_core_ristretto255_scalar_reduce(wide)
        if any(key):
            return key
    raise ValueError("no key can be derived from this seed")


def blind(value: bytes, *, with_scalar: bytes | None = None) -> tuple[bytes, bytes]:
    """The blind (to keep, 32 bytes) and the blinded element (to send, 32 bytes). A blind is drawn anew each time.

    `with_scalar` is for the test vectors of the standard only: a blind used twice shows that two values are equal.
    """
    sodium = _sodium()
    scalar: bytes = with_scalar or sodium.crypto_core_ristretto255_scalar_random()
    return scalar, sodium.crypto_scalarmult_ristretto255(scalar, _element(value))


def decoy() -> bytes:
    """An element that stands for nothing and looks like any blinded one: it fills a batch to its fixed size."""
    element: bytes = _sodium().crypto_core_ristretto255_random()
    return element


def evaluate(key: bytes, blinded: bytes) -> bytes:
    """What the holder of the key does to each element it is sent. ValueError when that is no element of the group."""
    sodium = _sodium()
    if len(blinded) != ELEMENT_BYTES or not sodium.crypto_core_ristretto255_is_valid_point(blinded):
        raise ValueError("this is no element of the group")
    evaluated: bytes = sodium.crypto_scalarmult_ristretto255(key, blinded)
    return evaluated


def finalize(value: bytes, scalar: bytes, evaluated: bytes) -> bytes:
    """Takes the blind off: the 64 bytes that the other's key makes of the value, the same as `output` gives."""
    sodium = _sodium()
    if len(evaluated) != ELEMENT_BYTES or not sodium.crypto_core_ristretto255_is_valid_point(evaluated):
        raise ValueError("this is no element of the group")
    inverse = sodium.crypto_core_ristretto255_scalar_invert(scalar)
    return _hashed(value, sodium.crypto_scalarmult_ristretto255(inverse, evaluated))


def output(key: bytes, value: bytes) -> bytes:
    """The 64 bytes that a key makes of a value, for the holder of both (Evaluate in RFC 9497)."""
    return _hashed(value, _sodium().crypto_scalarmult_ristretto255(key, _element(value)))


def _element(value: bytes) -> bytes:
    """A point of the group for any value. The chance that it is the neutral one, which libsodium refuses, is below 2 to the -250."""
    if len(value) > LONGEST_INPUT:
        raise ValueError("a value is at most 65,535 bytes")
    element: bytes = _sodium().crypto_core_ristretto255_from_hash(_expanded(value, _HASH_TO_GROUP))
    return element


def _expanded(message: bytes, tag: bytes) -> bytes:
    """64 uniform bytes: expand_message_xmd of RFC 9380 with SHA-512, for this one length."""
    marked = tag + bytes([len(tag)])
    first = hashlib.sha512(bytes(_BLOCK_BYTES) + message + OUTPUT_BYTES.to_bytes(2, "big") + b"\0" + marked).digest()
    return hashlib.sha512(first + b"\x01" + marked).digest()


def _hashed(value: bytes, element: bytes) -> bytes:
    told = len(value).to_bytes(2, "big") + value + len(element).to_bytes(2, "big") + element + b"Finalize"
    return hashlib.sha512(told).digest()


@cache
def _sodium() -> Any:
    """Loaded when it is first needed: whoever never asks another region needs no libsodium."""
    try:
        return importlib.import_module("pysodium")
    except (ImportError, OSError, TypeError, ValueError, AttributeError) as trouble:
        raise BlindingUnavailable(
            "libsodium is missing: install the system package libsodium23 (Debian, Ubuntu) or libsodium."
        ) from trouble
