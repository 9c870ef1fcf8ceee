"""Every text of a letter in which somebody can be named beside the letter itself, by a code that stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from schakel.casework.sharing.models import Disclosure, DisclosureStep
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import NamedText, TextPlace, named_in


def _place(field: str) -> TextPlace:
    return TextPlace(Disclosure, field, f"sharing.disclosure:{{}}:{field}", signal="signal", number="signal_number")


TEXTS: Final[dict[str, TextPlace]] = {
    "sharing.disclosure.necessity": _place("necessity"),
    "sharing.disclosure.subsidiarity": _place("subsidiarity"),
    "sharing.disclosure.reference": _place("their_reference"),
    "sharing.step.reason": TextPlace(
        DisclosureStep, "reason", "sharing.step:{}:reason", signal="disclosure.signal",
        number="disclosure.signal_number",
    ),
}  # fmt: skip
"""It stands in the clearing ledger. What went (`given`) is not among them: its recipient has it, and somebody has to be
able to answer for exactly that."""


def letters_naming(*, viewer: Actor, values: Sequence[str]) -> list[NamedText]:
    """Why something was to go, or was withdrawn, where that names one of these. Leaves a line in the trail."""
    found = list(named_in(TEXTS, organisation=viewer.organisation, values=values))
    audit.record(
        "person.searched", by=viewer, organisation=viewer.organisation, object_kind="disclosures", object_id=None,
        facts={"texts": len(found)}, activity="data_request",
    )  # fmt: skip
    return found
