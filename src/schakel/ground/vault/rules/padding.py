"""Hides how long a short text is: "Ad" and a telephone number take the same room."""

from __future__ import annotations

_PREFIX = 4  # bytes that hold the true length
_SMALLEST = 64
_LARGEST_STEP = 1024


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


def _room(size: int) -> int:
    room = _SMALLEST
    while room < size and room < _LARGEST_STEP:
        room *= 2
    return room if size <= room else -(-size // _LARGEST_STEP) * _LARGEST_STEP
