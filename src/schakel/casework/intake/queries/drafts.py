"""What somebody typed and did not send yet. Only its writer can read it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from schakel.casework.intake.models import Draft
from schakel.casework.intake.queries.sealing import bound
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import unseal


@dataclass(frozen=True, slots=True)
class DraftRow:
    """`typed` is what the page gave to keep: names of fields and what stood in them."""

    kept_at: datetime
    typed: dict[str, Any]


def draft(*, viewer: Actor, kind: str) -> DraftRow | None:
    """The viewer's own draft of this kind; None when there is none, or its term is over."""
    if viewer.account is None:
        return None
    row = Draft.objects.filter(writer=viewer.account, kind=kind, kept_at__gt=kept_since()).first()
    if row is None:
        return None
    opened = unseal(bytes(row.typed), organisation=row.organisation, bound_to=bound("draft", row.id, "typed"))
    return DraftRow(row.kept_at, json.loads(opened))


def kept_since() -> datetime:
    """Drafts older than this are over."""
    return timezone.now() - timedelta(days=pack().retention["signal_draft"].keep.days or 0)
