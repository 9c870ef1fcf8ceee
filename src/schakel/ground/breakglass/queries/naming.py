"""Where somebody is named in why a signal of the own municipality was opened in an emergency, or how that was looked back on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from schakel.ground.audit import actions as audit
from schakel.ground.breakglass.models import Access
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import NamedText, TextPlace, named_in


def _place(field: str) -> TextPlace:
    return TextPlace(Access, field, f"breakglass.access:{{}}:{field}", signal="subject", number="number", whose="owner")


TEXTS: Final[dict[str, TextPlace]] = {
    "breakglass.access.reason": _place("reason"),
    "breakglass.access.verdict": _place("verdict_reason"),
}
"""By a code that stays: it stands in the clearing ledger."""


def accesses_naming(*, viewer: Actor, values: Sequence[str]) -> list[NamedText]:
    """Of the own signals. Leaves a line in the trail."""
    found = list(named_in(TEXTS, organisation=viewer.organisation, values=values))
    audit.record(
        "person.searched", by=viewer, organisation=viewer.organisation, object_kind="breakglass", object_id=None,
        facts={"texts": len(found)}, activity="data_request",
    )  # fmt: skip
    return found
