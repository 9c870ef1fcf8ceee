"""All links of one controller worked out again with the model of now: what would change, and the change when a person wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.bundling.actions.arriving import only_the_system
from schakel.casework.bundling.actions.grouping import regroup
from schakel.casework.bundling.actions.locks import alone
from schakel.casework.bundling.actions.run_file import Run
from schakel.casework.bundling.actions.weighing import says, weigh, weighed
from schakel.casework.bundling.models import Judgement
from schakel.casework.bundling.queries.candidates import Block, block_after, how_many
from schakel.casework.bundling.queries.judgements import judged
from schakel.casework.bundling.rules import in_force
from schakel.casework.bundling.rules.relinking import Change, counted
from schakel.engines.linkage import MODEL, Model
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

BLOCK = 50
"""Signals in one transaction: a signal that comes in meanwhile waits no longer than for so many."""

Told = Callable[[int, int], None]


def _silent(done: int, of: int) -> None:
    """Nobody asked how far it is."""


def compare_links(*, by: Actor, run: Run, told: Told = _silent, model: Model = MODEL) -> None:
    """Weighs every pair again and notes in `run` what would change; nothing is changed. A run that was stopped goes on.

    `told` hears how many signals are done, of how many.
    """
    with acting(by):
        only_the_system(by)
        of = how_many(viewer=by)
    told(run.signals, of)
    while not run.done:
        with acting(by):
            alone(by.organisation)
            block = block_after(run.last, BLOCK, viewer=by, model=model)
            changes = _changes(block, by, model) if block else []
        if block:
            run.block(block.signals[-1], len(block.signals), len(block.sharing), changes)
            told(run.signals, max(of, run.signals))
        else:
            _compared(run, by)
            run.finish()


def renew_links(
    *, by: Actor, system: Actor, changes: Sequence[Change], told: Told = _silent, model: Model = MODEL
) -> tuple[int, int]:
    """Does what was found, as it stands by now; (signals whose links changed, bundles made anew). Again it does nothing more.

    `by` is the focal person who wants it; `system` that of the same controller. What people judged holds, as ever.
    """
    if not by.holds("focal_person") or by.organisation != system.organisation:
        raise Refused("relink.role", _("Verbanden vernieuwen doet de aandachtsfunctionaris van de eigen gemeente."))
    with acting(by):
        _record("links.renewal_asked", by, {**counted(changes), "model": model.version})
    signals, bundles = set[UUID](), 0
    for at in range(0, len(changes), BLOCK):
        some = changes[at : at + BLOCK]
        with acting(system):
            alone(system.organisation)
            changed = weigh([(str(one.a), str(one.b)) for one in some], by=system, model=model)
            made = regroup(changed, by=system, why="linked", why_left="weighed_again")
            _record("links.renewed", system, {"pairs": len(some), "changed": len(changed), "bundles": made})
        signals, bundles = signals | changed, bundles + made
        told(at + len(some), len(changes))
    return len(signals), bundles


def _changes(block: Block, by: Actor, model: Model) -> list[Change]:
    linked = block.linked
    said = weighed(block.sharing | linked.keys(), by=by, postings=block.postings, model=model)
    people = in_force(judged(Judgement.objects.filter(a__in=block.signals)))
    return [
        Change(
            *pair,
            (linked[pair].band, linked[pair].bits) if pair in linked else None,
            said[pair][:2] if pair in said else None,
            people[pair].kind if pair in people else "",
        )
        for pair in sorted(said.keys() | linked.keys())
        if pair not in linked or pair not in said or says(linked[pair]) != said[pair]
    ]


def _compared(run: Run, by: Actor) -> None:
    with acting(by):
        _record("links.compared", by, {**counted(run.changes), "signals": run.signals, "pairs": run.pairs})


def _record(kind: str, by: Actor, facts: dict[str, int | str]) -> None:
    audit.record(kind, by=by, organisation=by.organisation, object_kind="links", object_id=None, facts=facts)
