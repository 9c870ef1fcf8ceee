"""The content pack as the rules read it: bases, and the ways from a signal to somebody who can do something."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import lru_cache

from schakel.casework.sharing.rules import Basis, Way
from schakel.ground.content.queries import Pack, pack

LETTER, PHONE = "letter", "phone"


def basis(code: str, *, of: Pack | None = None) -> Basis | None:
    """None for a code that this pack does not have: then nothing may go on it."""
    row = (of or pack()).legal_bases.get(code)
    if row is None:
        return None
    return Basis(
        code=row.code,
        givers=frozenset(row.giver),
        recipients=frozenset(row.recipient),
        purposes=frozenset(row.purposes),
        may=frozenset(row.may),
        may_not=frozenset(row.may_not),
        consent=row.consent,
        registration_only=row.registration_only,
        needs=frozenset(row.needs),
        second_person=row.second_person,
        not_provided=row.not_provided,
        from_memory=row.trust == "M",
    )


def bases(*, of: Pack | None = None) -> list[Basis]:
    """Every basis, in the order of the file."""
    found = (basis(code, of=of) for code in (of or pack()).legal_bases)
    return [one for one in found if one is not None]


@lru_cache(maxsize=256)
def _digest(version: str, code: str) -> bytes:
    row = pack().legal_bases[code]
    told = json.dumps(
        asdict(row), sort_keys=True, default=lambda value: dict(value) if hasattr(value, "keys") else str(value)
    )
    return hashlib.sha256(told.encode()).digest()


def digest(code: str) -> bytes:
    """What a basis says, in 32 bytes: whoever accepted it accepted this text. KeyError for an unknown code."""
    return _digest(pack().version, code)


def ways() -> list[Way]:
    """The routes that a signal can go, in the order of the file."""
    return [
        Way(route.code, route.kind, route.recipient or "", frozenset(route.forms))
        for route in pack().routes.values()
        if route.from_signal
    ]
