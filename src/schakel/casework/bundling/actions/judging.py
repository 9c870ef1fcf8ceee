"""People judge: two signals belong together, they do not, or it is not known yet. With a reason, and never for ever."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.bundling.actions.grouping import regroup
from schakel.casework.bundling.actions.writing import members as members_of
from schakel.casework.bundling.actions.writing import prepare, worded, write
from schakel.casework.bundling.models import UNDONE, Bundle, Judgement, Link
from schakel.casework.bundling.queries.judgements import judged
from schakel.casework.bundling.queries.reasons import reason_of
from schakel.casework.bundling.rules import (
    LINK,
    NOT_SAME,
    NOT_YET_KNOWN,
    SAME,
    TAKEN_OUT,
    allowed,
    in_force,
    ordered,
    together,
)
from schakel.casework.intake import queries as intake
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


@dataclass(frozen=True, slots=True)
class Said:
    """What was written down: `act` is what can be undone, `links` how many links it is about.

    `number`: of the bundle it was about, when that is another than before.
    """

    act: UUID
    kind: str
    links: int
    number: int = 0


def confirm_link(*, by: Actor, link: UUID, reason: str, asked: bool = False) -> Said:
    """The two signals belong together, whatever is weighed later."""
    return _answer(by=by, link=link, kind=SAME, reason=reason, entry="link.confirmed", asked=asked)


def reject_link(*, by: Actor, link: UUID, reason: str, asked: bool = False) -> Said:
    """The two signals do not belong together, and are not brought together again."""
    return _answer(by=by, link=link, kind=NOT_SAME, reason=reason, entry="link.rejected", asked=asked)


def postpone_link(*, by: Actor, link: UUID, reason: str, asked: bool = False) -> Said:
    """Not known yet: the question stays, and so does the reason why it was left open."""
    return _answer(by=by, link=link, kind=NOT_YET_KNOWN, reason=reason, entry="link.postponed", asked=asked)


def take_out(*, by: Actor, bundle: UUID, signal: UUID, reason: str) -> Said:
    """The signal does not belong with any other of this bundle; one act, undone as one."""
    with acting(by):
        prepare(by)
        row = Bundle.objects.filter(id=bundle, controller=by.organisation, ended_at__isnull=True).first()
        members = set(members_of(bundle)) if row else set()
        if row is None or signal not in members:
            raise Refused("bundle.not_in_it", _("Dit signaal zit niet in deze bundel."), as_not_found=True)
        pairs = [ordered(signal, other) for other in sorted(members - {signal})]
        act, moment = write([(pair, NOT_SAME) for pair in pairs], TAKEN_OUT, reason, by)
        regroup(members, by=by, why="judged", why_left="taken_out", moment=moment)
        audit.record(
            "bundle.signal_taken_out", by=by, organisation=by.organisation, object_kind="bundle", object_id=row.id,
            subjects=intake.subjects_of(viewer=by, ids=sorted(members)),
            facts={"bundle": row.number, "links": len(pairs)},
        )  # fmt: skip
        return Said(act, NOT_SAME, len(pairs))


def undo(*, by: Actor, judgement: UUID) -> Said:
    """Takes back everything that was said in the act of this judgement (its id or that of the act)."""
    with acting(by):
        prepare(by)
        rows = _act_of(judgement, by)
        if not rows:
            raise Refused("judgement.unknown", _("Dit oordeel is er niet."), as_not_found=True)
        if Judgement.objects.filter(undoes__in=[row.id for row in rows]).exists():
            raise Refused("judgement.undone", _("Dit oordeel is al teruggedraaid."))
        act, moment = new_id(), timezone.now()
        Judgement.objects.bulk_create(
            [
                Judgement(controller=by.organisation, act=act, a=row.a, b=row.b, kind=UNDONE, how=row.how, by=by.account, at=moment, undoes=row.id)
                for row in rows
            ]
        )  # fmt: skip
        signals = sorted({end for row in rows for end in (row.a, row.b)})
        regroup(signals, by=by, why="judged", why_left="judged", moment=moment)
        audit.record(
            "judgement.undone", by=by, organisation=by.organisation, object_kind="judgement", object_id=rows[0].act,
            subjects=intake.subjects_of(viewer=by, ids=signals),
            facts={"links": len(rows)},
        )  # fmt: skip
        return Said(rows[0].act, rows[0].kind, len(rows))


def _answer(*, by: Actor, link: UUID, kind: str, reason: str, entry: str, asked: bool) -> Said:
    """`asked`: the answer to a question that stood open; a colleague's answer of this moment is then not replaced unseen."""
    with acting(by):
        prepare(by)
        row = Link.objects.filter(id=link, controller=by.organisation).first()
        if row is None:
            raise Refused("link.unknown", _("Dit verband is er niet meer."), as_not_found=True)
        pair = (row.a, row.b)
        now = in_force(judged(Judgement.objects.filter(a=row.a, b=row.b))).get(pair)
        if asked and now and now.kind == kind and _is_mine(now.id, reason, by):
            return Said(now.act, kind, 1)  # the second click of one answer
        if not allowed(now.kind if now else None, kind):
            raise Refused(
                "judgement.same",
                _("Dit verband is al zo beoordeeld. Draai dat oordeel eerst terug, of kies een ander antwoord."),
            )
        if asked and now and together(now.kind) is not None:
            raise Refused(
                "judgement.first",
                _("Een collega heeft dit verband net anders beoordeeld. Kijk bij de geschiedenis en praat erover."),
            )
        act, moment = write([(pair, kind)], LINK, reason, by)
        regroup(pair, by=by, why="judged", why_left="judged", moment=moment)
        audit.record(
            entry, by=by, organisation=by.organisation, object_kind="link", object_id=row.id,
            subjects=intake.subjects_of(viewer=by, ids=pair),
        )  # fmt: skip
        return Said(act, kind, 1)


def _is_mine(judgement: UUID, reason: str, by: Actor) -> bool:
    """Whether this person said so before, in the same words."""
    row = Judgement.objects.filter(id=judgement, by=by.account).first()
    return row is not None and reason_of(row, by) == worded(reason)


def _act_of(judgement: UUID, by: Actor) -> list[Judgement]:
    own = Judgement.objects.filter(controller=by.organisation, undoes__isnull=True)
    acts = own.filter(Q(id=judgement) | Q(act=judgement)).values("act")
    return list(own.filter(act__in=acts).order_by("id"))
