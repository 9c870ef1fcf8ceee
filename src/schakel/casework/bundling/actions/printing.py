"""Paper leaves the house: that a bundle was printed is written down."""

from __future__ import annotations

from django.utils.translation import gettext as _

from schakel.casework.bundling.models import Bundle, Membership
from schakel.casework.intake import queries as intake
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


def note_printing(*, by: Actor, number: int) -> None:
    """A line in the trail, and one for each person in it. Refused as not found for a bundle of somebody else."""
    with acting(by):
        row = Bundle.objects.filter(controller=by.organisation, number=number).first()
        if row is None:
            raise Refused("bundle.unknown", _("Deze bundel is er niet."), as_not_found=True)
        members = Membership.objects.filter(bundle=row, until__isnull=True).values_list("signal", flat=True)
        audit.record(
            "bundle.printed", by=by, organisation=by.organisation, object_kind="bundle", object_id=row.id,
            subjects=intake.subjects_of(viewer=by, ids=list(members)), facts={"bundle": number},
        )  # fmt: skip
