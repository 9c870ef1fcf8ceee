"""Addresses as typed: street, number, addition, postcode and place in every usual order, misspelt or incomplete."""

from __future__ import annotations

import re

from schakel.engines.linkage.forms import Address, Form, Unreadable
from schakel.engines.linkage.streets import begins_street, full_street, maybe_street, surely_street
from schakel.engines.linkage.text import folded

_PLACES = {
    "s-gravenhage": "den haag", "'s-gravenhage": "den haag", "s gravenhage": "den haag", "the hague": "den haag",
    "'s-hertogenbosch": "den bosch", "s-hertogenbosch": "den bosch", "s hertogenbosch": "den bosch",
    "a'dam": "amsterdam", "adam": "amsterdam", "r'dam": "rotterdam", "rdam": "rotterdam",
}  # fmt: skip
_NO_NUMBER = re.compile(
    r"\b(?:huis)?(?:nummer|nr|number|no)\.?\s*(?:is\s+)?(?:onbekend|unknown|onbek\.?|niet bekend|weet ik niet|\?+)|"
    r"\b(?:zonder|geen|onbekend|no|unknown)\s+(?:huis)?(?:nummer|nr|number)\b|\bnummer\s*\?+|\?+"
)
_NOISE = re.compile(r"^(?:adres|address|locatie|omgeving|nabij|bij|achter|naast|tegenover|near)\b[:\s]*")
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([a-z]{2})\b(?!\.)")
_NUMBER = re.compile(
    r"(?:\b(?:huisnummer|nummer|nr|no)\.?\s*|#\s*)?(?<![\d.])\b(\d{1,5})"
    r"(?:\s*[-/]?\s*(boven|beneden|bis|huis|hs|bg|zwart|rood|[a-z]{1,2}(?![a-z'])|[ivx]{1,4}(?![a-z'])|\d{1,4}(?!\d)))?"
    r"(?:\s*[-/]?\s*(?:kamer|kmr|app(?:artement)?|apt|unit|hoog)\.?\s*\d{0,4})?\b"
)
_JOINER = re.compile(r"^(?:te|in|at)\s+|\s+(?:te|in)$")
_NOT_ADDITION = frozenset({"te", "in", "at"})
_COUNTRY = re.compile(r",\s*(?:nederland|(?:the )?netherlands|holland|nl)$|\s+nederland$")
_UNKNOWN = re.compile(r"(?:adres\s+)?(?:onbekend|unknown|geen|nvt|n\.v\.t\.?|zwervend|dakloos)")


def read_address(value: str) -> Form:
    """The address in a raw mention; Unreadable when neither a street nor a place is in it."""
    text = _NOISE.sub("", _NO_NUMBER.sub(" ", folded(value)).strip(" ,;.-"))
    text = _COUNTRY.sub("", text)
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
            outside = f"{text[: bracket.start()]} {text[bracket.end() :]}"
            if not re.search(r"\d", outside):
                return _clean(outside), "", "", inside
            street, number, addition, _ = _divide(outside)
            return street, number, addition, inside
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
        if len(tail) > 1:
            return tail[0], number, addition, tail[-1]
        street, _, _, place = _without_number(tail[0]) if tail else ("", "", "", "")
        return street or place, number, addition, place if street else ""
    if len(head) > 1 and not tail:  # "Ede, Dorpsstraat 12"
        return head[-1], number, addition, head[0]
    if not tail:  # "Ede Dorpsstraat 12"
        words = head[0].split(" ")
        if len(words) == 2 and surely_street(words[1]) and not (surely_street(words[0]) or begins_street(words[0])):
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
        turned = surely_street(pieces[1]) and not surely_street(pieces[0])
        return (pieces[1], "", "", pieces[0]) if turned else (pieces[0], "", "", pieces[-1])
    joined = re.split(r"\s+(?:te|in)\s+", pieces[0])
    if len(joined) == 2:
        return joined[0], "", "", joined[1]
    words = pieces[0].split(" ")
    cut = next((at for at, word in enumerate(words) if surely_street(word)), None)
    if cut is None:
        cut = next((at for at, word in enumerate(words[:-1]) if maybe_street(word)), None)
    if cut is None:
        return "", "", "", pieces[0]
    return " ".join(words[: cut + 1]), "", "", " ".join(words[cut + 1 :])


def full_place(place: str) -> str:
    """One spelling for places with two names."""
    cleaned = re.sub(r"\s+", " ", place).strip()
    return _PLACES.get(cleaned, cleaned.replace("-", " "))
