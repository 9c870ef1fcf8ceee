"""What was said of birth or age of two people, side by side."""

from __future__ import annotations

from rapidfuzz.distance import DamerauLevenshtein

from schakel.engines.linkage.forms import Person


def born_apart(one: Person, other: Person) -> bool:
    """Whether what was said of birth or age cannot be one person. Ages are guesses: only a gap of many years counts."""
    if one.born and other.born:
        digits = DamerauLevenshtein.distance(one.born, other.born, score_cutoff=2)
        turned = one.born[5:7] == other.born[8:] and one.born[8:] == other.born[5:7] and one.born[:4] == other.born[:4]
        return digits > 1 and not turned
    if None in (one.born_from, one.born_to, other.born_from, other.born_to):
        return False
    gap = max((one.born_from or 0) - (other.born_to or 0), (other.born_from or 0) - (one.born_to or 0))
    exact = one.born_from == one.born_to and other.born_from == other.born_to
    return gap > (2 if exact else 12)
