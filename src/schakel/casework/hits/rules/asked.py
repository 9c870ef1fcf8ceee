"""What was asked before, kept as numbers in one size: enough to see that something is asked again, and no more."""

from __future__ import annotations

import base64
import secrets
import struct
from collections.abc import Iterable

from schakel.casework.hits.rules.batch import BATCH
from schakel.engines.linkage import COMPARED

_KINDS = tuple(sorted(COMPARED))
_FILLING = 255
_ROW = struct.Struct(">Bq")


def pack_numbers(numbers: Iterable[tuple[str, int]]) -> str:
    """(kind, number) of each key, at most BATCH, filled up with rows that mean nothing; ASCII, always as long."""
    rows = [_ROW.pack(_KINDS.index(kind), number) for kind, number in sorted(numbers)]
    if len(rows) > BATCH:
        raise ValueError(f"at most {BATCH} keys are asked at once")
    filling = [bytes([_FILLING]) + secrets.token_bytes(8) for _ in range(BATCH - len(rows))]
    return base64.b64encode(b"".join(rows + filling)).decode("ascii")


def unpack_numbers(text: str) -> frozenset[tuple[str, int]]:
    rows = _ROW.iter_unpack(base64.b64decode(text))
    return frozenset((_KINDS[kind], number) for kind, number in rows if kind != _FILLING)
