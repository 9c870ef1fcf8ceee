"""A file of anchors: one line per organisation and moment, kept where the database's administrator cannot write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from schakel.ground.audit.rules.chain import Anchor

HASH_BYTES = 32


class AnchorTrouble(ValueError):
    """A line of the file cannot be read; the message names its number."""


def written(anchors: Iterable[Anchor]) -> str:
    """One line each: moment, organisation, number of the entry, its hash."""
    return "".join(
        f"{anchor.at.isoformat(timespec='seconds')} {anchor.organisation} {anchor.number} {anchor.hash.hex()}\n"
        for anchor in anchors
    )


def parsed(text: str) -> list[Anchor]:
    """The anchors of a file; empty lines and lines with # are left out. AnchorTrouble names the first bad line."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(_one(line))
            except ValueError:
                raise AnchorTrouble(f"Line {number} is not an anchor: moment, organisation, number, hash.") from None
    return found


def _one(line: str) -> Anchor:
    at, organisation, number, digest = line.split()
    anchor = Anchor(datetime.fromisoformat(at), UUID(organisation), int(number), bytes.fromhex(digest))
    if anchor.number < 1 or len(anchor.hash) != HASH_BYTES:
        raise ValueError(line)
    return anchor
