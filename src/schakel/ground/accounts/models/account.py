"""Accounts of persons (never of groups) and the roles they were given."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from schakel.ground.accounts.models.organisation import Organisation
from schakel.ground.accounts.rules import GRANTABLE
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Account(AbstractBaseUser):
    """One person in one organisation. The day somebody was last here is kept, not the hour.

    `leaves_on`: from this day nobody comes in. `keeps_password`: also logs in here when single sign-on is down.
    `sessions`: how often all sessions were ended; every open session carries the number it began with.
    """

    keeps = Keeps(purpose="Lets one person in, and makes clear who did what.", until="account")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    login_name = models.CharField(max_length=254, unique=True)
    display_name = models.CharField(max_length=100)
    function = models.CharField(max_length=64, blank=True)
    place = models.CharField(max_length=64, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="accounts")
    report_to = models.CharField(max_length=6, blank=True)
    language = models.CharField(max_length=5, default="nl")
    closed_on = models.DateField(null=True)
    last_seen_on = models.DateField(null=True)
    leaves_on = models.DateField(null=True)
    keeps_password = models.BooleanField(default=False)
    sessions = models.PositiveIntegerField(default=0)
    last_login = None

    USERNAME_FIELD = "login_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    _actor: Actor | None = None

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(login_name=Lower("login_name")), name="accounts_login_name_small")
        ]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Open, and the last day is not over."""
        return self.closed_on is None and (self.leaves_on is None or self.leaves_on > timezone.localdate())

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session ends with the password it began with, and when all sessions were ended."""
        held = f"{self.password}:{self.sessions}"
        return salted_hmac("schakel.accounts.session", held, secret=secret, algorithm="sha256").hexdigest()

    @property
    def actor(self) -> Actor:
        """Who acts when this person is signed in; filled by the backend, which reads it in one look-up."""
        if self._actor is None:
            raise RuntimeError("This account was not read by the backend, so its roles were not looked up.")
        return self._actor

    @actor.setter
    def actor(self, actor: Actor) -> None:
        self._actor = actor


class RoleGrant(models.Model):
    """A role from a day until a day. A special role counts only once a second person confirmed it."""

    keeps = Keeps(purpose="Says who may what since when, and who decided so.", until="account")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=32)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    granted_by = models.UUIDField(null=True)
    awaits_second = models.BooleanField(default=False)
    confirmed_by = models.UUIDField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=GRANTABLE), name="accounts_grant_role"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="accounts_grant_dates"
            ),
            models.CheckConstraint(
                condition=(Q(granted_by__isnull=True) | ~Q(granted_by=F("account_id")))
                & (Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("account_id"))),
                name="accounts_nobody_grants_himself",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(granted_by__isnull=True) | ~Q(confirmed_by=F("granted_by")),
                name="accounts_second_is_another",
            ),
            models.UniqueConstraint(
                fields=["account", "role"], condition=Q(valid_until__isnull=True), name="accounts_role_once_at_a_time"
            ),
        ]
