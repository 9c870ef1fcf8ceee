"""The pair of keys of an organisation: anybody seals to it with the public one, only its own people open."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils import timezone

from schakel.ground.database.identity import new_id
from schakel.ground.vault.actions.texts import seal_bytes, unseal_bytes
from schakel.ground.vault.models import RecipientKey
from schakel.ground.vault.rules.sealing import CannotUnseal
from schakel.ground.vault.rules.sealing_to import name_of, named_in, new_pair, seal_to_key, unseal_with_key


def new_recipient(organisation: UUID) -> bytes:
    """A new pair for the own organisation, from now on the one to seal with; the public key. Older pairs still open. Inside acting()."""
    public, private = new_pair()
    RecipientKey.objects.filter(organisation=organisation, ended_at__isnull=True).update(ended_at=timezone.now())
    row = new_id()
    sealed = seal_bytes(private, organisation=organisation, bound_to=_bound(row))
    RecipientKey.objects.bulk_create(
        [RecipientKey(id=row, organisation=organisation, public=public, private=sealed, made_at=timezone.now())]
    )
    return public


def recipient(organisation: UUID) -> bytes | None:
    """The public key to seal with for this organisation; None when it has none. Nobody needs to act."""
    with connection.cursor() as cursor:
        cursor.execute("select vault_recipient_public(%s)", [organisation])
        found = cursor.fetchone()[0]
    return bytes(found) if found is not None else None


def seal_to(public: bytes, text: str, *, organisation: UUID, bound_to: str) -> bytes:
    """Seals to the organisation whose public key this is, without a key of our own: on this machine or another.

    Whoever sealed cannot open it, and neither can whoever has the database. ValueError for what is no public key.
    """
    return seal_to_key(public, text, organisation=organisation, bound_to=bound_to)


def unseal_to(sealed: bytes, *, organisation: UUID, bound_to: str) -> str:
    """The text, for who acts in the organisation it was sealed to. CannotUnseal for anybody else and anything changed."""
    sealed = bytes(sealed)
    named = named_in(sealed)
    for row in RecipientKey.objects.filter(organisation=organisation).order_by("-made_at"):
        if name_of(bytes(row.public)) == named:
            private = unseal_bytes(bytes(row.private), organisation=organisation, bound_to=_bound(row.id))
            return unseal_with_key(private, sealed, organisation=organisation, bound_to=bound_to)
    raise CannotUnseal


def _bound(row: UUID) -> str:
    return f"vault.recipient:{row}:private"
