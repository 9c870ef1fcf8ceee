"""Primary keys that sort by time, made here so that no version of PostgreSQL has to."""

from __future__ import annotations

import secrets
import time
from uuid import UUID

_RANDOM_BITS = 74
_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62
_LOW = (1 << 62) - 1


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562): 48 bits of Unix milliseconds, 74 random bits.

    It tells when it was made, so it is a name and never a secret: tokens come from `secrets`.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(_RANDOM_BITS)
    high, low = random >> 62, random & _LOW
    return UUID(int=(milliseconds & (1 << 48) - 1) << 80 | _VERSION | high << 64 | _VARIANT | low)
