"""Addresses as typed: street, number, addition, postcode and place in every usual order, misspelt or incomplete."""

from __future__ import annotations

import re

from schakel.engines.linkage.forms import Address, Form, Unreadable
from schakel.engines.linkage.text import folded

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
_PLACES = {
    "s-gravenhage": "den haag", "'s-gravenhage": "den haag", "s gravenhage": "den haag", "the hague": "den haag",
    "'s-hertogenbosch": "den bosch", "s-hertogenbosch": "den bosch", "s hertogenbosch": "den bosch",
    "a'dam": "amsterdam", "adam": "amsterdam", "r'dam": "rotterdam", "rdam": "rotterdam",
}  # fmt: skip
_NO_NUMBER = re.compile(
    r"\b(?:huis)?(?:nummer|nr|number|no)\.?\s*(?:is\s+)?(?:onbekend|unknown|onbek\.?|niet bekend|weet ik niet|\?+)|"
    r"\b(?:zonder|geen|onbekend|no|unknown)\s+(?:huis)?(?:nummer|nr|number)\b|\bnummer\s*\?+|\?+"
)
_NOISE = re.compile(r"^(?:adres|address|locatie|omgeving|nabij|bij|hoek|achter|naast|tegenover|near)\b[:\s]*")
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([a-z]{2})\b(?!\.)")
_NUMBER = re.compile(
    r"(?:\b(?:huisnummer|nummer|nr|no)\.?\s*|#\s*)?(?<![\d.])\b(\d{1,5})"
    r"(?:\s*[-/]?\s*(boven|beneden|bis|huis|hs|bg|zwart|rood|[a-z]{1,2}(?![a-z'])|[ivx]{1,4}(?![a-z'])|\d{1,4}(?!\d)))?"
    r"(?:\s*[-/]?\s*(?:kamer|kmr|app(?:artement)?|apt|unit|hoog)\.?\s*\d{0,4})?\b"
)
_JOINER = re.compile(r"^(?:te|in|at)\s+|\s+(?:te|in)$")
_NOT_ADDITION = frozenset({"te", "in", "at"})
_UNKNOWN = re.compile(r"(?:adres\s+)?(?:onbekend|unknown|geen|nvt|n\.v\.t\.?|zwervend|dakloos)")


def read_address(value: str) -> Form:
    """The address in a raw mention; Unreadable when neither a street nor a place is in it."""
    text = _NOISE.sub("", _NO_NUMBER.sub(" ", folded(value)).strip(" ,;.-"))
    if _UNKNOWN.fullmatch(text.strip()):
        return Unreadable("no address")
    postcode = ""
    if (found := _POSTCODE.search(text)) and found.group(2) not in _NOT_ADDITION:
        postcode = "".join(found.groups())
        text = f"{text[: found.start()]} , {text[found.end() :]}"
    street, number, addition, place = _divide(text)
    address = Address(full_street(street), number, addition, postcode, full_place(place))
    if not (address.street or address.place or address.postcode):
        return Unreadable("no address")
    return address


def _clean(text: str) -> str:
    kept = re.sub(r"[^a-z0-9' -]", " ", text)
    kept = re.sub(r"\s+", " ", kept).strip(" -'" if not kept.strip().startswith("'s") else " -")
    return _JOINER.sub("", _JOINER.sub("", kept)).strip()


def _divide(text: str) -> tuple[str, str, str, str]:
    """(street, number, addition, place) of a folded address."""
    if bracket := re.search(r"\(([^()]*)\)", text):
        inside = _clean(bracket.group(1))
        if inside and not re.search(r"\d", inside):
            street, number, addition, rest = _divide(f"{text[: bracket.start()]} {text[bracket.end() :]}")
            if not street and rest:
                street, rest = rest, ""
            return street, number, addition, inside or rest
    numbered = next((found for found in _NUMBER.finditer(text) if not _ordinal(text, found)), None)
    if numbered is None:
        return _without_number(text)
    number, addition = numbered.group(1).lstrip("0") or "0", numbered.group(2) or ""
    after_start = numbered.end()
    if addition in _NOT_ADDITION:
        addition, after_start = "", numbered.end(1)
    before, after = text[: numbered.start()], text[after_start:]
    head = [_clean(piece) for piece in re.split(r"[,;:]", before) if _clean(piece)]
    tail = [_clean(piece) for piece in re.split(r"[,;:]", after) if _clean(piece)]
    if not head:  # "12 Dorpsstraat, Ede"
        street = tail[0] if tail else ""
        first, _, place = street.rpartition(" ")
        if len(tail) == 1 and first and _maybe_street(first):
            return first, number, addition, place
        return street, number, addition, tail[1] if len(tail) > 1 else ""
    if len(head) > 1 and not tail:  # "Ede, Dorpsstraat 12"
        return head[-1], number, addition, head[0]
    if not tail:  # "Ede Dorpsstraat 12"
        words = head[0].split(" ")
        if len(words) == 2 and _surely_street(words[1]) and not _surely_street(words[0]) and len(words[1]) > 6:
            return words[1], number, addition, words[0]
    return head[-1], number, addition, tail[-1] if tail else ""


def _ordinal(text: str, found: re.Match[str]) -> bool:
    """A number inside a street's name: "Laan van 1940 12", "1e Dorpsstraat 3"."""
    return bool(re.match(r"\s*(?:e|ste|de)\s+[a-z]", text[found.end(1) :])) or (
        len(found.group(1)) == 4 and re.search(r"\d", text[found.end() :]) is not None
    )


def _without_number(text: str) -> tuple[str, str, str, str]:
    pieces = [_clean(piece) for piece in re.split(r"[,;:]", text) if _clean(piece)]
    if not pieces:
        return "", "", "", ""
    if len(pieces) > 1:
        turned = _surely_street(pieces[1]) and not _surely_street(pieces[0])
        return (pieces[1], "", "", pieces[0]) if turned else (pieces[0], "", "", pieces[-1])
    joined = re.split(r"\s+(?:te|in)\s+", pieces[0])
    if len(joined) == 2:
        return joined[0], "", "", joined[1]
    words = pieces[0].split(" ")
    cut = next((at for at, word in enumerate(words) if _surely_street(word)), None)
    if cut is None:
        cut = next((at for at, word in enumerate(words[:-1]) if _maybe_street(word)), None)
    if cut is None:
        return "", "", "", pieces[0]
    return " ".join(words[: cut + 1]), "", "", " ".join(words[cut + 1 :])


def _surely_street(words: str) -> bool:
    """Whether the last word ends as streets do and places do not."""
    return _ends_in(words, _SURE)


def _maybe_street(words: str) -> bool:
    """Whether the last word ends as streets do, though a place may end so too."""
    return _ends_in(words, frozenset(short for short, _ in _SHORT))


def _ends_in(words: str, endings: frozenset[str]) -> bool:
    last = words.split(" ")[-1].rstrip(".")
    return any(last.endswith(short) and (len(last) > len(short) or len(short) > 3) for short in endings)


def full_street(street: str) -> str:
    """A street with its type written out: "loospadstr." becomes "loospadstraat"."""
    words = re.sub(r"[^a-z0-9 ]", "", _clean(street).replace("-", " ")).split()
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


def full_place(place: str) -> str:
    """One spelling for places with two names."""
    cleaned = re.sub(r"\s+", " ", place).strip()
    return _PLACES.get(cleaned, cleaned.replace("-", " "))
