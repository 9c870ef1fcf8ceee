"""One data key per organisation, wrapped: useless without the key file."""

from __future__ import annotations

from django.db import models

from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class DataKey(models.Model):
    """`wrapped` is the key, sealed under the key file; `key_id` says under which one. Never changed, only made."""

    keeps = Keeps(purpose="Opens what one organisation's people wrote down.", until="reference")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.UUIDField(unique=True)
    wrapped = models.BinaryField()
    key_id = models.BinaryField(max_length=8)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "vault_data_key"
