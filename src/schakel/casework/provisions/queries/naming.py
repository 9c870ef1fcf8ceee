"""Every text of this module in which somebody can be named, by a code that stays.

Those of an officer's own track stand apart: they are read by who holds that track, and by nobody who handles a request.
"""

from __future__ import annotations

from typing import Final

from schakel.casework.provisions.models import InvestigationRecord, Provision, ProvisionLine, SupervisionRecord
from schakel.casework.provisions.rules import INVESTIGATION, SUPERVISION
from schakel.ground.vault.actions import TextPlace

TEXTS: Final[dict[str, TextPlace]] = {
    "provisions.provision.reference": TextPlace(
        Provision, "reference", "provisions.provision:{}:reference", signal="signal"
    ),
    "provisions.provision.content": TextPlace(
        Provision, "content", "provisions.provision:{}:content", signal="signal", pairs=True
    ),
    "provisions.line.reason": TextPlace(ProvisionLine, "reason", "provisions.line:{}:reason"),
}
"""It stands in the clearing ledger."""

TRACKS: Final[dict[str, dict[str, TextPlace]]] = {
    INVESTIGATION: {
        "provisions.investigation.fields": TextPlace(
            InvestigationRecord, "fields", "provisions.investigation:{}:fields", pairs=True
        ),
        "provisions.given.content": TextPlace(Provision, "content", "provisions.provision:{}:content", pairs=True),
        "provisions.given.necessity": TextPlace(Provision, "necessity", "provisions.provision:{}:necessity"),
    },
    SUPERVISION: {
        "provisions.supervision.fields": TextPlace(
            SupervisionRecord, "fields", "provisions.supervision:{}:fields", pairs=True
        ),
    },
}
"""By track: of one record its own words, and of an investigation what was given out of it and why."""

EVERYWHERE: Final[dict[str, TextPlace]] = {**TEXTS, **TRACKS[INVESTIGATION], **TRACKS[SUPERVISION]}
