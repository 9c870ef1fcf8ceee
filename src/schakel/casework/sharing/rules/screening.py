"""Last look at what could go: a piece that names the reporter, holds a citizen service number or speaks of origin is set
to a kind that never passes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from schakel.casework.sharing.rules.shapes import PEOPLE, Matter, Piece
from schakel.engines.linkage.numbers import masked

_SHORTEST_NAME = 3


def screened(matter: Matter, *, reporter: str, topics: Collection[str]) -> Matter:
    """`reporter`: the name of who reported, "" when unknown. `topics`: words of the content pack's exclusions."""
    return replace(matter, pieces=tuple(_screened(one, reporter, topics) for one in matter.pieces))


def names_reporter(text: str, reporter: str) -> bool:
    """Whether a part of the reporter's name stands in this text. `reporter`: the name, "" when unknown."""
    return any(_says(text, part) for part in reporter.split() if len(part) >= _SHORTEST_NAME)


def _screened(piece: Piece, reporter: str, topics: Collection[str]) -> Piece:
    if masked(piece.text) != piece.text:
        return replace(piece, kind="citizen_number", text=masked(piece.text))
    if names_reporter(piece.text, reporter):
        return replace(piece, kind="reporter_identity")
    if piece.kind in PEOPLE and any(_says(piece.text, topic) for topic in topics):  # Kerkstraat is a street
        return replace(piece, kind="origin")
    return piece


def _says(text: str, word: str) -> bool:
    end = "" if word.endswith("*") else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(word.rstrip('*'))}{end}", text, re.IGNORECASE) is not None


def cleaned(text: str) -> str:
    """What somebody typed as a reason, without citizen service numbers."""
    return masked(text.strip())
