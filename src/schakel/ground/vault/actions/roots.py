"""The roots of blind keys and named secrets: one counts, older ones still find what was blinded with them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from schakel.ground.database.actor import system
from schakel.ground.database.apart import apart
from schakel.ground.database.scope import remembered
from schakel.ground.vault.actions.keeping import current_keeper, keeper_of, open_key_file
from schakel.ground.vault.actions.keys import database
from schakel.ground.vault.models import RootKey
from schakel.ground.vault.rules.sealing import new_key


class Root(NamedTuple):
    """`written`: what is blinded is written down under this one too; else it only finds what was."""

    generation: int
    key: bytes
    written: bool


_Row = tuple[int, bytes, bytes, bool, bool]
_NOBODY = UUID(int=0)
_opened: dict[tuple[tuple[str, str, str], int, bytes], bytes] = {}
_last: dict[tuple[str, str, str], list[_Row]] = {}


def roots() -> tuple[Root, ...]:
    """The one that counts first, then older ones, and last one that is being prepared.

    Looked up once in a transaction: within one, a number and what it is compared with come from the same root.
    """
    held = remembered()
    if "roots" not in held:
        rows = _rows()
        if not rows:
            _make_first()
            rows = _rows()
        counting = max(generation for generation, _wrapped, _key_id, counts, _written in rows if counts)
        order = sorted(rows, key=lambda row: (row[0] != counting, row[0] > counting, -row[0]))
        held["roots"] = tuple(Root(row[0], _unwrapped(*row[:3]), row[4]) for row in order)
    found: tuple[Root, ...] = held["roots"]
    return found


def root(generation: int | None = None) -> bytes:
    """The root that counts, or that of one generation. ValueError when there is none such."""
    for one in roots():
        if generation in (None, one.generation):
            return one.key
    raise ValueError(f"there is no root {generation}")


def wrapping(generation: int) -> bytes:
    return b"root\0" + generation.to_bytes(4, "big")


def forget_opened() -> None:
    _opened.clear()
    _last.clear()


def _rows() -> list[_Row]:
    """In a transaction that already failed nothing can be asked: then as it was last."""
    here = database()
    if not connection.needs_rollback or here not in _last:
        _last[here] = [
            (row.generation, bytes(row.wrapped), bytes(row.key_id), row.current_since is not None, row.ended_at is None)
            for row in RootKey.objects.all()
        ]
    return _last[here]


def _unwrapped(generation: int, wrapped: bytes, key_id: bytes) -> bytes:
    here = (database(), generation, wrapped)
    if here not in _opened:
        _opened[here] = keeper_of(key_id).unwrap(wrapped, bound_to=wrapping(generation))
    return _opened[here]


def _make_first() -> None:
    """In a transaction of its own. The first key files held the root themselves: what was blinded then is found again."""
    keeper = current_keeper()
    first = open_key_file().blind or new_key()
    now = datetime.now(UTC)
    with apart(system(_NOBODY, None)) as cursor:
        cursor.execute(
            "insert into vault_root_key (generation, wrapped, key_id, made_at, current_since) values (1, %s, %s, %s, %s)"
            " on conflict (generation) do nothing",
            [keeper.wrap(first, bound_to=wrapping(1)), keeper.id, now, now],
        )
