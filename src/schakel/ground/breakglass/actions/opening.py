"""Opens one signal for a short while, tells everybody who must know in the same transaction, and ends it again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.breakglass import queries
from schakel.ground.breakglass.models import Access
from schakel.ground.breakglass.rules import SHORTEST_REASON, ends, review_due
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal

BREAK_GLASS = "break_glass"
"""The result that stands in the trail with everything that went through an emergency access."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is opened: one signal of `owner`, by its identifier and its number."""

    owner: UUID
    subject: UUID
    number: int


def open_access(*, by: Actor, what: Opening, ground: str, reason: str) -> UUID:
    """Lets `by` read one signal of a covenant partner for as long as the ground allows; returns the access.

    Refused for who is no focal person, for an owner outside the own covenants, for a reason that says nothing, and
    while another access of the same person still runs. KeyError: the pack has no such ground.
    """
    box = pack().break_glass[ground]
    with acting(by):
        account, covenant = _opener(by), _covenant(by, what.owner)
        _refuse(by, reason)
        now = timezone.now()
        row = Access(
            id=new_id(), owner=what.owner, subject=what.subject, number=what.number, covenant=covenant,
            account=account, organisation=by.organisation, ground=ground, opened_at=now,
            ends_at=ends(now, box.hours), review_by=review_due(now, box.review_days),
        )  # fmt: skip
        row.reason = seal(reason.strip(), organisation=what.owner, bound_to=queries.bound(row.id, "reason"))
        row.save(force_insert=True)
        for house in (what.owner, by.organisation):
            audit.record(
                "breakglass.opened", by=by, organisation=house, object_kind="breakglass", object_id=row.id,
                result=BREAK_GLASS, facts={"ground": ground, "hours": box.hours, "number": what.number},
            )  # fmt: skip
        _tell(by, row.id)
    return row.id


def end_access(*, by: Actor, access: UUID) -> bool:
    """Shuts it before its time: who opened it, or focal person or privacy officer of the owner. False when it was shut."""
    with acting(by):
        row = Access.objects.select_for_update().filter(id=access).first()
        mine = row is not None and row.account == by.account and row.organisation == by.organisation
        ours = row is not None and row.owner == by.organisation and _looks_after(by)
        if row is None or not (mine or ours):
            raise unknown()
        now = timezone.now()
        if row.ended_at is not None or now >= row.ends_at:
            return False
        Access.objects.filter(id=row.id).update(ended_at=now, ended_by=by.account)
        for house in (row.owner, row.organisation):
            audit.record("breakglass.ended", by=by, organisation=house, object_kind="breakglass", object_id=row.id)
    return True


def unknown() -> Refused:
    return Refused("breakglass.unknown", _("Deze noodtoegang is er niet."), as_not_found=True)


def _looks_after(by: Actor) -> bool:
    return by.holds("focal_person") or by.holds("privacy_officer")


def _opener(by: Actor) -> UUID:
    if by.account is None or not by.holds("focal_person"):
        raise Refused("breakglass.role", _("Noodtoegang is alleen voor een aandachtsfunctionaris."))
    return by.account


def _covenant(by: Actor, owner: UUID) -> UUID:
    """A covenant that both are in today."""
    shared = by.covenants & accounts.covenants_of(owner)
    if owner == by.organisation or not shared:
        raise Refused("breakglass.partner", _("Noodtoegang kan alleen bij een gemeente van hetzelfde convenant."))
    return min(shared)


def _refuse(by: Actor, reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("breakglass.reason", _("Schrijf op wat er nu aan de hand is en wie u probeerde te bereiken."))
    with connection.cursor() as cursor:  # two at once would both see that nothing runs
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('schakel.breakglass ' || %s, 0))", [by.account])
    if queries.running(viewer=by) is not None:
        raise Refused(
            "breakglass.running",
            _("U hebt al een noodtoegang open. Sluit die eerst: er gaat er één tegelijk open."),
        )


def _tell(by: Actor, access: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select notice, organisation from breakglass_tell(%s)", [access])
        told = cursor.fetchall()
    for notice, organisation in told:
        audit.record("breakglass.told", by=by, organisation=organisation, object_kind="notice", object_id=notice)
