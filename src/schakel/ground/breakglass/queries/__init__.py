"""Which emergency accesses concern the viewer: opened by them, of their own signals, or told to them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from schakel.ground.accounts import queries as accounts
from schakel.ground.breakglass.models import Access, Notice
from schakel.ground.breakglass.queries.naming import accesses_naming
from schakel.ground.breakglass.queries.rows import AccessRow, NoticeRow, Reviews
from schakel.ground.breakglass.rules import is_open, state
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import unseal

__all__ = [
    "AccessRow",
    "NoticeRow",
    "Reviews",
    "access",
    "accesses",
    "accesses_naming",
    "bound",
    "notices",
    "reviews",
    "running",
]

MOST = 200


def bound(access: UUID, field: str) -> str:
    """The one place where a sealed text of an access opens."""
    return f"breakglass.access:{access}:{field}"


def accesses(*, viewer: Actor, limit: int = MOST) -> list[AccessRow]:
    """All that the viewer opened, that concern the own signals, or that the viewer was told of; newest first, no reasons."""
    return _rows(viewer, Access.objects.order_by("-opened_at", "id")[:limit], words=False)


def access(*, viewer: Actor, which: UUID) -> AccessRow | None:
    return next(iter(_rows(viewer, Access.objects.filter(id=which))), None)


def running(*, viewer: Actor) -> AccessRow | None:
    """The one that the viewer has open at this moment; None when there is none."""
    if viewer.account is None:
        return None
    mine = Access.objects.filter(account=viewer.account, organisation=viewer.organisation, ended_at__isnull=True)
    return next(iter(_rows(viewer, mine.filter(ends_at__gt=timezone.now()).order_by("-opened_at"))), None)


def notices(*, viewer: Actor) -> list[NoticeRow]:
    """What the viewer was told of and has not looked at yet, oldest first."""
    if viewer.account is None:
        return []
    houses = _houses()
    told = Notice.objects.filter(account=viewer.account, organisation=viewer.organisation, seen_at__isnull=True)
    return [
        NoticeRow(
            row.id, row.access_id, houses.get(row.access.owner, ""), houses.get(row.access.organisation, ""), row.at,
            row.access.owner == viewer.organisation,
        )
        for row in told.select_related("access").order_by("at", "id")
    ]  # fmt: skip


def reviews(*, viewer: Actor, now: datetime | None = None) -> Reviews:
    """How many accesses to the viewer's own signals nobody looked back on yet."""
    waiting = Access.objects.filter(owner=viewer.organisation, reviewed_at__isnull=True)
    return Reviews(waiting.count(), waiting.filter(review_by__lte=now or timezone.now()).count())


def _houses() -> dict[UUID, str]:
    return {one.id: one.name for one in accounts.organisations()}


def _rows(viewer: Actor, found: QuerySet[Access], *, words: bool = True) -> list[AccessRow]:
    """`words`: with the reasons, for who may read them."""
    houses, now = _houses(), timezone.now()
    return [_row(viewer, one, houses, now, words) for one in found]


def _row(viewer: Actor, row: Access, houses: dict[UUID, str], now: datetime, words: bool) -> AccessRow:
    looks_on = row.owner == viewer.organisation and (viewer.holds("focal_person") or viewer.holds("privacy_officer"))
    reads = looks_on or (row.account == viewer.account and row.organisation == viewer.organisation)
    return AccessRow(
        id=row.id,
        owner=row.owner,
        owner_name=houses.get(row.owner, ""),
        subject=row.subject,
        number=row.number if reads else 0,
        account=row.account,
        organisation=row.organisation,
        organisation_name=houses.get(row.organisation, ""),
        ground=row.ground,
        reason=_opened(row, "reason", row.reason) if reads and words else "",
        opened_at=row.opened_at,
        ends_at=row.ends_at,
        ended_at=row.ended_at,
        review_by=row.review_by,
        state=state(now, ends_at=row.ends_at, ended_at=row.ended_at, due=row.review_by, reviewed_at=row.reviewed_at),
        open=is_open(now, ends_at=row.ends_at, ended_at=row.ended_at),
        verdict=row.verdict,
        verdict_reason=_opened(row, "verdict_reason", row.verdict_reason) if reads and words else "",
        reviewed_at=row.reviewed_at,
    )


def _opened(row: Access, field: str, sealed: bytes | memoryview | None) -> str:
    if sealed is None:
        return ""
    return unseal(bytes(sealed), organisation=row.owner, bound_to=bound(row.id, field))
