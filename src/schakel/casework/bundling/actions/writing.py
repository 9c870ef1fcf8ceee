"""How a judgement is written down: by a focal person, one at a time, with a reason, sealed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.bundling.actions.locks import alone
from schakel.casework.bundling.models import Judgement, Membership
from schakel.casework.bundling.queries.readings import bound
from schakel.casework.bundling.rules.judging import Pair
from schakel.casework.intake import queries as intake
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.vault.actions import seal

LONGEST_REASON = 2_000


def prepare(by: Actor) -> None:
    """Only a focal person judges, and one at a time: what a colleague just did is seen first."""
    if not by.holds("focal_person"):
        raise Refused("judgement.role", _("Een verband beoordelen doet de aandachtsfunctionaris."))
    alone(by.organisation)


def write(said: Iterable[tuple[Pair, str]], how: str, reason: str, by: Actor) -> tuple[UUID, datetime]:
    """One row for each pair with its answer, all of one act; the act and its moment."""
    words = worded(reason)
    if not words:
        raise Refused("reason.missing", _("Schrijf op waarom. Eén zin is genoeg."))
    if len(words) > LONGEST_REASON:
        raise Refused("reason.too_long", _("Uw reden is te lang. Houd het bij een paar zinnen."))
    act, moment = new_id(), timezone.now()
    rows = [
        Judgement(controller=by.organisation, act=act, a=a, b=b, kind=kind, how=how, by=by.account, at=moment)
        for (a, b), kind in said
    ]
    for row in rows:
        row.reason = seal(words, organisation=by.organisation, bound_to=bound("judgement", row.id, "reason"))
    Judgement.objects.bulk_create(rows)
    return act, moment


def worded(reason: str) -> str:
    """A reason as it is kept: without a citizen service number."""
    return intake.mask_citizen_numbers(reason.strip())


def members(bundle: UUID) -> list[UUID]:
    """Who is in it now, in the order in which they came in."""
    held = Membership.objects.filter(bundle=bundle, until__isnull=True).order_by("since", "signal")
    return list(held.values_list("signal", flat=True))
