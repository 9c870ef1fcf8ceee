"""Providers of single sign-on: shown to everybody who wants to log in, except their secret; who is who is not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from schakel.ground.accounts.models import SignOnIdentity, SignOnProvider
from schakel.ground.database.actor import Actor
from schakel.ground.vault import actions as vault


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """`means`: values of acr or amr that say the provider asked for a second step. `bound`: people who log in by it."""

    id: UUID
    organisation: UUID
    organisation_name: str
    name: str
    issuer: str
    client_id: str
    email_domain: str
    means: frozenset[str]
    invites_itself: bool
    made_on: date


def providers() -> list[ProviderRow]:
    """Those in use, by the name of the organisation."""
    running = SignOnProvider.objects.filter(ended_on__isnull=True).select_related("organisation")
    return [_row(item) for item in running.order_by("organisation__name")]


def provider(provider_id: UUID) -> ProviderRow | None:
    found = SignOnProvider.objects.filter(id=provider_id, ended_on__isnull=True).select_related("organisation").first()
    return _row(found) if found else None


def provider_of(organisation: UUID) -> ProviderRow | None:
    """The provider that this organisation logs its people in with; None when it has none."""
    return next((row for row in providers() if row.organisation == organisation), None)


def bound_accounts(viewer: Actor, accounts: list[UUID]) -> frozenset[UUID]:
    """Which of these log in by a provider that is in use. Works inside acting(viewer): the own one, and those looked after."""
    held = SignOnIdentity.objects.filter(account_id__in=accounts, provider__ended_on__isnull=True)
    return frozenset(held.values_list("account_id", flat=True))


def client_secret(viewer: Actor, provider_id: UUID) -> str:
    """For the system of the organisation, that speaks to its provider."""
    found = SignOnProvider.objects.get(id=provider_id)
    return vault.unseal(bytes(found.sealed_secret), organisation=found.organisation_id, bound_to=bound_to(found.id))


def bound_to(provider_id: UUID) -> str:
    return f"accounts.sign_on_provider:{provider_id}:secret"


def subject_hash(issuer: str, subject: str) -> bytes:
    """Who somebody is at a provider, as it is kept. A subject says nothing by itself, and need not be read again."""
    return hashlib.sha256(f"{issuer}\n{subject}".encode()).digest()


def _row(item: SignOnProvider) -> ProviderRow:
    return ProviderRow(
        id=item.id,
        organisation=item.organisation_id,
        organisation_name=item.organisation.name,
        name=item.name,
        issuer=item.issuer,
        client_id=item.client_id,
        email_domain=item.email_domain,
        means=frozenset(item.second_step_values.split()),
        invites_itself=item.invites_itself,
        made_on=item.made_on,
    )
