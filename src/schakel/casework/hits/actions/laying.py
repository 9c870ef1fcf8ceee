"""A signal takes part in answering: its keys are laid down under the key of each covenant that answers somebody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from schakel.casework.hits.actions.protocol import covenant_key, number
from schakel.casework.hits.actions.who import only_the_system
from schakel.casework.hits.models import Token
from schakel.casework.hits.queries.agreements import answers_for
from schakel.casework.hits.rules import batch, value_of
from schakel.engines.blinding import output
from schakel.engines.linkage import Key
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import written_generations


def lay_tokens(
    *, by: Actor, signal: UUID, keys: Collection[Key], now: datetime | None = None, renewed: bool = False
) -> int:
    """Makes the tokens of this signal what `keys` says; how many changed. Done again it changes nothing.

    What was there keeps its moment, so that a correction does not take the rest out until the next epoch. Without an
    agreement nothing is laid, and what was is taken away. `renewed`: the keys are as they were and the root is another,
    so that what is laid under it takes part since the moment of what was.
    """
    with acting(by):
        only_the_system(by)
        covenants = answers_for(viewer=by)
        changed = _drop(Token.objects.filter(controller=by.organisation, signal=signal).exclude(covenant__in=covenants))
        for covenant in covenants:
            changed += _laid(by, signal, covenant, batch(keys), now or timezone.now(), renewed)
        if changed:
            audit.record(
                "regions.laid", by=by, organisation=by.organisation, object_kind="signal", object_id=signal,
                facts={"covenants": len(covenants)},
            )  # fmt: skip
        return changed


def drop_tokens(*, by: Actor) -> int:
    """An agreement ended: what no covenant of ours has to answer any more goes."""
    with acting(by):
        only_the_system(by)
        gone = _drop(Token.objects.filter(controller=by.organisation).exclude(covenant__in=answers_for(viewer=by)))
        if gone:
            audit.record(
                "regions.dropped", by=by, organisation=by.organisation, object_kind="region_token", object_id=None
            )
        return gone


def _laid(by: Actor, signal: UUID, covenant: UUID, keys: Collection[Key], moment: datetime, renewed: bool) -> int:
    secrets = [covenant_key(covenant, generation=one) for one in written_generations()]
    wanted = {(key.kind, number(output(secret, value_of(key)))) for key in keys for secret in secrets}
    rows = list(Token.objects.filter(controller=by.organisation, signal=signal, covenant=covenant))
    held = {(row.kind, row.number): row.id for row in rows}
    if renewed:
        moment = min((row.laid_at for row in rows), default=moment)
    gone = _drop(Token.objects.filter(id__in=[held[one] for one in held.keys() - wanted]))
    new = [
        Token(controller=by.organisation, signal=signal, covenant=covenant, kind=kind, number=value, laid_at=moment)
        for kind, value in sorted(wanted - held.keys())
    ]
    Token.objects.bulk_create(new)
    return gone + len(new)


def _drop(rows: object) -> int:
    gone, _each = rows.delete()  # type: ignore[attr-defined]
    return int(gone)
