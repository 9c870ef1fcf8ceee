"""Files as people have them, made here: with a place in them, with a script, damaged, two things at once, too much."""

from __future__ import annotations

import base64
import struct
import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, PngImagePlugin

MAKER, PLACE = "Schakelcam 7", "Nergenshavenkade"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
HTML = b"<!doctype html><script>alert(1)</script>"
# 16 by 12 dots, red left and blue right, with the maker and a place in it; nothing we use can write this kind.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAA"
    "AAAERAAAIAAQAAAAAB4QABAAAAAAAAAFAAAgAAAAACMQABAAAAAAAAAKIAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVp"
    "bmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/GlwcnAAAADcaXBjbwAAAHVodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGE"
    "ABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQApQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqrprm4CGgwIAAAAyAAAADAIRiAAEABkQBwXPBiQAA"
    "ABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAAAChjbGFwAAAAEAAAAAEAAAAMAAAAAf///9AAAAAC////zAAAAAIAAAAQcG"
    "l4aQAAAAADCAgIAAAAGGlwbWEAAAAAAAAAAQABBYECAwWEAAAAGmlyZWYAAAAAAAAADmNkc2MAAgABAAEAAAD6bWRhdAAAAEwoAa8E8hqCR4BC"
    "UJXv1Il/+8f3/gfLBh4Va+8ux/+mHbHpIa+9Iw+SUfOhI2zAM5pkdJtEH//93kll6Zr+//fNxJNd0IvWArmzqK+3AAAABkV4aWYAAE1NACoAAA"
    "AIAAIBDwACAAAACwAAACaIJQAEAAAAAQAAADIAAAAAU2NoYWtlbGNhbQAAAAQAAQACAAAAAk4AAAAAAgAFAAAAAwAAAGgAAwACAAAAAkUAAAAA"
    "BAAFAAAAAwAAAIAAAAAAAAAANAAAAAEAAAAFAAAAAQAAAA8AAAACAAAABAAAAAEAAAASAAAAAQAAAAMAAAAB"
)


def exif(orientation: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[0x010F], told[0x0112], told[0x9286] = MAKER, orientation, PLACE
    told[0x8825] = {1: "N", 2: (52.0, 5.0, 7.5), 3: "E", 4: (4.0, 18.0, 3.0)}
    return told


def picture(size: tuple[int, int] = (48, 32)) -> Image.Image:
    """Red left, blue right."""
    drawn = Image.new("RGB", size, (200, 30, 30))
    drawn.paste((30, 30, 200), (size[0] // 2, 0, *size))
    return drawn


def jpeg(orientation: int = 1, size: tuple[int, int] = (48, 32), **other: object) -> bytes:
    into = BytesIO()
    packet = f"<x:xmpmeta>{PLACE}</x:xmpmeta>".encode()
    picture(size).save(
        into, "JPEG", exif=exif(orientation), comment=PLACE.encode(), xmp=packet, icc_profile=b"\0" * 128, **other
    )
    return into.getvalue()


def png(size: tuple[int, int] = (48, 32)) -> bytes:
    into, told = BytesIO(), PngImagePlugin.PngInfo()
    told.add_text("Comment", PLACE)
    told.add_itxt("XML:com.adobe.xmp", PLACE)
    picture(size).save(into, "PNG", pnginfo=told, exif=exif())
    return into.getvalue()


def webp() -> bytes:
    into = BytesIO()
    picture().save(into, "WEBP", exif=exif().tobytes(), xmp=PLACE.encode())
    return into.getvalue()


def bomb(side: int = 20_000) -> bytes:
    """A small PNG that says it is 20,000 by 20,000 dots and unpacks to as many zeros."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    packer = zlib.compressobj(9)
    row = b"\0" * (1 + side // 8)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def pdf(pages: int = 1, *, words: str = "Loonstrook") -> bytes:
    """A plain document."""
    made = pikepdf.new()
    for _ in range(pages):
        _page(made, f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET")
    return _saved(made)


def restless_pdf() -> bytes:
    """One with everything that does or tells something by itself."""
    made = pikepdf.new()
    page = _page(made, "q 40 0 0 40 10 10 cm /Im1 Do Q")
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    made.Root.OpenAction = made.make_indirect(script)
    made.Root.AA = Dictionary(WC=script)
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    made.Root.Metadata = Stream(made, f"<x>{PLACE}</x>".encode())
    made.attachments["geheim.txt"] = b"in het document gestopt"
    made.docinfo["/Author"] = PLACE
    photo = Stream(made, jpeg(), Type=Name.XObject, Subtype=Name.Image, Width=48, Height=32,
                   ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
                   Metadata=Stream(made, PLACE.encode()))  # fmt: skip
    page.obj.Resources = Dictionary(XObject=Dictionary(Im1=made.make_indirect(photo)))
    page.obj.Thumb = Stream(made, b"\0" * 30)
    page.obj.AA = Dictionary(O=script)
    page.obj.VP = Array([Dictionary(Type=Name.Viewport, Measure=Dictionary(Subtype=Name.GEO, GPTS=Array([52, 4])))])
    page.obj.Annots = Array([
        made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)),
        made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
                                      A=Dictionary(S=Name.URI, URI=String("https://example.org/volg")))),
    ])  # fmt: skip
    return _saved(made)


def locked_pdf(password: str = "geheim") -> bytes:
    with pikepdf.open(BytesIO(pdf())) as made:
        into = BytesIO()
        made.save(into, encryption=pikepdf.Encryption(user=password, owner="baas"))
        return into.getvalue()


def wrapped_pdf() -> bytes:
    """A photo inside, packed once more around."""
    made = pikepdf.new()
    page = _page(made, "/Im1 Do")
    photo = Stream(made, zlib.compress(jpeg()), Type=Name.XObject, Subtype=Name.Image, Width=48, Height=32,
                   ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Array([Name.FlateDecode, Name.DCTDecode]))  # fmt: skip
    page.obj.Resources = Dictionary(XObject=Dictionary(Im1=made.make_indirect(photo)))
    return _saved(made)


def _page(made: pikepdf.Pdf, drawing: str) -> pikepdf.Page:
    page = made.add_blank_page(page_size=(200, 200))
    page.obj.Contents = Stream(made, drawing.encode())
    return page


def _saved(made: pikepdf.Pdf) -> bytes:
    into = BytesIO()
    made.save(into, compress_streams=False, fix_metadata_version=False)
    return into.getvalue()
