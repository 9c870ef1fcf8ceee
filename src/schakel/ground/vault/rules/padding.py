"""Hides how long something is: "Ad" and a telephone number take the same room, and a file hardly tells its size."""

from __future__ import annotations

_PREFIX = 4  # bytes that hold the true length
_SMALLEST = 64
_LARGEST_STEP = 1024
_FILE_PREFIX = 8
_SMALLEST_FILE = 16_384


def padded(text: str) -> bytes:
    """UTF-8 with its length before it, filled up to 64, 128, 256, 512, then steps of 1,024 bytes."""
    content = text.encode()
    filled = len(content).to_bytes(_PREFIX, "big") + content
    return filled.ljust(_room(len(filled)), b"\0")


def unpadded(filled: bytes) -> str:
    """The text again. ValueError when this is not what padded() made."""
    length = int.from_bytes(filled[:_PREFIX], "big")
    content = filled[_PREFIX : _PREFIX + length]
    if len(filled) < _PREFIX or len(content) != length or any(filled[_PREFIX + length :]):
        raise ValueError("not a padded text")
    return content.decode()


def padded_file(content: bytes) -> bytes:
    """The bytes with their length before them, filled up to at least 16 KiB and then as Padmé says: at most 12 % more.

    Padmé (Nikitin and others, 2019) leaves of a length only its order of magnitude and a few bits below that.
    """
    filled = len(content).to_bytes(_FILE_PREFIX, "big") + content
    return filled.ljust(max(_SMALLEST_FILE, padme(len(filled))), b"\0")


def unpadded_file(filled: bytes) -> bytes:
    """The bytes again. ValueError when this is not what padded_file() made."""
    length = int.from_bytes(filled[:_FILE_PREFIX], "big")
    end = _FILE_PREFIX + length
    if len(filled) < end or filled.count(0, end) != len(filled) - end:
        raise ValueError("not a padded file")
    return filled[_FILE_PREFIX:end]


def padme(size: int) -> int:
    """The smallest number from `size` on whose lowest bits are zero: all but the first and as many as its exponent needs."""
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    free = exponent - exponent.bit_length()
    mask = (1 << free) - 1
    return (size + mask) & ~mask


def _room(size: int) -> int:
    room = _SMALLEST
    while room < size and room < _LARGEST_STEP:
        room *= 2
    return room if size <= room else -(-size // _LARGEST_STEP) * _LARGEST_STEP
