"""Views of the list that somebody keeps under a name."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.models import SavedView
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules import mask_citizen_numbers
from schakel.ground.accounts import access
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal

MOST = 12


def save_view(*, by: Actor, name: str, chosen: str) -> UUID:
    """Keeps `chosen` (the query of the list, codes only) under a name; the same choice again gets the new name."""
    with acting(by):
        access.demand(by, "signal.handle")
        if by.account is None:
            raise ValueError("a view is of a person")
        mine = _mine(by)
        mine.filter(chosen=chosen).delete()
        if mine.count() >= MOST:
            raise Refused("view.most", _("U hebt al %(most)s lijsten. Haal er eerst een weg.") % {"most": MOST})
        row = SavedView(id=new_id(), account=by.account, organisation=by.organisation, chosen=chosen, at=timezone.now())
        row.name = seal(
            mask_citizen_numbers(name.strip()),
            organisation=by.organisation,
            bound_to=bound("savedview", row.id, "name"),
        )
        row.save(force_insert=True)
        audit.record("view.saved", by=by, organisation=by.organisation, object_kind="view", object_id=row.id)
    return row.id


def drop_view(*, by: Actor, view: UUID) -> None:
    with acting(by):
        if not _mine(by).filter(id=view).delete()[0]:
            raise Refused("view.gone", _("Deze lijst is er niet meer."), as_not_found=True)
        audit.record("view.dropped", by=by, organisation=by.organisation, object_kind="view", object_id=view)


def forget_views(*, by: Actor) -> int:
    """Throws away the views of who no longer handles signals here; how many."""
    with acting(by):
        people = [one.account for one in accounts.focal_persons(by, municipality=by.municipality or "")]
        gone: int = SavedView.objects.filter(organisation=by.organisation).exclude(account__in=people).delete()[0]
        if gone:
            audit.record(
                "view.forgotten", by=by, organisation=by.organisation, object_kind="view", object_id=None,
                facts={"views": gone},
            )  # fmt: skip
    return gone


def _mine(by: Actor) -> QuerySet[SavedView]:
    return SavedView.objects.filter(account=by.account) if by.account else SavedView.objects.none()
