"""Somebody who was wrongly named is taken out of a signal: the places of their own go, and in texts a mark stays.

For the system, after a person chose each place and another person decided. Nothing here looks for a name: what is done is
named by place, so that it can be done again on a copy of the database that was put back.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.intake.models import Correction, Draft, DraftFile, Mention, SavedView, Signal
from schakel.casework.intake.queries.naming import TEXTS
from schakel.casework.intake.queries.sealing import bound
from schakel.engines.linkage.naming import spans_of, taken_out
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import Mask, remade, seal, unseal


def clear_signal(*, by: Actor, signal: UUID, positions: Collection[int], masks: Sequence[Mask]) -> list[Mask] | None:
    """Takes these places out of the signal; the masks as done, or None when a text is not the one that was looked at.

    Done again it changes nothing. A signal, or a row, that is gone needs nothing.
    """
    with acting(by):
        if not by.holds(SYSTEM_ROLE):
            raise Refused("clearing.system", _("Iemand uit een signaal halen doet het systeem, na een besluit."))
        row = Signal.objects.select_for_update().filter(id=signal, controller=by.organisation).first()
        if row is None:
            return list(masks)
        done = [_masked(mask, by) for mask in masks]
        if None in done:
            return None
        corrections, _each = Correction.objects.filter(signal=row, position__in=positions).delete()
        mentions, _each = Mention.objects.filter(signal=row, position__in=positions).delete()
        audit.record(
            "signal.cleared", by=by, organisation=by.organisation, object_kind="signal", object_id=signal,
            facts={"number": row.number, "mentions": mentions, "corrections": corrections, "texts": len(masks)},
        )  # fmt: skip
        return [mask for mask in done if mask is not None]


def clear_unsent(*, by: Actor, values: Sequence[str]) -> int:
    """Takes names and numbers out of drafts, chosen files and saved lists of the own people, which nobody else reads.

    Returns in how many. Their writers see a mark where it stood.
    """
    with acting(by):
        changed = sum(_clear_draft(row, values) for row in Draft.objects.filter(organisation=by.organisation))
        for row in DraftFile.objects.filter(organisation=by.organisation).defer("sealed"):
            changed += _clear_column(row, "draftfile", "told", values)
        for view in SavedView.objects.filter(organisation=by.organisation):
            changed += _clear_column(view, "savedview", "name", values)
        audit.record(
            "draft.cleared", by=by, organisation=by.organisation, object_kind="draft", object_id=None,
            facts={"changed": changed},
        )  # fmt: skip
        return changed


def drop_unsent(*, by: Actor, before: datetime) -> int:
    """After a copy was put back: drafts and saved lists from before a person was taken out go whole; how many."""
    with acting(by):
        drafts, _each = Draft.objects.filter(organisation=by.organisation, kept_at__lt=before).delete()
        views, _each = SavedView.objects.filter(organisation=by.organisation, at__lt=before).delete()
        if drafts or views:
            audit.record(
                "draft.forgotten", by=by, organisation=by.organisation, object_kind="draft", object_id=None,
                basis="clearing_ledger", facts={"drafts": drafts, "views": views},
            )  # fmt: skip
        return drafts + views


def _masked(mask: Mask, by: Actor) -> Mask | None:
    """The mask as done; None when the text is another one than that for which the places were chosen."""
    place = TEXTS[mask.place]
    row: Any = place.model._default_manager.filter(id=mask.row, controller=by.organisation).first()
    if row is None or getattr(row, place.field) is None:
        return mask
    made = remade(mask, place.opened(row))
    if made is None or made[1] is None:
        return made[0] if made else None
    place.model._default_manager.filter(id=row.id).update(**{place.field: place.sealed(row, made[1])})
    return made[0]


def _clear_draft(row: Draft, values: Sequence[str]) -> bool:
    place = bound("draft", row.id, "typed")
    typed = json.loads(unseal(bytes(row.typed), organisation=row.organisation, bound_to=place))
    left = _without(typed, values)
    if left == typed:
        return False
    told = json.dumps(left, ensure_ascii=False)
    Draft.objects.filter(id=row.id).update(typed=seal(told, organisation=row.organisation, bound_to=place))
    return True


def _clear_column(row: Any, kind: str, field: str, values: Sequence[str]) -> bool:
    place = bound(kind, row.id, field)
    text = unseal(bytes(getattr(row, field)), organisation=row.organisation, bound_to=place)
    if field == "told":
        told = json.loads(text)
        left = json.dumps(told | {"name": _without(told["name"], values)}, ensure_ascii=False)
    else:
        left = _without(text, values)
    if left == text:
        return False
    sealed = seal(left, organisation=row.organisation, bound_to=place)
    type(row)._default_manager.filter(id=row.id).update(**{field: sealed})
    return True


def _without(typed: Any, values: Sequence[str]) -> Any:
    if isinstance(typed, str):
        return taken_out(typed, spans_of(typed, values))
    if isinstance(typed, list):
        return [_without(one, values) for one in typed]
    if isinstance(typed, dict):
        return {key: _without(one, values) for key, one in typed.items()}
    return typed
