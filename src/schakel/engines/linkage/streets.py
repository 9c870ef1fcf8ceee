"""Names of streets: their types and shortenings, and what tells a street from a place."""

from __future__ import annotations

import re

# Dutch street types with the shortenings that people write (NEN 5825 and habit).
_TYPES: dict[str, tuple[str, ...]] = {
    "straat": ("str", "strt", "straat"),
    "laan": ("ln", "laan"),
    "weg": ("wg", "weg"),
    "plein": ("pln", "plein"),
    "kade": ("kd", "kade"),
    "steeg": ("stg", "steeg"),
    "gracht": ("gr", "grt", "gracht"),
    "singel": ("sngl", "sgl", "singel"),
    "dijk": ("dk", "dyk", "dijk"),
    "hof": ("hf", "hof"),
    "park": ("prk", "park"),
    "plantsoen": ("plnts", "plts", "plantsoen"),
    "boulevard": ("blvd", "bld", "boulevard"),
    "dreef": ("drf", "dreef"),
    "markt": ("mrkt", "markt"),
    "pad": ("pad",), "polder": ("polder",), "haven": ("haven",), "ring": ("ring",), "dam": ("dam",), "baan": ("baan",),
    "wal": ("wal",), "poort": ("poort",), "brink": ("brink",), "erf": ("erf",), "hoek": ("hoek",), "veld": ("veld",),
    "burg": ("burg",), "brug": ("brug",), "berg": ("berg",), "tuin": ("tuin",), "oord": ("oord",), "kamp": ("kamp",),
    "gang": ("gang",), "werf": ("werf",), "akker": ("akker",), "zijde": ("zijde",), "vaart": ("vaart",),
}  # fmt: skip
_SHORT = sorted(((short, full) for full, shorts in _TYPES.items() for short in shorts), key=lambda pair: -len(pair[0]))
# Endings that streets have and places hardly ever: "Poeldijk" and "Zaandam" are places, no place ends in "straat".
_SURE = frozenset(
    short
    for full in [
        "straat",
        "laan",
        "weg",
        "plein",
        "kade",
        "steeg",
        "gracht",
        "singel",
        "plantsoen",
        "boulevard",
        "dreef",
    ]
    for short in _TYPES[full]
)

_BEFORE = frozenset(
    [
        "burgemeester",
        "burg",
        "van",
        "de",
        "den",
        "oude",
        "nieuwe",
        "oud",
        "nieuw",
        "prof",
        "professor",
        "dr",
        "st",
        "sint",
        "groot",
        "grote",
        "klein",
        "kleine",
        "lange",
        "korte",
        "hoge",
        "lage",
        "eerste",
        "tweede",
        "derde",
        "koning",
        "koningin",
        "prins",
        "prinses",
        "achter",
        "onder",
        "ter",
        "ten",
    ]
)
"""Words with which names of streets begin, so that what stands before a street need not be a place."""


def begins_street(word: str) -> bool:
    """Whether a word is likely the first of a street's name."""
    return word in _BEFORE


def surely_street(words: str) -> bool:
    """Whether the last word ends as streets do and places do not."""
    return _ends_in(words, _SURE)


def maybe_street(words: str) -> bool:
    """Whether the last word ends as streets do, though a place may end so too."""
    return _ends_in(words, frozenset(short for short, _ in _SHORT))


def _ends_in(words: str, endings: frozenset[str]) -> bool:
    last = words.split(" ")[-1].rstrip(".")
    return any(last.endswith(short) and (len(last) > len(short) or len(short) > 3) for short in endings)


def full_street(street: str) -> str:
    """A street with its type written out: "loospadstr." becomes "loospadstraat"."""
    words = re.sub(r"[^a-z0-9 ]", "", street.replace("-", " ")).split()
    if not words:
        return ""
    last = words[-1]
    for short, full in _SHORT:
        if last == short and len(words) > 1 and full != short:
            words[-1] = full
            break
        if last.endswith(short) and len(last) > len(short) + 1:
            words[-1] = last[: -len(short)] + full
            break
    return " ".join(words)
