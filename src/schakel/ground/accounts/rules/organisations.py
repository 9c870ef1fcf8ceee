"""Kinds of organisation (the exchange format's list) and the two realms."""

from __future__ import annotations

from typing import Final

from schakel.ground.accounts.rules.words import marked as _

LIVE: Final = "live"
DEMO: Final = "demo"
REALMS: Final = (LIVE, DEMO)

MUNICIPALITY: Final = "municipality"

KINDS: Final[dict[str, str]] = {
    MUNICIPALITY: _("Gemeente"),
    "labour_inspectorate": _("Arbeidsinspectie"),
    "police": _("Politie"),
    "healthcare": _("Zorg"),
    "school": _("School"),
    "ngo": _("Maatschappelijke organisatie"),
    "bank": _("Bank"),
    "citizen": _("Bewonersloket"),
    "housing": _("Woningcorporatie"),
    "tax": _("Belastingdienst"),
    "other": _("Andere organisatie"),
}


def realm_for(mode: str) -> str:
    """Only live mode works with real data; demo and test are practice.

    >>> realm_for("live"), realm_for("test")
    ('live', 'demo')
    """
    return LIVE if mode == LIVE else DEMO
