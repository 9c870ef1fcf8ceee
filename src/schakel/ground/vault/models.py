"""Keys, wrapped: useless without the key file or the device that wraps them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class DataKey(models.Model):
    """`wrapped` is a key of one organisation; `key_id` says whose wrapping it is. The highest version seals, all open."""

    keeps = Keeps(purpose="Opens what one organisation's people wrote down.", until="reference")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    wrapped = models.BinaryField()
    key_id = models.BinaryField(max_length=8)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "vault_data_key"
        constraints = [models.UniqueConstraint(fields=["organisation", "version"], name="vault_data_key_version")]


class RootKey(models.Model):
    """The root from which blind keys and named secrets follow. The highest generation with a date in `current_since` counts.

    One without is being prepared. Until `ended_at` things are written under it too; after that it still finds them.
    """

    keeps = Keeps(purpose="Finds equal values again without showing them.", until="reference", personal=False)

    generation = models.PositiveIntegerField(primary_key=True)
    wrapped = models.BinaryField()
    key_id = models.BinaryField(max_length=8)
    made_at = models.DateTimeField()
    current_since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "vault_root_key"


class RecipientKey(models.Model):
    """The pair of keys with which the public seals a report to one organisation: anybody may have `public`, and `private` is
    sealed with the organisation's data key. Older pairs open what was sealed to them."""

    keeps = Keeps(purpose="Lets the public seal a report so that one organisation only can open it.", until="reference")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.UUIDField()
    public = models.BinaryField()
    private = models.BinaryField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "vault_recipient_key"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at__isnull=True), name="vault_recipient_key_current"
            )
        ]
