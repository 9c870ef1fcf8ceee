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
from schakel.engines.picture.worksheet import DimensionSheet, Said, SheetRow, SheetRule, sheet_of

__all__ = [
    "Catalogue",
    "DimensionSheet",
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
    "Said",
    "SheetRow",
    "SheetRule",
    "Sighting",
    "picture_of",
    "sheet_of",
    "source_key",
    "text_key",
    "voices",
]
