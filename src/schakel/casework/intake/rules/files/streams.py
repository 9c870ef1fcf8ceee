"""Takes what tells of place, time and device out of pictures that stand packed inside a PDF, without repacking them."""

from __future__ import annotations

from schakel.casework.intake.rules.files.refused import AttachmentRefused

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_KEPT_APPLICATION = (0xE0, 0xEE)  # JFIF, and Adobe's: without that one colours turn round
_COMMENT = 0xFE
_ALONE = range(0xD0, 0xD8)  # restart marks, without a length
_TOLD_BOXES = (b"uuid", b"xml ", b"uinf", b"jp2i")


def bare_jpeg(content: bytes) -> bytes:
    """Without camera data, place, thumbnail, profile and remarks, and without what follows the end."""
    if content[:2] != b"\xff\xd8":
        raise AttachmentRefused("broken")
    kept, at = [content[:2]], 2
    while True:
        mark, at = _mark(content, at)
        if mark == _END:
            return b"".join([*kept, b"\xff\xd9"])
        if mark in _ALONE or mark == _START:
            raise AttachmentRefused("broken")
        length = int.from_bytes(content[at : at + 2], "big")
        segment = content[at : at + length]
        if length < 2 or len(segment) != length:
            raise AttachmentRefused("broken")
        at += length
        told = (0xE0 <= mark <= 0xEF and mark not in _KEPT_APPLICATION) or mark == _COMMENT
        if not told:
            kept.append(bytes((0xFF, mark)) + segment)
        if mark == _SCAN:
            end = _end_of_scan(content, at)
            kept.append(content[at:end])
            at = end


def bare_jpeg2000(content: bytes) -> bytes:
    """Without the boxes that hold text, positions and data of others. A bare code stream is left as it is."""
    if content[:4] == b"\xff\x4f\xff\x51":
        return content
    kept, at = [], 0
    while at < len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16], "big")
        elif length == 0:
            length = len(content) - at
        if length < 8 or at + length > len(content):
            raise AttachmentRefused("broken")
        if kind not in _TOLD_BOXES:
            kept.append(content[at : at + length])
        at += length
    return b"".join(kept)


def _mark(content: bytes, at: int) -> tuple[int, int]:
    """The mark at this place and where what follows it begins; marks may be filled up with 0xFF."""
    if content[at : at + 1] != b"\xff":
        raise AttachmentRefused("broken")
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content):
        raise AttachmentRefused("broken")
    return content[at], at + 1


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next mark begins that is neither a stuffed byte nor a restart. A picture without an end is broken."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise AttachmentRefused("broken")
        if content[at + 1] != 0 and content[at + 1] not in _ALONE and content[at + 1] != 0xFF:
            return at
        at += 1 if content[at + 1] == 0xFF else 2
