"""The three steps of a question, apart from each other: who asks, who holds the key, and who lays numbers side by side.

Between `ask` and `answer` go only blinded elements, always BATCH of them. `answer` never sees a value and `ask` never
sees a key: what passes between them could go over a line to another installation as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from schakel.casework.hits.rules import BATCH, Holder, value_of
from schakel.engines.blinding import blind, decoy, derive_key, evaluate, finalize
from schakel.engines.linkage import MODEL, Key
from schakel.ground.database.scope import as_linker
from schakel.ground.vault.actions import secret

Numbers = dict[tuple[str, int], Key]

_PURPOSE = "hits.oprf"
# Who holds each number under this covenant since before the epoch, cut off where a key says nothing any more.
_HELD = """
select w.kind, w.number, h.controller, h.signal
from unnest(%s::text[], %s::bigint[]) as w (kind, number)
cross join lateral (
  select t.controller, t.signal from hits_token t
  where t.covenant = %s and t.number = w.number and t.kind = w.kind and t.laid_at < %s and t.controller <> %s
  limit %s
) h
"""


def ask(keys: Collection[Key]) -> tuple[list[bytes], list[bytes]]:
    """The blinds, to keep, and BATCH elements to send: one for each key, and decoys."""
    pairs = [blind(value_of(key)) for key in keys]
    return [scalar for scalar, _element in pairs], [
        *(element for _scalar, element in pairs),
        *(decoy() for _ in range(BATCH - len(pairs))),
    ]


def answer(covenant: UUID, elements: Sequence[bytes]) -> list[bytes]:
    """What the covenant's key makes of each element. ValueError when it is not a whole batch."""
    if len(elements) != BATCH:
        raise ValueError(f"a question has {BATCH} elements")
    key = covenant_key(covenant)
    return [evaluate(key, element) for element in elements]


def unblinded(keys: Sequence[Key], blinds: Sequence[bytes], answered: Sequence[bytes]) -> Numbers:
    """The numbers under which the covenant knows these keys, if it does."""
    return {
        (key.kind, number(finalize(value_of(key), scalar, element))): key
        for key, scalar, element in zip(keys, blinds, answered, strict=False)
    }


def held(covenant: UUID, numbers: Numbers, *, before: datetime, asker: UUID) -> dict[tuple[str, int], list[Holder]]:
    """Who holds them, read by the linker, which sees numbers and no word of what they stand for. Never the asker's own."""
    found: dict[tuple[str, int], list[Holder]] = defaultdict(list)
    kinds, values = [kind for kind, _number in numbers], [value for _kind, value in numbers]
    with as_linker(), connection.cursor() as cursor:
        cursor.execute(_HELD, [kinds, values, covenant, before, asker, MODEL.cap + 1])
        for kind, value, controller, signal in cursor.fetchall():
            found[kind, value].append(Holder(controller, signal, covenant))
    return found


def covenant_key(covenant: UUID, *, generation: int | None = None) -> bytes:
    """Made of the vault's root that counts, or of another one, for this covenant; it is in no database and in no answer."""
    return derive_key(secret(_PURPOSE, covenant, generation=generation), b"schakel hits 1")


def number(result: bytes) -> int:
    """The first 8 bytes of what the key makes of a value, as PostgreSQL keeps them."""
    return int.from_bytes(result[:8], "big", signed=True)
