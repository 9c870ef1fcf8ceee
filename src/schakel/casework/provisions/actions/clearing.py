"""Somebody asks about their own data: where provisions of the police name them, and how they go out of these, by place."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.provisions.actions.common import line
from schakel.casework.provisions.actions.forgetting import only_system
from schakel.casework.provisions.models import Provision, ProvisionLine
from schakel.casework.provisions.queries.naming import EVERYWHERE, TEXTS
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import Mask, NamedText, mask_out, named_in

WHY = "account"


def look_up(*, by: Actor, values: Sequence[str]) -> list[NamedText]:
    """For who handles signals: texts of received provisions in which one of these is named. To account for what is kept,
    so the log says of each provision that it was opened; one that is past its last day is not shown any more."""
    if not by.holds("focal_person"):
        return []
    with acting(by):
        received = Provision.objects.filter(
            controller=by.organisation, direction="received", keep_until__gte=timezone.localdate()
        )
        rows = {row.id: row for row in received.defer("content", "reference")}
        of = dict(ProvisionLine.objects.filter(provision__in=rows).values_list("id", "provision"))
        named = named_in(TEXTS, organisation=by.organisation, values=values)
        found = [one for one in named if of.get(one.row, one.row) in rows]
        shown = {of.get(one.row, one.row) for one in found}
        for one in shown:
            line(by, rows[one], "opened", why=WHY, reason=_("Iemand vraagt naar de eigen gegevens."))
        audit.record(
            "person.searched", by=by, organisation=by.organisation, object_kind="provisions", object_id=None,
            facts={"provisions": len(rows), "shown": len(shown), "texts": len(found)}, activity="data_request",
        )  # fmt: skip
        return found


def clear_texts(*, by: Actor, masks: Sequence[Mask]) -> list[Mask] | None:
    """Takes these places out; the masks as done, or None when a text is another one by now. What was given when, by whom
    and on which article stays: that is what the log has to answer for. Those of an officer's own track come from the
    ledger only, after a copy was put back."""
    with acting(by):
        only_system(by)
        done = mask_out(EVERYWHERE, masks, organisation=by.organisation)
        if done:
            audit.record(
                "provision.cleared", by=by, organisation=by.organisation, object_kind="provisions", object_id=None,
                facts={"texts": len(done)}, activity="data_request",
            )  # fmt: skip
        return done
