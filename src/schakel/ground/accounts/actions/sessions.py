"""Coming in and going out: one line each in the trail, and the day, not the hour, at the account."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from schakel.ground.accounts.actions import checks
from schakel.ground.accounts.models import Account
from schakel.ground.accounts.queries.dated import day
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor


@transaction.atomic
def came_in(*, by: Actor) -> None:
    found = checks.own_account(by)
    if found.last_seen_on != day(None):
        found.last_seen_on = day(None)
        found.save(update_fields=["last_seen_on"])
    audit.record("session.opened", by=by, organisation=by.organisation, object_kind="account", object_id=by.account)


@transaction.atomic
def went_out(*, by: Actor) -> None:
    audit.record("session.closed", by=by, organisation=by.organisation, object_kind="account", object_id=by.account)


@transaction.atomic
def end_my_sessions(*, by: Actor) -> None:
    """Whoever is signed in as this person anywhere is out at the next request; the page that asked goes on."""
    end_sessions(checks.own_account(by))
    audit.record("session.ended_all", by=by, organisation=by.organisation, object_kind="account", object_id=by.account)


def end_sessions(account: Account) -> None:
    """Every session of this person is over at its next request. Whoever goes on asks for a new one; no line of its own."""
    Account.objects.filter(id=account.id).update(sessions=F("sessions") + 1)
