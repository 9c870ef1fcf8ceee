"""Whether another region's municipality and ours both agreed. The module that knows stands above this one, so the site
says how to ask it; as long as nobody did, the answer is no."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from schakel.ground.database.actor import Actor

BothAgree = Callable[[Actor, UUID], bool]

_known: list[BothAgree] = []


def both_agree_by(ask: BothAgree) -> None:
    """`ask(viewer, signal)`: whether both said yes to sharing about this signal. Said once, when the house starts."""
    _known[:] = [ask]


def both_agree(viewer: Actor, signal: UUID) -> bool:
    return any(ask(viewer, signal) for ask in _known)
