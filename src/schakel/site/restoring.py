"""A copy of the database was put back: what was taken out, destroyed or shut since it was made is so again, before anybody
logs in. The clearing ledger says what; terms are carried out anew."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from schakel.casework.bundling import actions as bundling
from schakel.casework.intake import actions as intake
from schakel.casework.rights import actions as rights
from schakel.casework.rights import queries as ledger
from schakel.casework.rights.queries import CLEARED, DESTROYED, RESTRICTED, WITHDRAWN, LedgerTrouble, Line
from schakel.casework.sharing import actions as sharing
from schakel.ground.accounts import queries as organisations
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import Mask
from schakel.site import clearing, housekeeping, rounds
from schakel.site.clearing import Taken, TextChanged
from schakel.site.expiring import BEFORE_A_SIGNAL_GOES

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Restored:
    """How many lines were done again, and numbers of those that could not be: a person has to look at them."""

    cleared: int = 0
    destroyed: int = 0
    restricted: int = 0
    withdrawn: int = 0
    unsent: int = 0
    stuck: list[UUID] = field(default_factory=list)
    terms: dict[str, int] = field(default_factory=dict)


def behind() -> list[Line]:
    """Lines of the ledger that this database does not know: it is an older copy. LedgerTrouble when the ledger itself
    misses lines that the database knows, cannot be believed, or cannot be written."""
    ledger.ledger_ready()
    lines, known = ledger.ledger_lines(), ledger.carried_out()
    if missing := known - {one.id for one in lines}:
        raise LedgerTrouble(
            f"The clearing ledger {ledger.ledger_path()} misses {len(missing)} lines that this database knows: "
            "put the newest copy of that file back."
        )
    here = {one.id for one in organisations.organisations()}  # of a house that is not in this copy nothing came back
    return [one for one in lines if one.id not in known and one.organisation in here]


def restored() -> Restored:
    """Does again what the database misses, one line at a time; killed halfway, the rest is done the next time."""
    made = Restored()
    waiting = behind()
    standing = {one.id for one in ledger.still_standing(waiting)}
    by_house: dict[UUID, list[Line]] = defaultdict(list)
    for one in waiting:
        by_house[one.organisation].append(one)
    for organisation, lines in by_house.items():
        by = organisations.system_actor(organisation)
        for line in lines:
            if line.id in standing and not _again(by, line, made):
                made.stuck.append(line.id)
        _drop_unsent(by, lines, made)
        with acting(by):
            done = [(one.id, one.at) for one in lines if one.id not in made.stuck]
            rights.note_carried_out(by=by, lines=done)
            audit.record(
                "database.restored", by=by, organisation=organisation, object_kind="ledger", object_id=None,
                facts={"lines": len(done), "stuck": len(lines) - len(done)}, activity="data_request",
            )  # fmt: skip
    made.terms = housekeeping.tidy()
    return made


def _again(by: Actor, line: Line, made: Restored) -> bool:
    """One line in a transaction of its own. False when a person has to look."""
    try:
        with acting(by):
            if line.do == CLEARED:
                masks = tuple(Mask(one.place, one.row, one.spans, one.was, one.now) for one in line.masks)
                clearing.take_out(by, Taken(line.signal, line.positions, masks))
                if line.request is not None:
                    rights.forget_words(by=by, request=line.request)
                made.cleared += 1
            elif line.do == DESTROYED and line.signal is not None:
                for forget in BEFORE_A_SIGNAL_GOES:
                    forget(by=by, signal=line.signal)
                made.destroyed += intake.destroy_again(by=by, signal=line.signal, rule=line.rule)
            elif line.do == RESTRICTED and line.signal is not None and line.request is not None:
                made.restricted += clearing.shut(by, line.signal, line.request)
            elif line.do == WITHDRAWN and line.request is not None:
                made.withdrawn += sharing.end_consent_again(by=by, consent=line.request, at=line.at)
            elif line.signal is not None and line.request is not None:
                intake.lift_restriction(by=by, signal=line.signal, request=line.request)
                bundling.link_again(by=by, signal=line.signal)
                rounds.lay_signal(by, line.signal)
    except TextChanged:
        return False
    except Exception as trouble:  # ours to mend; the other lines are done
        log.error("ledger.not_carried_out", line=str(line.id), exc_info=trouble)
        return False
    return True


def _drop_unsent(by: Actor, lines: list[Line], made: Restored) -> None:
    """What was typed and not sent before somebody was taken out may still name that person."""
    moments = [one.at for one in lines if one.do == CLEARED]
    if moments:
        made.unsent += intake.drop_unsent(by=by, before=max(moments))
