"""Whole bundles: what is another story becomes a bundle of its own, and two bundles that tell one story become one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.bundling.actions.grouping import regroup
from schakel.casework.bundling.actions.judging import Said
from schakel.casework.bundling.actions.writing import members, prepare, write
from schakel.casework.bundling.models import Bundle, Membership
from schakel.casework.bundling.queries.around import around
from schakel.casework.bundling.queries.gathering import Foreseen
from schakel.casework.bundling.rules import MERGED, NOT_SAME, SAME, SPLIT, across, bridging, groups, ordered
from schakel.casework.bundling.rules.judging import Pair
from schakel.casework.intake import queries as intake
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

_FEWEST = 2


def split_bundle(
    *, by: Actor, bundle: UUID, signals: Collection[UUID], reason: str, seen: datetime | None = None
) -> Said:
    """These signals tell another story than the rest of the bundle: they become a bundle of their own.

    They stay apart whatever comes in later. The largest part keeps the number. `seen`: when the bundle last changed
    as its reader knew it; refused when a colleague, or a new signal, changed it since.
    """
    with acting(by):
        prepare(by)
        row = _running(bundle, seen, by)
        held = members(row.id)
        part = [one for one in held if one in set(signals)]
        rest = [one for one in held if one not in set(signals)]
        _refuse_no_part(part, rest, signals)
        said: dict[Pair, bool] = dict.fromkeys(across(part, rest), False)
        said |= _kept_whole(part, said, by)
        answers = [(pair, SAME if same else NOT_SAME) for pair, same in said.items()]
        act, moment = write(answers, SPLIT, reason, by)
        regroup(held, by=by, why="split", why_left="split", moment=moment)
        there = Membership.objects.filter(signal__in=part, until__isnull=True).values_list("bundle__number", flat=True)
        audit.record(
            "bundle.split", by=by, organisation=by.organisation, object_kind="bundle", object_id=row.id,
            subjects=intake.subjects_of(viewer=by, ids=held),
            facts={"bundle": row.number, "signals": len(part), "links": len(said), "part": next(iter(there), 0)},
        )  # fmt: skip
        return Said(act, NOT_SAME, len(said), row.number)


def merge_bundles(
    *, by: Actor, bundle: UUID, other: UUID, reason: str, seen: tuple[datetime, datetime] | None = None
) -> Said:
    """Two bundles tell one story. The larger keeps its number; the page of the other says where it went.

    What waits for a judgement in either goes on waiting. Refused when somebody said of signals in them that they do
    not belong together: that is taken back first.
    """
    with acting(by):
        prepare(by)
        one = _running(bundle, seen[0] if seen else None, by)
        two = _running(other, seen[1] if seen else None, by)
        if one.id == two.id:
            raise Refused("merge.same", _("Kies een andere bundel dan deze."))
        left, right = members(one.id), members(two.id)
        _refuse_denied(left, right, by)
        pairs = bridging(_story(left), _story(right))
        act, moment = write([(pair, SAME) for pair in pairs], MERGED, reason, by)
        regroup([*left, *right], by=by, why="merged", why_left="merged", moment=moment)
        kept = Membership.objects.filter(signal=pairs[0][0], until__isnull=True).values_list(
            "bundle__number", flat=True
        )
        number = next(iter(kept), one.number)
        audit.record(
            "bundle.merged", by=by, organisation=by.organisation, object_kind="bundle", object_id=one.id,
            subjects=intake.subjects_of(viewer=by, ids=[*left, *right]),
            facts={"bundle": number, "gone": two.number if number == one.number else one.number, "links": len(pairs)},
        )  # fmt: skip
        return Said(act, SAME, len(pairs), number)


def _running(bundle: UUID, seen: datetime | None, by: Actor) -> Bundle:
    row = Bundle.objects.filter(id=bundle, controller=by.organisation).first()
    if row is None:
        raise Refused("bundle.unknown", _("Deze bundel is er niet."), as_not_found=True)
    if row.ended_at is not None:
        raise Refused(
            "bundle.ended",
            _("Bundel %(number)s is er niet meer. Een collega was u voor: kijk bij de geschiedenis.")
            % {"number": row.number},
        )
    if seen is not None and row.changed_at != seen:
        raise Refused(
            "bundle.changed",
            _("Bundel %(number)s veranderde terwijl u keek. Kijk opnieuw wat erin zit. Uw reden staat er nog.")
            % {"number": row.number},
        )
    return row


def _refuse_no_part(part: Sequence[UUID], rest: Sequence[UUID], signals: Collection[UUID]) -> None:
    if len(part) != len(set(signals)):
        raise Refused("bundle.not_in_it", _("Een van deze signalen zit niet meer in de bundel. Kijk opnieuw."))
    if len(part) < _FEWEST:
        raise Refused(
            "split.too_few", _("Kies er twee of meer. Hoort één signaal hier niet, haal dat dan uit de bundel.")
        )
    if not rest:
        raise Refused("split.all", _("Laat ten minste één signaal staan: anders is het dezelfde bundel."))


def _kept_whole(part: Sequence[UUID], said: dict[Pair, bool], by: Actor) -> dict[Pair, bool]:
    """What must be said on top so that the part is one bundle; nothing when its own links hold it together."""
    foreseen, extra = Foreseen(part, viewer=by), dict[Pair, bool]()
    while len(pieces := foreseen.parts(part, [*said.items(), *extra.items()])) > 1:
        more = {ordered(pieces[0][0], piece[0]): True for piece in pieces[1:]}
        if more.keys() <= extra.keys():
            break  # an earlier judgement about a signal elsewhere keeps them apart: that one holds
        extra |= more
    return extra


def _story(held: Sequence[UUID]) -> tuple[UUID, ...]:
    """Those that surely belong together: what waits is not confirmed by the way."""
    return groups(held, around(held).ties(held))[0]


def _refuse_denied(left: Sequence[UUID], right: Sequence[UUID], by: Actor) -> None:
    known = around([*left, *right])
    denied = next((pair for pair in across(left, right) if known.denied(pair)), None)
    if denied is None:
        return
    told = intake.by_id(viewer=by, ids=denied)
    numbers = sorted(row.number for row in told.values())
    raise Refused(
        "merge.denied",
        _("Van signaal %(one)s en %(other)s is gezegd dat ze niet bij elkaar horen. Draai dat oordeel eerst terug.")
        % {"one": numbers[0], "other": numbers[-1]},
    )
