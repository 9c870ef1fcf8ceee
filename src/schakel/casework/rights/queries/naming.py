"""Where somebody is named in why a person was told something, or not yet: a notice about one person may name another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from schakel.casework.rights.models import Notice
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import NamedText, TextPlace, named_in

TEXTS: Final[dict[str, TextPlace]] = {
    "rights.notice.reason": TextPlace(Notice, "reason", "rights.notice:{}:reason", signal="signal", number="number"),
}
"""By a code that stays: it stands in the clearing ledger."""


def notices_naming(*, viewer: Actor, values: Sequence[str]) -> list[NamedText]:
    """Leaves a line in the trail."""
    found = list(named_in(TEXTS, organisation=viewer.organisation, values=values))
    audit.record(
        "person.searched", by=viewer, organisation=viewer.organisation, object_kind="notices", object_id=None,
        facts={"texts": len(found)}, activity="data_request",
    )  # fmt: skip
    return found
