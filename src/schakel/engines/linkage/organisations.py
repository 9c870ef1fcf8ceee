"""Organisations as typed: the legal form goes, words that only name a trade weigh little."""

from __future__ import annotations

import re

from schakel.engines.linkage.forms import Form, Organisation, Unreadable
from schakel.engines.linkage.text import folded
from schakel.engines.linkage.words import NO_ORGANISATION, SMALL, TRADE_ENDINGS, TRADES

_LEGAL = re.compile(
    r"\b(?:b\.?\s?v\.?|n\.?\s?v\.?|v\.?\s?o\.?\s?f\.?|c\.?\s?v\.?|u\.?\s?a\.?|e\.?m\.?z\.?|i\.o\.?|i\.l\.?|gmbh|ltd\.?|llc|inc\.?|plc|s\.?r\.?l\.?|"
    r"s\.?a\.?r\.?l\.?|sp\.?\s?z\.?\s?o\.?\s?o\.?|e\.?o\.?o\.?d\.?|o\.?o\.?d\.?|kft\.?|zrt\.?|s\.?r\.?o\.?|a\.?\s?s\.?|d\.?o\.?o\.?|limited|holding|groep|group|"
    r"beheer|stichting|vereniging|maatschap|eenmanszaak|handelsonderneming|t\.?h\.?o\.?d\.?n\.?|h\.?o\.?d\.?n\.?)(?=\s|$|,)"
)


def general(word: str) -> bool:
    """Whether a word of a name only says what is done there."""
    return word in SMALL or word in TRADES or word.endswith(TRADE_ENDINGS) or len(word) < 2


def read_organisation(value: str) -> Form:
    """The organisation in a raw mention; Unreadable when no name is in it."""
    bare = _LEGAL.sub(" ", folded(value))
    words = tuple(re.findall(r"[a-z0-9]+", re.sub(r"['`.]", "", bare)))
    words = words or tuple(re.findall(r"[a-z0-9]+", folded(value)))
    if not words or all(word in NO_ORGANISATION for word in words):
        return Unreadable("no name")
    return Organisation(words[:10], tuple(word for word in words if not general(word))[:8])
