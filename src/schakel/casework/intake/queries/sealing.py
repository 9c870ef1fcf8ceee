"""Opens what was sealed for the rows of this module."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from schakel.casework.intake.models import Mention, Observation, Signal
from schakel.casework.intake.queries.rows import ProvenanceRow
from schakel.ground.vault.actions import unseal


def bound(kind: str, row: UUID, field: str) -> str:
    """The name of the one place where a sealed text opens."""
    return f"intake.{kind}:{row}:{field}"


def narrative_of(signal: Signal) -> str:
    return unseal(
        bytes(signal.narrative), organisation=signal.controller, bound_to=bound("signal", signal.id, "narrative")
    )


def note_of(observation: Observation) -> str:
    if observation.note is None:
        return ""
    return unseal(
        bytes(observation.note),
        organisation=observation.controller,
        bound_to=bound("observation", observation.id, "note"),
    )


def told_of(mention: Mention) -> dict[str, Any]:
    """`value` as typed, and `birth_date`, `age_from`, `age_to` when they were given."""
    opened = unseal(
        bytes(mention.value), organisation=mention.controller, bound_to=bound("mention", mention.id, "value")
    )
    told: dict[str, Any] = json.loads(opened)
    return told


def provenance_of(signal: Signal) -> ProvenanceRow | None:
    """Of a signal read with its provenance; None for one that needs none."""
    kept = getattr(signal, "provenance", None)
    if kept is None:
        return None
    place = bound("provenance", kept.id, "reference")
    reference = unseal(bytes(kept.reference), organisation=kept.controller, bound_to=place)
    return ProvenanceRow(kept.basis, reference, kept.provided_on)


def words_of(sealed: bytes | memoryview | None, *, controller: UUID, kind: str, row: UUID, field: str) -> str:
    if sealed is None:
        return ""
    return unseal(bytes(sealed), organisation=controller, bound_to=bound(kind, row, field))
