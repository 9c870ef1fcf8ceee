"""Protected values, such as the addresses of shelters: they link nothing and are never named in anything that comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from schakel.engines.linkage.addresses import read_address
from schakel.engines.linkage.forms import Unreadable
from schakel.engines.linkage.keys import IDENTITY, Key, keys_of_form
from schakel.engines.linkage.observe import Observation, Observed, keys_of, read
from schakel.engines.linkage.signal import Mention

_WORDS = 12
"""Words of another kind of mention from which an address is sought."""

Protected = Callable[[str, str], bool]
"""Told the kind and the text of a key, says whether it is protected. The text is normalised, so it can be hashed first."""


def nothing_protected(kind: str, text: str) -> bool:
    """For sets in which nothing is protected."""
    return False


def screened(observed: Observed, protected: Protected) -> Observed:
    """The signal without what is protected: such an observation becomes unreadable and shares nothing."""
    if protected is nothing_protected:
        return observed
    kept = tuple(
        replace(one, form=Unreadable("protected")) if _is_protected(one, protected) else one
        for one in observed.observations
    )
    return replace(observed, observations=kept)


def _is_protected(one: Observation, protected: Protected) -> bool:
    """Also when the address was typed in a field meant for something else."""
    found = set(one.keys)
    if one.kind != "address" and any(sign.isdigit() for sign in one.raw):
        words = one.raw.split()
        for start in range(min(len(words), _WORDS)):
            found |= keys_of_form("address", read_address(" ".join(words[start:])))
    return any(protected(key.kind, key.text) for key in found)


def keys_to_protect(kind: str, value: str) -> frozenset[Key]:
    """The keys under which a value must be known to be recognised however it is typed, misspelt within one sign."""
    return frozenset(key for key in keys_of(read(Mention(kind, value), 0, date(2000, 1, 1))) if key.kind in IDENTITY)
