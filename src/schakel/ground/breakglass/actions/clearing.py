"""Somebody wrongly named goes out of texts of this module, after a person chose each place and another decided."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from schakel.ground.audit import actions as audit
from schakel.ground.breakglass.queries.naming import TEXTS
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import Mask, mask_out


def clear_reasons(*, by: Actor, masks: Sequence[Mask]) -> list[Mask] | None:
    """Takes these places out of why a signal was opened, and of what was said when it was looked back on; the masks as done, or None when a text is
    another one by now."""
    with acting(by):
        only_system(by)
        done = mask_out(TEXTS, masks, organisation=by.organisation)
        if done:
            audit.record(
                "breakglass.cleared", by=by, organisation=by.organisation, object_kind="breakglass", object_id=None,
                facts={"texts": len(done)}, activity="data_request",
            )  # fmt: skip
        return done


def only_system(by: Actor) -> None:
    if not by.holds(SYSTEM_ROLE):
        raise Refused("breakglass.system", _("Dit doet het systeem, na een besluit."))
