"""Single sign-on: the provider an organisation logs its people in with, and who is who there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.accounts.models.account import Account
from schakel.ground.accounts.models.organisation import Organisation
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class SignOnProvider(models.Model):
    """One OpenID Connect provider of one organisation; one in use at most.

    `second_step_values`: values of the claims `acr` and `amr` by which it says that it asked for a second step itself,
    separated by spaces. `invites_itself`: somebody unknown with an address in `email_domain` gets an account without a role.
    """

    keeps = Keeps(purpose="Says where an organisation logs its people in.", until="reference", personal=False)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="providers")
    name = models.CharField(max_length=100)
    issuer = models.CharField(max_length=500)
    client_id = models.CharField(max_length=255)
    sealed_secret = models.BinaryField()
    email_domain = models.CharField(max_length=253, blank=True)
    second_step_values = models.CharField(max_length=500, blank=True)
    invites_itself = models.BooleanField(default=False)
    made_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_on__isnull=True), name="accounts_one_provider"
            ),
            models.CheckConstraint(
                condition=Q(invites_itself=False) | ~Q(email_domain=""), name="accounts_provider_invites_its_own"
            ),
        ]


class SignOnIdentity(models.Model):
    """Who somebody is at a provider: a hash of issuer and subject, never an e-mail address."""

    keeps = Keeps(purpose="Lets a person in who was logged in by the own organisation.", until="account")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="sign_on_identity")
    provider = models.ForeignKey(SignOnProvider, on_delete=models.PROTECT, related_name="identities")
    subject_hash = models.BinaryField(max_length=32, unique=True)
    bound_on = models.DateField()
