"""The one door to a content pack. Needs no Django and no database."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import schakel
from schakel.ground.content.rules.assembling import assemble
from schakel.ground.content.rules.chain import LegalBasis
from schakel.ground.content.rules.desk import Route
from schakel.ground.content.rules.faults import Fault, PackRefused
from schakel.ground.content.rules.marks import Text
from schakel.ground.content.rules.pack import FILES, Pack
from schakel.ground.content.rules.rights import RightsText

__all__ = [
    "Fault",
    "LegalBasis",
    "Pack",
    "PackRefused",
    "RightsText",
    "Route",
    "Text",
    "heading_of",
    "pack",
    "pack_at",
    "pack_codes",
    "root",
]


def heading_of(content: Pack, text: str) -> str | None:
    """What a spreadsheet heading means for the exchange format: a field, or "mention:" and its kind."""
    if column := content.column_of(text):
        return column.name
    kind = content.mention_kind_of(text)
    return f"mention:{kind.code}" if kind else None


def root() -> Path:
    """The folder with all packs: inside the installed package, or at the top of a source checkout.

    Raises FileNotFoundError when neither is there.
    """
    return _root_beside(schakel.__file__)


@lru_cache(maxsize=4)
def _root_beside(module: str) -> Path:
    package = Path(module).parent
    for place in (package / "_content", package.parent.parent / "content"):
        if (place / "nl" / "pack.yml").is_file():
            return place
    raise FileNotFoundError(
        f"No content pack beside {package}. Install the wheel again, or work from a whole checkout."
    )


def default_code() -> str:
    """The pack of this installation: SCHAKEL_PACK, else nl."""
    return os.environ.get("SCHAKEL_PACK", "nl")


def pack(code: str | None = None) -> Pack:
    """The pack with this code, read once. Raises `PackRefused`, with every fault, when it cannot be used."""
    return _read(root() / (code or default_code()))


def pack_at(folder: Path) -> Pack:
    """The pack in a folder, read anew. Raises `PackRefused`."""
    texts = {name: _text(folder / name) for name in ("pack.yml", *FILES)}
    unknown = sorted(path.name for path in folder.glob("*.y*ml") if path.name not in texts)
    return assemble(_shown(folder), texts, unknown)


def pack_codes() -> tuple[str, ...]:
    """The codes of all packs that are shipped."""
    return tuple(sorted(path.parent.name for path in root().glob("*/pack.yml")))


@lru_cache(maxsize=8)
def _read(folder: Path) -> Pack:
    return pack_at(folder)


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise PackRefused([Fault(str(path), "", "It is not UTF-8 text.", "Save it as UTF-8.")]) from error


def _shown(folder: Path) -> str:
    """`content/nl`, however deep the checkout lies: messages name no machine paths."""
    return "/".join(folder.parts[-2:])
