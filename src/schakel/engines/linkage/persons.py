"""Names of persons as typed: order, initials, particles, nicknames, titles and ages. Origin is never derived."""

from __future__ import annotations

import re
from datetime import date

from schakel.engines.linkage.forms import Form, Person, Unreadable
from schakel.engines.linkage.text import folded
from schakel.engines.linkage.words import LEADING_PARTICLES, NO_PERSON, ORIGIN, PARTICLES, TITLES

_ALIAS = re.compile(
    r"\b(?:alias|a\.?k\.?a\.?|ook wel|genaamd|bijgenaamd|bijnaam|roepnaam|zich noemende)\b:?", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“”„'‘’(\[]\s*([^\"“”„'‘’()\[\]]{2,40})\s*[\"“”'‘’)\]]")
_WORD = re.compile(r"[a-z]+")
_DIGITS = dict(zip("0123456789", "oizeasgtbg", strict=True))


def _plain(text: str) -> str:
    """Folded, with joined words parted ("SergeiLavrov"), digits read as the letters they stand for, no loose 't and 's."""
    parted = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z][a-z])", " ", text)
    plain = re.sub(r"(?<![a-z])'[ts]\b", " ", folded(parted))
    return re.sub(r"(?<=[a-z])[0-9]|[0-9](?=[a-z])", lambda found: _DIGITS[found.group()], plain)


def _words(text: str) -> tuple[str, ...]:
    """Words of a name; hyphens and apostrophes join; particles and titles go."""
    plain = _plain(text)
    found = _WORD.findall(re.sub(r"(?<=[a-z])[-'`](?=[a-z])", "", plain))
    while len(found) > 1 and found[0] in TITLES:
        found = found[1:]
    if len(found) > 1 and re.fullmatch(r"[bcdfghjklmnpqrstvwxz]{2,3}", found[0]) and found[0] != "ng":
        found = [*found[0], *found[1:]]
    kept = [
        word
        for at, word in enumerate(found)
        if word not in PARTICLES or (at == 0 and word not in LEADING_PARTICLES and len(found) > 1)
    ]
    return tuple(kept or [word for word in found if len(word) > 1])


def _parts(family: str) -> tuple[str, ...]:
    """The parts of a hyphenated family name, so that one half of it can be recognised."""
    last = re.search(r"[a-z]+(?:-[a-z]+)+$", _plain(family).strip(" ."))
    return tuple(part for part in last.group().split("-") if len(part) > 2 and part not in PARTICLES) if last else ()


def _aliases(text: str) -> tuple[str, list[str]]:
    main, *others = _ALIAS.split(text)
    quoted = [
        found
        for found in _QUOTED.findall(main)
        if re.search(r"\s", _QUOTED.sub(" ", main).strip()) or main.strip()[0] not in "\"“”„'‘’(["
    ]
    bare = _QUOTED.sub(" ", main)
    return (bare if bare.strip() else main), [*quoted, *others]


def read_person(
    value: str, observed_on: date, birth_date: str = "", age_from: int | None = None, age_to: int | None = None
) -> Form:
    """The person in a raw mention; Unreadable when no name is in it."""
    main, others = _aliases(value)
    left, comma, right = main.partition(",")
    family, given = (_words(left), _words(right)) if comma else ((), ())
    words = (*given, *family) if comma else _words(main)
    if comma and not (family and given):
        family, given = (), ()
    if not words or all(word in NO_PERSON or word in ORIGIN for word in words):
        return Unreadable("no name")
    aliases = [word for other in others for word in _words(other) if len(word) > 2]
    born, born_from, born_to = read_birth(birth_date, observed_on, age_from, age_to)
    return Person(
        words[:8], given[:6], family[:4], _parts(left)[:4], tuple(dict.fromkeys(aliases))[:4], born, born_from, born_to
    )


def read_birth(
    birth_date: str, observed_on: date, age_from: int | None, age_to: int | None
) -> tuple[str, int | None, int | None]:
    """Date of birth (or empty) and the years that fit, from a date in any common writing or from an age range."""
    text = birth_date.strip()
    whole = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    parts = whole.groups() if whole else None
    if parts is None and (turned := re.fullmatch(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})", text)):
        parts = turned.groups()[::-1]
    if parts:
        year, month, day = (int(part) for part in parts)
        known = 1 <= month <= 12 and 1 <= day <= 31
        return (f"{year:04d}-{month:02d}-{day:02d}" if known else ""), year, year
    if year_only := re.search(r"\b(1[89]\d\d|20\d\d)\b", text):
        return "", int(year_only.group()), int(year_only.group())
    if age_from is None and age_to is None:
        return "", None, None
    low, high = age_from if age_from is not None else age_to, age_to if age_to is not None else age_from
    low, high = sorted((low or 0, high or 0))
    return "", observed_on.year - high - 1, observed_on.year - low
