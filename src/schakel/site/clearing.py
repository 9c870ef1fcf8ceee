"""Somebody is taken out of every place at once, or a signal is shut for use: one act over all that knows signals.

Where a module keeps something of a signal that can name a person, it takes part here. What is done is named by place, so
that `restoring` can do it again on a copy of the database that was put back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from schakel.casework.bundling import actions as bundling
from schakel.casework.hits import actions as hits
from schakel.casework.intake import actions as intake
from schakel.casework.provisions import actions as provisions
from schakel.casework.rights import actions as rights
from schakel.casework.rights.actions import MENTION, ToDo
from schakel.casework.rights.queries import CLEARED, RESTRICTED, UNRESTRICTED, FindingRow, Line, Masked, line_id
from schakel.casework.sharing import actions as sharing
from schakel.ground.breakglass import actions as breakglass
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import Mask
from schakel.site import rounds


def ask_no_region(*, by: Actor, signal: UUID) -> None:
    """What was asked elsewhere about this signal goes, and what it answers to others is made anew from what stands."""
    hits.forget_signal(by=by, signal=signal)
    rounds.lay_signal(by, signal)


AFTER_CLEARING: tuple[Callable[..., object], ...] = (ask_no_region,)
"""What other modules still have to do when a signal was altered or shut, as `act(by=, signal=)`; bundling is asked by
itself."""


AROUND: dict[str, Callable[..., list[Mask] | None]] = {
    "bundling": bundling.clear_reasons,
    "sharing": sharing.clear_words,
    "provisions": provisions.clear_texts,
    "breakglass": breakglass.clear_reasons,
    "rights": rights.clear_notices,
}
"""Who takes a name out of what people wrote around signals, by the first word of its place, as `act(by=, masks=)`."""


class TextChanged(Exception):
    """A text is not the one that was looked at: a person has to look again."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What goes out of one signal; `signal` is None for reasons that are about no signal any more."""

    signal: UUID | None
    positions: tuple[int, ...]
    masks: tuple[Mask, ...]


def carry_out(by: Actor, request: UUID) -> None:
    """Does what was granted. A signal in which somebody wrote meanwhile is left, and the request says so."""
    todo = rights.begin_carrying_out(by=by, request=request)
    if todo is None:
        return
    done: dict[UUID, tuple[int, int]] = {}
    lines: list[Line] = []
    stuck = False
    for taken, findings in _by_signal(todo):
        try:
            line, hashes = _done(by, todo, taken, findings)
        except TextChanged:
            stuck = True
            continue
        done |= hashes
        lines += [line] if line else []
    if todo.request.kind in CLEARS:
        intake.clear_unsent(by=by, values=todo.request.values)
    rights.write_ledger(by=by, lines=lines)
    rights.finish_carrying_out(by=by, request=request, done=done, stuck=stuck)


def lift(by: Actor, request: UUID) -> None:
    """What the request shut can be used again."""
    lines = []
    for signal in rights.restricted_by(by=by, request=request):
        if intake.lift_restriction(by=by, signal=signal, request=request):
            bundling.link_again(by=by, signal=signal)
            rounds.lay_signal(by, signal)
            lines.append(line_of(by, UNRESTRICTED, signal, request))
    rights.write_ledger(by=by, lines=lines)


def take_out(by: Actor, taken: Taken) -> list[Mask]:
    """Of one signal, everywhere. TextChanged when a text is another one; then nothing of this signal was altered."""
    with acting(by):
        around = _around(by, taken)
        if taken.signal is None:
            return around
        own = [mask for mask in taken.masks if mask.place.startswith("intake.")]
        words = intake.clear_signal(by=by, signal=taken.signal, positions=taken.positions, masks=own)
        if words is None:
            raise TextChanged
        people = {f"m{position}" for position in taken.positions}
        sharing.clear_unsent_letters(by=by, signal=taken.signal, people=people)
        rights.forget_people(by=by, signal=taken.signal, people=list(taken.positions))
        bundling.link_again(by=by, signal=taken.signal, renamed=True)
        for act in AFTER_CLEARING:
            act(by=by, signal=taken.signal)
        return [*words, *around]


def _around(by: Actor, taken: Taken) -> list[Mask]:
    """What was asked of other regions is no mask: it is taken back whole, with `ask_no_region`."""
    found: list[Mask] = []
    for module, act in AROUND.items():
        done = act(by=by, masks=[mask for mask in taken.masks if mask.place.startswith(f"{module}.")])
        if done is None:
            raise TextChanged
        found += done
    return found


def shut(by: Actor, signal: UUID, request: UUID) -> bool:
    """Kept and not used. False when it is gone, or was shut already."""
    if not intake.restrict_signal(by=by, signal=signal, request=request):
        return False
    bundling.set_aside(by=by, signal=signal)
    for act in AFTER_CLEARING:
        act(by=by, signal=signal)
    return True


def line_of(
    by: Actor, do: str, signal: UUID | None, request: UUID | None, taken: Taken | None = None, *,
    masks: Sequence[Mask] = (), rule: str = "data_request", at: datetime | None = None,
) -> Line:  # fmt: skip
    return Line(
        id=line_id(do, by.organisation, signal, request), at=at or timezone.now(), organisation=by.organisation,
        do=do, rule=rule, signal=signal, request=request, positions=taken.positions if taken else (),
        masks=tuple(Masked(one.place, one.row, one.spans, one.was, one.now) for one in masks),
    )  # fmt: skip


CLEARS = ("correction", "objection", "erasure")
"""Requests that, when granted, take the person out; a restriction shuts the signal; access alters nothing."""


def _done(
    by: Actor, todo: ToDo, taken: Taken, findings: Iterable[FindingRow]
) -> tuple[Line | None, dict[UUID, tuple[int, int]]]:
    none = {one.id: (one.was, 0) for one in findings}
    if todo.request.kind == "restriction" and taken.signal is not None:
        made = shut(by, taken.signal, todo.request.id)
        return (line_of(by, RESTRICTED, taken.signal, todo.request.id) if made else None), none
    if todo.request.kind not in CLEARS:
        return None, none
    masks = take_out(by, taken)
    after = {(mask.place, mask.row): (mask.was, mask.now) for mask in masks}
    hashes = {one.id: after.get((one.place, one.row), (one.was, 0)) if one.row else (0, 0) for one in findings}
    return line_of(by, CLEARED, taken.signal, todo.request.id, taken, masks=masks), hashes


def _by_signal(todo: ToDo) -> list[tuple[Taken, list[FindingRow]]]:
    """Everything of one signal together; sentences of one text are one mask."""
    held: dict[UUID | None, list[FindingRow]] = defaultdict(list)
    for one in todo.granted:
        held[one.signal].append(one)
    found = []
    for signal, findings in held.items():
        positions = sorted({one.position for one in findings if one.place == MENTION and one.position is not None})
        masks: dict[tuple[str, UUID], Mask] = {}
        for one in findings:
            if one.row is not None and one.place != MENTION:
                before = masks.get((one.place, one.row), Mask(one.place, one.row, (), one.was))
                masks[one.place, one.row] = replace(before, spans=(*before.spans, *one.spans))
        found.append((Taken(signal, tuple(positions), tuple(masks.values())), findings))
    return found
