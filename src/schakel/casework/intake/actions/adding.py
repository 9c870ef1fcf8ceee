"""What a focal person learns later about a signal: a fact for or against, how it is known, and from what."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake.actions.holding import held, needed
from schakel.casework.intake.models import AddedObservation
from schakel.casework.intake.queries.for_bundling import subjects_of
from schakel.casework.intake.queries.sealing import bound
from schakel.casework.intake.rules import ADDED_ANSWERS, BASES, LONGEST_NOTE, police_only, unkeepable
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal


def add_observation(*, by: Actor, signal: UUID, indicator: str, answer: str, basis: str, reason: str) -> UUID:
    """Adds one fact to a signal of the own municipality and returns its number; nothing is changed or taken away.

    It speaks for the source of that signal. What somebody else noticed is a signal of its own.
    """
    with acting(by):
        row = held(by, signal)
        if not by.holds("focal_person"):
            raise Refused("observation.role", _("Alleen de aandachtsfunctionaris voegt een feit toe."))
        _refuse(indicator, answer, basis, reason)
        added = AddedObservation(
            id=new_id(),
            signal_id=row.id,
            controller=row.controller,
            position=AddedObservation.objects.filter(signal=row.id).count(),
            indicator=indicator,
            answer=answer,
            basis=basis,
            at=timezone.now(),
            by=by.account,
            pack_version=pack().version,
        )
        added.reason = seal(
            needed(reason), organisation=row.controller, bound_to=bound("addedobservation", added.id, "reason")
        )
        AddedObservation.objects.bulk_create([added])
        audit.record(
            "signal.observation_added", by=by, organisation=row.controller, object_kind="signal", object_id=row.id,
            subjects=subjects_of(viewer=by, ids=[row.id]), facts={"indicator": indicator, "answer": answer, "basis": basis},
        )  # fmt: skip
        return added.id


def _refuse(indicator: str, answer: str, basis: str, reason: str) -> None:
    known = pack().observable(indicator)
    if known is None:
        raise Refused("observation.unknown", _("Dit feit staat niet in de lijst."))
    if police_only(getattr(known, "flags", ())):
        raise Refused(
            "observation.police_data",
            _("Politiegegevens krijgt de gemeente alleen als verstrekking. Vraag de politie."),
        )
    if answer not in ADDED_ANSWERS:
        raise Refused("observation.answer", _("Kies of het zo is, of juist niet."))
    if basis not in BASES:
        raise Refused("observation.basis", _("Kies hoe u dit weet."))
    if len(reason) > LONGEST_NOTE or unkeepable(reason):
        raise Refused(
            "observation.reason", _("Deze tekst kunnen wij niet bewaren. Maak hem korter of typ hem opnieuw.")
        )
