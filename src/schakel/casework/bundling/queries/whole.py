"""One bundle with everything its page shows. Always the same number of queries; every read leaves a line in the trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from schakel.casework.bundling.models import Bundle, Membership
from schakel.casework.bundling.queries.around import Around, around
from schakel.casework.bundling.queries.drawn import picture, sources
from schakel.casework.bundling.queries.protection import Shelters
from schakel.casework.bundling.queries.readings import bound, readings
from schakel.casework.bundling.queries.reasons import brought_rows, link_rows, names
from schakel.casework.bundling.queries.rows import BundleRow, QuestionRow, SharedRow, ToldRow, WayRow
from schakel.casework.bundling.rules import counted, questions, status
from schakel.casework.bundling.rules.reasons import Part, read_parts
from schakel.casework.bundling.rules.sharing import Reasons, Shared, shared
from schakel.casework.bundling.rules.spans import covered, marks
from schakel.casework.intake import queries as intake
from schakel.casework.intake.queries import SignalRow
from schakel.engines.linkage import Observed
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import unseal


def title_of_bundle(row: Bundle) -> str:
    return unseal(bytes(row.title), organisation=row.controller, bound_to=bound("bundle", row.id, "title"))


def bundle(*, viewer: Actor, number: int) -> BundleRow | None:
    """The bundle with this number of the viewer's own municipality; None when it has none."""
    row = Bundle.objects.filter(controller=viewer.organisation, number=number).first()
    if row is None:
        return None
    held = Membership.objects.filter(bundle=row)
    last = held.filter(until=row.ended_at) if row.ended_at else held.filter(until__isnull=True)
    members = list(last.values_list("signal", flat=True))
    told = intake.by_id(viewer=viewer, ids=members)
    audit.record(
        "bundle.read", by=viewer, organisation=viewer.organisation, object_kind="bundle", object_id=row.id,
        subjects=intake.subjects_of(viewer=viewer, ids=members), facts={"bundle": number, "signals": len(members)},
    )  # fmt: skip
    order = sorted((one for one in members if one in told), key=lambda one: (told[one].listed.observed_on, one))
    return _whole(row, order, told, viewer)


def _whole(row: Bundle, order: Sequence[UUID], told: Mapping[UUID, SignalRow], viewer: Actor) -> BundleRow:
    shelters = Shelters()
    read = {UUID(label): shelters.left_out(one) for label, one in readings(viewer=viewer, signals=order).items()}
    known = around(order)
    counting = counted(order, known.ties(order))
    position = {signal: at for at, signal in enumerate(order, start=1)}
    found = shared(order, shown_reasons(known, order, read), read)
    who = names(viewer)
    links = link_rows(known, order, read, who, viewer)
    by_id = {link.id: link for link in links}
    asked = [
        QuestionRow(by_id[known.links[one.tie.a, one.tie.b].id], position[one.asked], position[one.known], tuple(position[s] for s in one.with_it))
        for one in questions(order, known.ties(order))
    ]  # fmt: skip
    return BundleRow(
        id=row.id,
        number=row.number,
        title=title_of_bundle(row),
        status=status(one.state for one in told.values()),
        changed_at=row.changed_at,
        ended_at=row.ended_at,
        went_to=_went_to(order) if row.ended_at else (),
        signals=tuple(_told(told[one], position[one], one in counting, found, read, shelters) for one in order),
        sources=sources(told.values()),
        owners=tuple(dict.fromkeys(who[owner] for one in order if (owner := told[one].listed.owner) in who)),
        picture=picture(order, told, counting),
        shared=tuple(_shared(one, position) for one in found),
        links=tuple(links),
        brought=tuple(brought_rows(known, order, who)),
        questions=tuple(asked),
    )


def shown_reasons(known: Around, order: Sequence[UUID], read: Mapping[UUID, Observed]) -> list[Reasons]:
    """Without what is protected meanwhile: its link still stands until the signal is read anew."""

    def shown(part: Part, a: UUID, b: UUID) -> bool:
        ends = ((a, part.a), (b, part.b))
        return not part.in_mentions or all(read[one].observations[at].readable for one, at in ends)

    return [
        Reasons(
            row.a,
            row.b,
            (row.a, row.b) in known.sure,
            tuple(part for part in read_parts(row.because) if shown(part, row.a, row.b)),
        )
        for row in known.among(order)
    ]


def _shared(row: Shared, position: Mapping[UUID, int]) -> SharedRow:
    return SharedRow(
        name=row.name,
        kind=row.kind,
        at=tuple(sorted(position[one] for one in row.at)),
        maybe=tuple(sorted(position[one] for one in row.maybe)),
        levels=row.levels,
        waits=row.waits,
        ways=tuple(WayRow(position[way.signal], way.raw, way.level, way.sure) for way in row.ways),
    )


def _told(
    row: SignalRow,
    position: int,
    counts: bool,
    found: Sequence[Shared],
    read: Mapping[UUID, Observed],
    shelters: Shelters,
) -> ToldRow:
    observations = read[row.id].observations if row.id in read else ()
    hidden = [one.raw for one in observations if shelters.hides(one)]
    words = covered(row.narrative, [*hidden, *shelters.named_in(row.narrative)])
    named = [
        (observations[at].raw, one.waits or signal in one.maybe)
        for one in found
        for signal, at in one.nodes
        if signal == row.id
    ]
    return ToldRow(
        id=row.id,
        position=position,
        number=row.number,
        organisation_kind=row.listed.organisation_kind,
        function=row.listed.function,
        observed_on=row.listed.observed_on,
        state=row.state,
        bases=tuple(sorted({seen.basis for seen in row.observations if seen.basis and seen.answer != "not_known"})),
        words=words,
        marks=marks(words, named),
        counts=counts,
    )


def _went_to(signals: Sequence[UUID]) -> tuple[int, ...]:
    now = Membership.objects.filter(signal__in=signals, until__isnull=True)
    return tuple(sorted(set(now.values_list("bundle__number", flat=True))))
