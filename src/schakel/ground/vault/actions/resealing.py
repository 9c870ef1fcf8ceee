"""Seals what was sealed with an older data key anew, a batch in a transaction; nobody waits and nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from schakel.ground.vault.actions import keys
from schakel.ground.vault.actions.rotating import renewing
from schakel.ground.vault.rules.places import Sealed
from schakel.ground.vault.rules.sealing import KEY_OF_ITS_OWN, CannotUnseal, key_version, resealed


@dataclass(frozen=True, slots=True)
class Batch:
    """`done` were sealed anew; `broken`: rows whose text opens with no key there is; `last`: where the next batch begins."""

    done: int
    broken: tuple[str, ...]
    last: str | None


def reseal(sealed: Sealed, organisation: UUID, *, after: str | None = None) -> Batch:
    """One batch of one column, after a row. What somebody wrote there meanwhile is left as it is, for the next round."""
    done, broken = 0, []
    with renewing() as cursor:
        newest, held = _data_keys(cursor, organisation)
        cursor.execute(
            sealed.old_ones(after=after is not None), [organisation, _mark(newest), *([after] if after else [])]
        )
        found = cursor.fetchall()
        for row, content in found:
            old = bytes(content)
            try:
                fresh = _fresh(sealed, organisation, row, old, newest, held)
            except CannotUnseal:
                broken.append(str(row))
                continue
            cursor.execute(sealed.swap(), [fresh, row, old])
            done += cursor.rowcount
    return Batch(done, tuple(broken), str(found[-1][0]) if found else None)


def still_old(sealed: Sealed, organisation: UUID) -> int:
    """How many texts of this column wait to be sealed anew."""
    with renewing() as cursor:
        newest, _held = _data_keys(cursor, organisation)
        cursor.execute(sealed.how_many_old(), [organisation, _mark(newest)])
        return int(cursor.fetchone()[0])


def how_many(sealed: Sealed, organisation: UUID) -> int:
    """How many texts of this column there are of one organisation."""
    with renewing() as cursor:
        cursor.execute(sealed.how_many(), [organisation])
        return int(cursor.fetchone()[0])


def _fresh(sealed: Sealed, organisation: UUID, row: Any, old: bytes, newest: int, held: dict[int, bytes]) -> bytes:
    version = key_version(old)
    if version not in held:
        raise CannotUnseal
    place = sealed.place.replace("{}", str(row))
    return resealed(
        held[version], held[newest], old, organisation=organisation, bound_to=place, version=newest, file=sealed.file
    )


def _mark(version: int) -> bytes:
    return KEY_OF_ITS_OWN + version.to_bytes(4, "big")


def _data_keys(cursor: CursorWrapper, organisation: UUID) -> tuple[int, dict[int, bytes]]:
    cursor.execute(
        "select version, wrapped, key_id from vault_data_key where organisation = %s order by version", [organisation]
    )
    rows: list[tuple[int, Any, Any]] = cursor.fetchall()
    held = {
        version: keys.unwrapped(organisation, version, bytes(wrapped), bytes(key)) for version, wrapped, key in rows
    }
    return max(held, default=1), held
