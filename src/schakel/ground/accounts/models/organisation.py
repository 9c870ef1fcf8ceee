"""Organisations, the covenants between them, and whether this database is for work or for practice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from schakel.ground.accounts.rules.organisations import DEMO, KINDS, LIVE, MUNICIPALITY, REALMS
from schakel.ground.database.identity import new_id
from schakel.ground.database.keeps import Keeps


class Installation(models.Model):
    """One row: what this database is for. Every organisation points to it, so work and practice cannot mix."""

    keeps = Keeps(purpose="Says whether this database holds work or practice.", until="reference", personal=False)

    realm = models.CharField(primary_key=True, max_length=4)
    only = models.BooleanField(default=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(realm__in=REALMS), name="accounts_installation_realm"),
            models.CheckConstraint(condition=Q(only=True), name="accounts_installation_only_one"),
        ]


class Organisation(models.Model):
    """A municipality or a chain partner. `hosts` marks the one that looks after the installation."""

    keeps = Keeps(purpose="Says on whose behalf somebody acts.", until="reference", personal=False)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    municipality = models.CharField(max_length=6, null=True)
    realm = models.ForeignKey(Installation, on_delete=models.PROTECT, db_column="realm")
    hosts = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="accounts_organisation_kind"),
            models.CheckConstraint(
                condition=Q(kind=MUNICIPALITY, municipality__isnull=False)
                | (~Q(kind=MUNICIPALITY) & Q(municipality__isnull=True)),
                name="accounts_organisation_municipality_has_code",
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=True)
                | Q(realm=DEMO, municipality__startswith="GM99")
                | (Q(realm=LIVE) & ~Q(municipality__startswith="GM99")),
                name="accounts_organisation_invented_in_demo_only",
            ),
            models.UniqueConstraint(fields=["municipality"], name="accounts_one_organisation_a_municipality"),
            models.UniqueConstraint(fields=["hosts"], condition=Q(hosts=True), name="accounts_one_host"),
        ]


class Covenant(models.Model):
    """An agreement under which organisations may find out that their signals are related."""

    keeps = Keeps(purpose="Says which organisations agreed to find related signals.", until="reference", personal=False)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500)
    region = models.CharField(max_length=32)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=models.F("valid_from")),
                name="accounts_covenant_dates",
            )
        ]


class CovenantMember(models.Model):
    """An organisation in a covenant, from a day until a day."""

    keeps = Keeps(purpose="Says since when an organisation is party to a covenant.", until="reference", personal=False)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    covenant = models.ForeignKey(Covenant, on_delete=models.PROTECT, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="accounts_member_dates",
            ),
            models.UniqueConstraint(
                fields=["covenant", "organisation"],
                condition=Q(valid_until__isnull=True),
                name="accounts_member_once_at_a_time",
            ),
        ]
