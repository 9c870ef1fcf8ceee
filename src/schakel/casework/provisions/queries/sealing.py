"""Opens and closes what is sealed in the rows of this module; each text opens in one place only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from schakel.casework.provisions.rules import Field
from schakel.ground.vault.actions import unseal


def bound(kind: str, row: UUID, field: str) -> str:
    return f"provisions.{kind}:{row}:{field}"


def opened(sealed: bytes | memoryview | None, *, controller: UUID, kind: str, row: UUID, field: str) -> str:
    """ "" for what was never written."""
    if sealed is None:
        return ""
    return unseal(bytes(sealed), organisation=controller, bound_to=bound(kind, row, field))


def as_text(fields: Iterable[Field]) -> str:
    return json.dumps([[one.kind, one.text] for one in fields], ensure_ascii=False)


def as_fields(text: str) -> tuple[Field, ...]:
    return tuple(Field(kind, words) for kind, words in json.loads(text)) if text else ()
