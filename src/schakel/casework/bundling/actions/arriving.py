"""A signal comes in: everything it touches is weighed again, in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.bundling.actions.grouping import regroup
from schakel.casework.bundling.actions.keeping import keep
from schakel.casework.bundling.actions.locks import alone
from schakel.casework.bundling.actions.telling import tell
from schakel.casework.bundling.actions.weighing import weigh
from schakel.casework.bundling.models import Link, Reading
from schakel.casework.bundling.queries.postings import TablePostings
from schakel.casework.bundling.queries.protection import Shelters
from schakel.casework.intake import queries as intake
from schakel.engines.linkage import Observed, observe, pairs_touched
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import SYSTEM_ROLE, Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting


@dataclass(frozen=True, slots=True)
class Linked:
    """What an arrival did: signals whose links changed, bundles around it, hits told that were not known."""

    changed: int = 0
    bundles: int = 0
    related: int = 0


def link_arrival(*, by: Actor, signal: UUID) -> Linked:
    """Looks for signals that may be one story with this one. Done again it changes nothing.

    `by` is the system of the controller, with its covenants. A signal that is gone, or another's, does nothing.
    Whatever the order in which signals arrive, links and bundles are those of the whole set at once.
    """
    with acting(by):
        only_the_system(by)
        alone(by.organisation)
        found = intake.signals_for_bundling(viewer=by, ids=[signal])
        if not found:
            return Linked()
        observed = Shelters().left_out(observe(found[0]))
        postings, again = TablePostings(by.organisation), Reading.objects.filter(signal=signal).exists()
        pairs = _laid_down(observed, by, postings, again=again)
        changed = weigh(pairs, by=by, postings=postings)
        bundles = regroup(changed, by=by, why="linked", why_left="weighed_again")
        related = tell(observed, by=by, again=again)
        audit.record(
            "signal.linked", by=by, organisation=by.organisation, object_kind="signal", object_id=signal,
            subjects=intake.subjects_of(viewer=by, ids=[signal]),
            facts={"pairs": len(pairs), "changed": len(changed), "bundles": bundles, "related": related},
        )  # fmt: skip
        return Linked(len(changed), bundles, related)


def _laid_down(observed: Observed, by: Actor, postings: TablePostings, *, again: bool) -> set[tuple[str, str]]:
    """Keeps the reading and its keys; the pairs touched by what was known of it before, and by what is known now."""
    before = touched(observed.id, by=by) if again else set()
    postings.knows(observed.id, keep(observed, by=by, again=again))
    postings.near(observed.id)
    return before | pairs_touched(observed.id, postings, linked=_linked)


def touched(label: str, *, by: Actor) -> set[tuple[str, str]]:
    """Pairs of the own controller that weigh otherwise because this signal is there."""
    postings = TablePostings(by.organisation)
    postings.near(label)
    return pairs_touched(label, postings)


def _linked(labels: Collection[str]) -> list[tuple[str, str]]:
    signals = [UUID(label) for label in labels]
    return [(str(a), str(b)) for a, b in Link.objects.filter(a__in=signals, b__in=signals).values_list("a", "b")]


def only_the_system(by: Actor) -> None:
    if not by.holds(SYSTEM_ROLE):
        raise Refused("linking.system", _("Verbanden zoeken doet het systeem zelf."))
