"""The picture of a bundle: which elements have facts, from how many independent sources, and what nobody knows yet."""

from __future__ import annotations

from schakel.engines.picture.catalogue import Catalogue, Entry, Inquiry
from schakel.engines.picture.drawing import picture_of
from schakel.engines.picture.independence import source_key, text_key, voices
from schakel.engines.picture.shapes import (
    ElementPicture,
    Fact,
    FormPicture,
    LanePicture,
    Observation,
    OpenQuestion,
    Picture,
    PictureSignal,
    Sighting,
)

__all__ = [
    "Catalogue",
    "ElementPicture",
    "Entry",
    "Fact",
    "FormPicture",
    "Inquiry",
    "LanePicture",
    "Observation",
    "OpenQuestion",
    "Picture",
    "PictureSignal",
    "Sighting",
    "picture_of",
    "source_key",
    "text_key",
    "voices",
]
