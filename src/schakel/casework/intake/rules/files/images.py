"""A picture is taken apart to its dots and written anew: where, when and with what it was made stays behind.

Camera data, place, thumbnail, text, colour profile, further pictures and whatever was glued to the end are not copied,
because nothing but the dots is. It is turned upright first, as the camera meant it.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Final

from PIL import Image, ImageFile, ImageOps

from schakel.casework.intake.rules.files.limits import MOST_PIXELS
from schakel.casework.intake.rules.files.refused import AttachmentRefused

_FORMATS: Final = {"jpeg": ["JPEG", "MPO"], "png": ["PNG"], "webp": ["WEBP"], "heic": ["HEIF"]}
_QUALITIES: Final = (90, 80, 70)  # small print stays readable; the next one only when the one before is too large


def cleaned_image(content: bytes, kind: str, *, largest: int) -> tuple[str, bytes]:
    """The kind it became and its bytes, at most `largest`. AttachmentRefused when it is damaged or unpacks to too much."""
    picture = _upright(content, kind)
    if kind == "png":
        written = _written(picture, "PNG")
        if len(written) <= largest:
            return "png", written
    opaque = _on_white(picture)
    for quality in _QUALITIES:
        written = _written(opaque, "JPEG", quality=quality)
        if len(written) <= largest:
            return "jpeg", written
    raise AttachmentRefused("too_big")


def _upright(content: bytes, kind: str) -> Image.Image:
    if kind == "heic":
        from pi_heif import register_heif_opener

        register_heif_opener()
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # a library that lays out letters turns it on, for the whole process
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=_FORMATS[kind]) as found:
                if found.width * found.height > MOST_PIXELS:
                    raise AttachmentRefused("pixels")
                found.load()
                turned = ImageOps.exif_transpose(found)
                return turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    except (AttachmentRefused, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise AttachmentRefused("pixels") from None
    except Exception:  # a decoder may fail on a damaged file in any way
        raise AttachmentRefused("broken") from None


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _written(picture: Image.Image, form: str, **how: int) -> bytes:
    """From a new picture that holds the dots and nothing else."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    into = BytesIO()
    bare.save(into, form, **how)
    return into.getvalue()
