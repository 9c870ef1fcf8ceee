"""Somebody wrongly named goes out of texts of this module, after a person chose each place and another decided."""

from __future__ import annotations

from collections.abc import Sequence

from schakel.casework.rights.actions.carrying_out import only_system
from schakel.casework.rights.queries.naming import TEXTS
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import Mask, mask_out


def clear_notices(*, by: Actor, masks: Sequence[Mask]) -> list[Mask] | None:
    """Takes these places out of why somebody was told, or not yet; the masks as done, or None when a text is
    another one by now."""
    with acting(by):
        only_system(by)
        done = mask_out(TEXTS, masks, organisation=by.organisation)
        if done:
            audit.record(
                "notice.cleared", by=by, organisation=by.organisation, object_kind="notices", object_id=None,
                facts={"texts": len(done)}, activity="data_request",
            )  # fmt: skip
        return done
