"""Audits under the Wpg (art. 33): inside every year, outside every four years, with a report to the authority."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from schakel.casework.provisions.rules.terms import Length, after
from schakel.casework.provisions.rules.words import marked as _

KINDS: Final[dict[str, str]] = {"internal": _("Interne controle"), "external": _("Externe controle")}
TERM_OF: Final[dict[str, str]] = {"internal": "wpg_audit_internal", "external": "wpg_audit_external"}
"""Kind of audit -> code of the retention terms that says how often."""

RESULTS: Final[dict[str, str]] = {
    "in_order": _("Alles was in orde"),
    "to_improve": _("Er is iets te verbeteren"),
    "not_in_order": _("Het was niet in orde"),
}


def due(kind: str, *, last: date | None, first_use: date | None, every: Mapping[str, Length]) -> date | None:
    """The day on which the next one must have been held; None while there is nothing to audit."""
    since = last or first_use
    return after(since, every[kind]) if since else None
