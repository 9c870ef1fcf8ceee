"""Which signals are kept and not used."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef

from schakel.casework.intake.models import Restriction
from schakel.ground.database.actor import Actor

RUNNING = Exists(Restriction.objects.filter(signal=OuterRef("pk"), lifted_at__isnull=True))


def restricted(*, viewer: Actor, signals: Collection[UUID]) -> frozenset[UUID]:
    """Those of these signals of the own municipality that may not be used now."""
    rows = Restriction.objects.filter(controller=viewer.organisation, signal__in=signals, lifted_at__isnull=True)
    return frozenset(rows.values_list("signal_id", flat=True))
