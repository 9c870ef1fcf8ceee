"""Secrets by which one comes in, kept as hashes only, and the count of wrong passwords."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.accounts.models.account import Account
from schakel.ground.accounts.models.organisation import Organisation
from schakel.ground.accounts.rules import TOKEN_CAPABILITIES
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class OneTimeLink(models.Model):
    """Lets somebody choose a password once. Used, replaced and expired links stay as proof until the account goes."""

    keeps = Keeps(purpose="Lets a person choose the first or a new password.", until="account")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="links")
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class ApiToken(models.Model):
    """Lets a system of one organisation do one thing. The organisation is known by the token, never by what is sent."""

    keeps = Keeps(purpose="Lets a system send signals, or see which bundles its municipality has.", until="account")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    token_hash = models.BinaryField(max_length=32, unique=True)
    capability = models.CharField(max_length=32)
    made_by = models.UUIDField(null=True)
    made_on = models.DateField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(capability__in=TOKEN_CAPABILITIES), name="accounts_token_capability")
        ]


class WrongPasswords(models.Model):
    """How often in a row a password was wrong, under a keyed hash of the name typed; no network address."""

    keeps = Keeps(purpose="Slows down guessing of passwords.", until="login_attempt")

    name_hash = models.BinaryField(primary_key=True, max_length=32)
    times = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)
