"""Opens what was sealed for the rows of this module."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from schakel.casework.rights.models import Request
from schakel.ground.vault.actions import unseal


def bound(kind: str, row: UUID, field: str) -> str:
    """The name of the one place where a sealed text opens."""
    return f"rights.{kind}:{row}:{field}"


def opened(sealed: bytes | memoryview | None, *, controller: UUID, kind: str, row: UUID, field: str) -> str:
    if sealed is None:
        return ""
    return unseal(bytes(sealed), organisation=controller, bound_to=bound(kind, row, field))


def who_of(row: Request) -> dict[str, Any]:
    """`name`, `also` (other names and numbers, a list) and `reach` (how the person can safely be reached)."""
    told: dict[str, Any] = json.loads(
        opened(row.who, controller=row.controller, kind="request", row=row.id, field="who")
    )
    return told
