"""Opens what was sealed for the rows of this module."""

from __future__ import annotations

import json
from uuid import UUID

from schakel.casework.sharing.models import Disclosure
from schakel.casework.sharing.queries.rows import Field
from schakel.ground.vault.actions import unseal


def bound(kind: str, row: UUID, field: str) -> str:
    """The name of the one place where a sealed text opens."""
    return f"sharing.{kind}:{row}:{field}"


def opened(sealed: bytes | memoryview | None, *, controller: UUID, kind: str, row: UUID, field: str) -> str:
    if sealed is None:
        return ""
    return unseal(bytes(sealed), organisation=controller, bound_to=bound(kind, row, field))


def fields_of(row: Disclosure) -> tuple[Field, ...]:
    """Exactly what goes or went, in the order of the letter."""
    told = json.loads(opened(row.given, controller=row.controller, kind="disclosure", row=row.id, field="given"))
    return tuple(Field(one["kind"], one["label"], one["text"]) for one in told)
