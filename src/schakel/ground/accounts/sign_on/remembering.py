"""What a provider publishes is asked at most once in a while, so that strangers cannot make us ask and ask."""

from __future__ import annotations

import time
from typing import Any, Final

from schakel.ground.accounts.sign_on import reaching
from schakel.ground.accounts.sign_on.reaching import Distrusted, Site

FRESH: Final = 600.0  # seconds that an answer is remembered
AGAIN: Final = 30.0  # seconds before a provider that failed, or lacked a key, is asked again

_known: dict[str, tuple[float, dict[str, Any] | str]] = {}


def remembered(address: str, site: Site, *, again: bool = False) -> dict[str, Any]:
    """What stands at this address; Distrusted, with the same code, while it failed a moment ago. `again`: read it anew."""
    when, said = _known.get(address, (0.0, ""))
    age = time.monotonic() - when
    if address in _known and age < (AGAIN if again or isinstance(said, str) else FRESH):
        if isinstance(said, str):
            raise Distrusted(said)
        return said
    try:
        found: dict[str, Any] | str = reaching.get(address, site)
    except Distrusted as trouble:
        found = str(trouble)
    _known[address] = (time.monotonic(), found)
    if isinstance(found, str):
        raise Distrusted(found)
    return found


def forget_providers() -> None:
    """What was remembered goes: an administrator altered something, or a test begins."""
    _known.clear()
