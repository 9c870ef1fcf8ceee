"""The second step of coming in: the key of an app on somebody's phone, and codes for when that phone is gone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.accounts.models.account import Account
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class SecondStep(models.Model):
    """One in use and one being set up at most. `last_step`: the half minute of the last code used; none counts twice."""

    keeps = Keeps(purpose="Asks for a code of the person's own phone besides the password.", until="account")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="second_steps")
    sealed_key = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(confirmed_at__isnull=False), name="accounts_one_second_step"
            ),
            models.UniqueConstraint(
                fields=["account"], condition=Q(confirmed_at__isnull=True), name="accounts_one_second_step_to_confirm"
            ),
        ]


class RecoveryCode(models.Model):
    """Stands once for the code of a lost phone; only a hash is kept."""

    keeps = Keeps(purpose="Lets a person in once who lost the phone with the codes.", until="account")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.BinaryField(max_length=32, unique=True)
    used_at = models.DateTimeField(null=True)


class WrongCodes(models.Model):
    """Wrong codes and passkeys in a row and the last of them, so that guessing takes ever longer; no network address."""

    keeps = Keeps(purpose="Slows down guessing of codes.", until="login_attempt")

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="wrong_codes")
    times = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
