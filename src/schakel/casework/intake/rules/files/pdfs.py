"""A PDF is written anew with its pages only: no script, action, file, form, link, remark, thumbnail or maker's data.

What stands on the page as something to fill in or a remark is drawn on the page first, so that it stays readable. The
text and the drawing of a page stay as they are, pictures that are written out inside that drawing included.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from schakel.casework.intake.rules.files.limits import MOST_OBJECTS, MOST_PAGES, MOST_UNPACKED
from schakel.casework.intake.rules.files.refused import AttachmentRefused
from schakel.casework.intake.rules.files.streams import bare_jpeg, bare_jpeg2000

_OF_THE_WHOLE: Final = {"/Type", "/Pages", "/OCProperties"}
_OF_A_PAGE: Final = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/Contents",
    "/Group", "/UserUnit",
}  # fmt: skip
_NOWHERE: Final = (
    "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/OpenAction", "/JS", "/JavaScript", "/AF", "/EF",
    "/EmbeddedFiles", "/Annots", "/Measure", "/PtData", "/OPI", "/Alternates", "/StructParent", "/StructParents",
)  # fmt: skip
_DEEPEST: Final = 200
_OF_A_PICTURE: Final = {
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask", "/Decode",
    "/Interpolate", "/SMask", "/SMaskInData", "/Matte", "/Filter", "/DecodeParms", "/Length", "/OC",
}  # fmt: skip
_FILTERS: Final = {
    "/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL", "/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx",
    "/CCITTFaxDecode", "/CCF", "/JBIG2Decode", "/DCTDecode", "/DCT", "/JPXDecode",
}  # fmt: skip
_PACKED: Final = (b"\xff\xd8\xff", b"\xff\x4f\xff\x51", b"\0\0\0\x0cjP  ")  # how JPEG and JPEG 2000 begin
_PICTURES: Final = {"/DCTDecode": bare_jpeg, "/DCT": bare_jpeg, "/JPXDecode": bare_jpeg2000}


def cleaned_pdf(content: bytes, *, largest: int) -> bytes:
    """The same pages, at most `largest` bytes. AttachmentRefused when it is locked, damaged or larger than we read."""
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True) as found:
            written = _only_pages(found)
    except pikepdf.PasswordError:
        raise AttachmentRefused("locked") from None
    except (AttachmentRefused, MemoryError, RecursionError):
        raise
    except Exception:  # a damaged file may fail in any way
        raise AttachmentRefused("broken") from None
    if len(written) > largest:
        raise AttachmentRefused("too_big")
    return written


def _only_pages(found: pikepdf.Pdf) -> bytes:
    if found.is_encrypted:
        raise AttachmentRefused("locked")
    if len(found.objects) > MOST_OBJECTS:
        raise AttachmentRefused("too_heavy")
    if len(found.pages) > MOST_PAGES:
        raise AttachmentRefused("pages")
    if not len(found.pages):
        raise AttachmentRefused("empty")
    found.flatten_annotations("screen")
    _keep_only(found.Root, _OF_THE_WHOLE)
    for page in found.pages:
        _keep_only(page.obj, _OF_A_PAGE)
    for key in [key for key in found.trailer.keys() if key not in ("/Root", "/Size")]:  # noqa: SIM118
        del found.trailer[key]
    for one in list(found.objects):
        _strip(one, 0)
    into = BytesIO()
    found.save(into, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return into.getvalue()


def _keep_only(row: Any, keys: set[str]) -> None:
    for key in [key for key in row.keys() if key not in keys]:  # noqa: SIM118
        del row[key]


def _strip(one: Any, depth: int) -> None:
    """Takes the keys out of this object and of what stands inside it; what it refers to is met on its own."""
    if depth > _DEEPEST:
        raise AttachmentRefused("too_heavy")
    if isinstance(one, Dictionary | Stream):
        held: Any = one.stream_dict if isinstance(one, Stream) else one
        for key in [key for key in held.keys() if key in _NOWHERE]:  # noqa: SIM118
            del held[key]
        inside = [held[key] for key in held.keys()]  # noqa: SIM118
    elif isinstance(one, Array):
        inside = list(one)
    else:
        return
    for inner in inside:
        if isinstance(inner, Array | Dictionary) and not inner.is_indirect:
            _strip(inner, depth + 1)
    if isinstance(one, Stream):
        if one.stream_dict.get("/Subtype") == "/Image":
            _keep_only(one.stream_dict, _OF_A_PICTURE)
        _strip_picture(one)


def _strip_picture(one: Any) -> None:
    """Of a packed picture the outer wrapping comes off, then what tells of place and device."""
    named = one.get("/Filter")
    filters = [str(name) for name in named] if isinstance(named, Array) else [str(named)] if named is not None else []
    if not _FILTERS.issuperset(filters) or (not filters and one.read_raw_bytes()[:12].startswith(_PACKED)):
        raise AttachmentRefused("odd")
    if not any(name in _PICTURES for name in filters):
        return
    if filters[-1] not in _PICTURES:
        raise AttachmentRefused("odd")
    packed = one.read_raw_bytes()
    for name in filters[:-1]:
        packed = _unwrapped(packed, name)
    parameters = one.get("/DecodeParms")
    last = parameters[-1] if isinstance(parameters, Array) and len(parameters) else parameters
    one.write(_PICTURES[filters[-1]](packed), filter=Name(filters[-1]), decode_parms=last)


def _unwrapped(packed: bytes, name: str) -> bytes:
    try:
        if name in ("/FlateDecode", "/Fl"):
            unpacking = zlib.decompressobj()
            whole = unpacking.decompress(packed, MOST_UNPACKED)
            if unpacking.unconsumed_tail:
                raise AttachmentRefused("too_heavy")
            if not unpacking.eof:
                raise AttachmentRefused("broken")
            return whole
        if name in ("/ASCII85Decode", "/A85"):
            return base64.a85decode(packed.strip().removesuffix(b"~>"), adobe=False)
        if name in ("/ASCIIHexDecode", "/AHx"):
            return binascii.unhexlify(b"".join(packed.partition(b">")[0].split()))
    except (ValueError, zlib.error):
        raise AttachmentRefused("broken") from None
    raise AttachmentRefused("odd")
