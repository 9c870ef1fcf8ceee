"""Passkeys: keys that live in a person's own device and never leave it; here stands only what checks them."""

from __future__ import annotations

from django.db import models

from schakel.ground.accounts.models.account import Account
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Passkey(models.Model):
    """One key of one person. `credential`: number and public key, without the make of the device.

    `backup_eligible`: the maker of the device may copy it to other devices of the same person; `backed_up`: it did.
    `doubted_at`: its counter went back, so that there may be a copy; it opens nothing any more.
    """

    keeps = Keeps(purpose="Lets a person in with a key of the own device.", until="account")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential_id = models.BinaryField(max_length=1023, unique=True)
    credential = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    backup_eligible = models.BooleanField()
    backed_up = models.BooleanField()
    made_on = models.DateField()
    last_used_on = models.DateField(null=True)
    doubted_at = models.DateTimeField(null=True)
