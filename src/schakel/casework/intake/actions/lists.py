"""A list of earlier signals: looked at first, then taken in a slice at a time, so that it goes on where it was broken off."""

from __future__ import annotations

import time
from dataclasses import replace

from schakel.casework.intake.actions.drafting import drop_draft, hold, keep_draft
from schakel.casework.intake.actions.importing import record_import, take_in
from schakel.casework.intake.queries.lists import LOOKED, TAKING, list_under_way, read_list
from schakel.casework.intake.rules.lists import ReadList
from schakel.engines.exchange import Fault, ReadRow
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

SLICE_SECONDS = 0.5
SLICE_LINES = 25


def keep_list(*, by: Actor, read: ReadList) -> None:
    """What was read is kept, sealed and for this person only, until they take it in or do something else."""
    with acting(by):
        drop_draft(by=by, kind=LOOKED)
        keep_draft(by=by, kind=LOOKED, typed=read.to_keep())


def begin_list(*, by: Actor) -> ReadList | None:
    """The list that was looked at begins to go in. None when there is none; the one under way when it began already."""
    with acting(by):
        hold(by=by, kind=TAKING)
        under_way, looked = list_under_way(viewer=by), read_list(viewer=by)
        if under_way or looked is None or looked.finished:
            return under_way
        keep_draft(by=by, kind=TAKING, typed=looked.to_keep())
        drop_draft(by=by, kind=LOOKED)
        return looked


def go_on_with_list(
    *, by: Actor, municipality: str, seconds: float = SLICE_SECONDS, lines: int = SLICE_LINES
) -> ReadList | None:
    """The next slice: its lines go in and the list remembers how far it is, in one transaction. None when there is none.

    Two at once: the second waits and goes on from there. Broken off: the slice is undone, and its lines go in again; a
    line that was in before is known by its sender's id.
    """
    if by.municipality != municipality:
        raise Refused("municipality.other", "A list goes in for the own municipality.")
    with acting(by):
        hold(by=by, kind=TAKING)
        under_way = list_under_way(viewer=by)
        if under_way is None:
            return None
        went = _slice(by, municipality, under_way, time.monotonic() + seconds, lines)
        if went.done < len(went.good):
            keep_draft(by=by, kind=TAKING, typed=went.to_keep())
            return went
        drop_draft(by=by, kind=TAKING)
        keep_list(by=by, read=went.finish())
        record_import(by=by, new=went.new, known=went.known, refused=len(went.bad))
        return went.finish()


def _slice(by: Actor, municipality: str, under_way: ReadList, until: float, lines: int) -> ReadList:
    new, known, bad = under_way.new, under_way.known, list(under_way.bad)
    done = under_way.done
    for row in under_way.good[done : done + lines]:
        taken = take_in(by=by, municipality=municipality, row=row, provenances=under_way.provenances)
        if taken.receipt is None:
            bad.append(_refused(row, taken.faults))
        else:
            new, known = new + (not taken.receipt.known), known + taken.receipt.known
        done += 1
        if time.monotonic() > until:
            break
    return replace(under_way, done=done, new=new, known=known, bad=tuple(bad))


def _refused(row: ReadRow, faults: tuple[Fault, ...]) -> ReadRow:
    return replace(row, signal=None, faults=faults)
