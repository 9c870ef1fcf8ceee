"""Takes what tells of place, time and device out of pictures that stand packed inside a PDF, without repacking them."""

from __future__ import annotations

from schakel.casework.intake.rules.files.refused import AttachmentRefused

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_KEPT_APPLICATION = {0xE0: (b"JFIF\0", 16), 0xEE: (b"Adobe", 14)}  # without Adobe's, colours turn round
_COMMENT = 0xFE
_ALONE = range(0xD0, 0xD8)  # restart marks, without a length
_TABLES, _CODES, _ARITHMETIC, _LINES, _RESTARTS = 0xDB, 0xC4, 0xCC, 0xDC, 0xDD
_FRAMES = (0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)
_KEPT_BOXES = (b"jP  ", b"ftyp", b"rreq", b"jp2h", b"jpch", b"jplh", b"jp2c")


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
        if _draws(mark, segment):
            kept.append(bytes((0xFF, mark)) + segment)
        if mark == _SCAN:
            end = _end_of_scan(content, at)
            kept.append(content[at:end])
            at = end


def bare_jpeg2000(content: bytes) -> bytes:
    """With the boxes that draw, without those of text, positions and data of others. A bare code stream is left as it is."""
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
        if kind in _KEPT_BOXES:
            kept.append(content[at : at + length])
        at += length
    return b"".join(kept)


def _draws(mark: int, segment: bytes) -> bool:
    """Whether a part is needed to draw. AttachmentRefused when it says so and is not built that way: what tells of place
    and device may stand under a mark that was damaged."""
    if 0xE0 <= mark <= 0xEF:
        begins, length = _KEPT_APPLICATION.get(mark, (b"", 0))
        return segment[2:].startswith(begins) and len(segment) == length
    if mark == _COMMENT:
        return False
    if not _is_built(mark, segment):
        raise AttachmentRefused("broken")
    return True


def _is_built(mark: int, segment: bytes) -> bool:
    length = len(segment)
    if mark in _FRAMES:
        return length > 7 and length == 8 + 3 * segment[7]
    if mark == _SCAN:
        return length > 2 and length == 6 + 2 * segment[2]
    if mark in (_LINES, _RESTARTS):
        return length == 4
    if mark == _ARITHMETIC:
        return length % 2 == 0 and all(segment[at] & 0xEF < 4 for at in range(2, length, 2))
    if mark not in (_TABLES, _CODES):
        return False
    at = 2
    while at < length:
        named = segment[at]
        if named & 0xEC:  # a table is one of four, of one of two kinds
            return False
        at += 1 + 64 * (1 + (named >> 4)) if mark == _TABLES else 17 + sum(segment[at + 1 : at + 17])
    return at == length


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
