"""The answers and the names that go with a signal, sealed with it."""

from __future__ import annotations

import json
from dataclasses import asdict
from uuid import UUID

from schakel.casework.intake.models import Mention, Observation, Provenance, Signal
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules import Incoming, mask_citizen_numbers
from schakel.casework.intake.rules import Provenance as Rule
from schakel.ground.database.identity import new_id
from schakel.ground.vault.actions import seal


def write_provenance(row: Signal, given: Rule | None) -> None:
    """On what basis the data came, beside a signal that was just written."""
    if given is None:
        return
    kept = Provenance(
        id=new_id(), signal_id=row.id, controller=row.controller, basis=given.basis, provided_on=given.provided_on
    )
    place = bound("provenance", kept.id, "reference")
    kept.reference = seal(given.reference.strip(), organisation=row.controller, bound_to=place)
    Provenance.objects.bulk_create([kept])


def write_parts(row: Signal, signal: Incoming) -> list[UUID]:
    """Writes them for a signal that was just written, in its transaction; returns who is named, for the processing log."""
    observations = [
        Observation(id=new_id(), signal_id=row.id, controller=row.controller, position=at, indicator=seen.indicator, answer=seen.answer, basis=seen.basis)
        for at, seen in enumerate(signal.observations)
    ]  # fmt: skip
    for part, seen in zip(observations, signal.observations, strict=True):
        if seen.note.strip():
            part.note = seal(
                mask_citizen_numbers(seen.note),
                organisation=row.controller,
                bound_to=bound("observation", part.id, "note"),
            )
    Observation.objects.bulk_create(observations)
    mentions = [
        Mention(id=new_id(), signal_id=row.id, controller=row.controller, position=at, kind=named.kind, role=named.role)
        for at, named in enumerate(signal.mentions)
    ]
    for mention, named in zip(mentions, signal.mentions, strict=True):
        told = {
            key: value
            for key, value in asdict(named).items()
            if key not in ("kind", "role") and value not in ("", None)
        }
        mention.value = seal(
            json.dumps(told, ensure_ascii=False),
            organisation=row.controller,
            bound_to=bound("mention", mention.id, "value"),
        )
    Mention.objects.bulk_create(mentions)
    return [mention.id for mention in mentions if mention.kind == "person"]
