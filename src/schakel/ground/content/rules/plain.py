"""How a heading of a spreadsheet is compared."""

from __future__ import annotations


def plain(heading: str) -> str:
    """A heading without capitals, dashes and double spaces."""
    return " ".join(heading.replace("_", " ").replace("-", " ").casefold().split())
