"""Who may agree, and whether they did. A refusal is an answer too: it leaves the offer open, and only figures go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from schakel.casework.sharing.rules.words import marked as _

AGES: Final = ("16_or_over", "under_16", "unknown")
INVOLVED: Final = ("yes", "no", "unknown")
SIGNERS: Final = ("self", "guardian")

STATES: Final[dict[str, str]] = {
    "given": _("Toestemming gegeven"),
    "refused": _("Geen toestemming: ons aanbod blijft"),
    "withdrawn": _("Toestemming ingetrokken: ons aanbod blijft"),
}

MOVES: Final[dict[str, tuple[str, ...]]] = {"given": ("withdrawn",), "refused": (), "withdrawn": ()}
"""Somebody who refused or withdrew can still say yes later: that is a new consent, written and dated anew."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What is known of the person's agreement to one recipient for one purpose.

    `involved`: whether a parent or guardian may be involved in what happened; unknown counts as yes.
    """

    state: str = ""
    age: str = "unknown"
    signer: str = ""
    involved: str = "unknown"
    written: bool = False


NOBODY_ASKED: Final = Consent()


def who_signs(age: str, involved: str) -> str:
    """self, guardian, or "" when nobody may be asked: then Veilig Thuis is consulted and the parents hear nothing."""
    if age == "16_or_over":
        return "self"
    if age == "under_16" and involved == "no":
        return "guardian"
    return ""


def lacking(consent: Consent, *, veilig_thuis: bool) -> str:
    """Why this consent does not count, as a code; "" when it does.

    A guardian of somebody under 16 is asked only after Veilig Thuis was consulted (rules 3 and 17).
    """
    if consent.state in ("refused", "withdrawn"):
        return f"consent_{consent.state}"
    if consent.state != "given" or not consent.written:
        return "consent_missing"
    signer = who_signs(consent.age, consent.involved)
    if not signer:
        return "consent_guardian_involved" if consent.age == "under_16" else "consent_age_unknown"
    if consent.signer != signer:
        return "consent_wrong_signer"
    return "consent_before_veilig_thuis" if signer == "guardian" and not veilig_thuis else ""
