"""Every text of a provision of the police and of its log in which somebody can be named, by a code that stays.

Not of an investigation or of supervision: those are read by who holds that track, and by nobody who handles a request.
"""

from __future__ import annotations

from typing import Final

from schakel.casework.provisions.models import Provision, ProvisionLine
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
