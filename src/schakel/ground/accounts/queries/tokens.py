"""Tokens of systems: what they may and until when, never the token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from schakel.ground.accounts.models import ApiToken
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class TokenRow:
    id: UUID
    organisation: UUID
    name: str
    capability: str
    made_on: date
    expires_at: datetime
    ended_at: datetime | None


def tokens(viewer: Actor, *, organisation: UUID) -> list[TokenRow]:
    """Tokens of an organisation the viewer looks after, newest first. Works inside acting(viewer)."""
    found = ApiToken.objects.filter(organisation_id=organisation).order_by("-made_on", "-id")
    return [_row(item) for item in found]


def tokens_made_by(viewer: Actor, account: UUID) -> list[TokenRow]:
    """Tokens that one person made and that still work, in organisations the viewer looks after."""
    found = ApiToken.objects.filter(made_by=account, ended_at__isnull=True, expires_at__gt=timezone.now()).order_by(
        "name"
    )
    return [_row(item) for item in found]


def _row(item: ApiToken) -> TokenRow:
    return TokenRow(
        item.id, item.organisation_id, item.name, item.capability, item.made_on, item.expires_at, item.ended_at
    )
