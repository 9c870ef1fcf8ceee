"""Faults in the language of who runs the command: Dutch where the machine speaks Dutch, else English. Needs no Django."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import schakel
from schakel.engines.exchange import Fault

MOST_TOLD = 100
"""Faults told at most; the rest is only counted."""


def say(fault: Fault) -> str:
    return fault.said(_catalogue(_language()).gettext)


def told(wrong: Iterable[tuple[int, Fault]]) -> list[str]:
    """A sentence for each fault with its line and field, at most MOST_TOLD of them, and how many more there are."""
    sentences = [_placed(line, fault) for line, fault in wrong]
    more = len(sentences) - MOST_TOLD
    return [*sentences[:MOST_TOLD], f"and {more} more."] if more > 0 else sentences


def _placed(line: int, fault: Fault) -> str:
    place = f"line {line}: " if line else ""
    return f"{place}{fault.field or ('line' if fault.code != 'file' else 'file')}: {say(fault)}"


def _language() -> str:
    """As other commands: the first of these that is set decides."""
    chosen = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "nl" if chosen.lower().startswith("nl") else "en"


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of the screens. Dutch is what the texts are written in, so it needs none."""
    place = Path(schakel.__file__).parent / "site" / "locale"
    return gettext.translation("django", place, [language], fallback=True)
