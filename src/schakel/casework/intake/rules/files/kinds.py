"""What a file is, by its own first bytes: a name, an ending or what a browser says of it counts for nothing."""

from __future__ import annotations

from typing import Final

MEDIA_TYPES: Final = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}
"""What is kept: WebP and HEIC become JPEG."""
EXTENSIONS: Final = {"jpeg": "jpg", "png": "png", "pdf": "pdf"}
IMAGES: Final = ("jpeg", "png")

_HEIC_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")


def kind_of(content: bytes) -> str:
    """ "jpeg", "png", "webp", "heic" or "pdf"; "" for anything else. The mark must stand at the very beginning:
    a file that is one thing at its first byte and another further on is read as the first, and written anew."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return "heic"
    return "pdf" if content.startswith(b"%PDF-") else ""


STATES: Final = ("clean", "unchecked", "waiting", "infected", "withheld")
"""Of a file with a signal: checked for viruses and clean; nothing to check with; still to be checked; a virus was found
and the file destroyed; never taken in, because of what is said to be on it (rule 17)."""
OPENABLE: Final = ("clean", "unchecked")
