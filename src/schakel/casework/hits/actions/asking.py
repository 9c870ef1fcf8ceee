"""A focal person asks other regions about one signal, after privacy check 1. It goes off at the next tick, not before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.hits.actions.who import alone, only_focal, reason
from schakel.casework.hits.models import Question
from schakel.casework.hits.queries.agreements import answering
from schakel.casework.hits.queries.sealing import bound
from schakel.casework.hits.queries.timing import every
from schakel.casework.hits.rules import epoch_of, tick_after
from schakel.casework.intake import queries as intake
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.ui.parts import moment as said
from schakel.ground.vault.actions import seal


def ask_regions(
    *,
    by: Actor,
    signal: UUID,
    covenants: Collection[UUID],
    purpose: str,
    necessity: str,
    less: str,
    now: datetime | None = None,
) -> UUID:
    """`necessity` and `less` (why it cannot be done with less) are privacy check 1. Returns the question's id.

    Refused for reasons the asker knows already, never for anything that another region holds.
    """
    moment = now or timezone.now()
    with acting(by):
        account = only_focal(by)
        alone(by.organisation)
        row = intake.signal(viewer=by, signal=signal, reading=False)
        if row is None:
            raise Refused("signal.unknown", _("Dit signaal is er niet."), as_not_found=True)
        _refuse(by, signal, set(covenants), purpose, moment)
        own, goes = new_id(), tick_after(moment, every())
        sealed = _sealed(own, by, necessity=reason(necessity), less=reason(less))
        Question.objects.bulk_create([
            Question(
                id=own, controller=by.organisation, signal=signal, signal_number=row.number,
                covenants=sorted(set(covenants)), purpose=purpose, asked_by=account, asked_at=moment, goes_at=goes,
                epoch=epoch_of(goes), **sealed,
            )
        ])  # fmt: skip
        audit.record(
            "regions.asked", by=by, organisation=by.organisation, object_kind="region_question", object_id=own,
            subjects=intake.subjects_of(viewer=by, ids=[signal]),
            facts={"covenants": len(set(covenants)), "purpose": purpose},
        )  # fmt: skip
        return own


def _sealed(question: UUID, by: Actor, **words: str) -> dict[str, bytes]:
    return {
        field: seal(text, organisation=by.organisation, bound_to=bound("question", question, field))
        for field, text in words.items()
    }


def withdraw_question(*, by: Actor, question: UUID) -> None:
    """As long as it has not gone off. That it was asked stays in the trail."""
    with acting(by):
        only_focal(by)
        alone(by.organisation)
        row = Question.objects.filter(id=question, controller=by.organisation, went_at__isnull=True).first()
        if row is None:
            raise Refused("question.unknown", _("Deze vraag is al weg of er niet meer."), as_not_found=True)
        Question.objects.filter(id=row.id).delete()
        audit.record(
            "regions.withdrawn", by=by, organisation=by.organisation, object_kind="region_question", object_id=question
        )


def _refuse_restricted(by: Actor, signal: UUID) -> None:
    if intake.restricted(viewer=by, signals=[signal]):
        raise Refused(
            "signal.restricted",
            _("Dit signaal is afgesloten voor gebruik: iemand vroeg daarom. Lezen kan, meer niet."),
        )


def _refuse(by: Actor, signal: UUID, covenants: set[UUID], purpose: str, moment: datetime) -> None:
    _refuse_restricted(by, signal)
    if not covenants or not covenants <= {one.id for one in answering(viewer=by)}:
        raise Refused(
            "question.covenant",
            _("Kies een regio waarmee een afspraak is."),
            _("De privacyfunctionaris maakt zo'n afspraak."),
        )
    if purpose not in pack().purposes:
        raise Refused("question.purpose", _("Kies waarvoor u dit wilt weten."))
    goes = tick_after(moment, every())
    own = Question.objects.filter(controller=by.organisation)
    if own.filter(signal=signal, epoch=epoch_of(goes)).exists():
        raise Refused(
            "question.again",
            _("U vroeg dit vandaag al. Het antwoord van vandaag blijft staan; morgen kunt u het opnieuw vragen."),
        )
    if own.filter(goes_at=goes).count() >= settings.QUESTIONS_A_ROUND:
        raise Refused(
            "question.many",
            _("Er gaan al %(many)s vragen mee in de ronde van %(moment)s. Daarna kan het weer.")
            % {"many": settings.QUESTIONS_A_ROUND, "moment": said(goes)},
        )
