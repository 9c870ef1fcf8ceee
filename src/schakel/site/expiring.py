"""Terms that are over are carried out: signals go with all that was made of them, and hits that nobody took up.

One signal at a time, each in a transaction of its own: killed halfway, what went has its proof and the rest goes later.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import UUID

import structlog
from django.utils import timezone

from schakel.casework.bundling import actions as bundling
from schakel.casework.bundling import queries as bundles
from schakel.casework.hits import actions as hits
from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries as signals
from schakel.casework.provisions import actions as provisions
from schakel.casework.rights import actions as rights
from schakel.casework.rights.queries import DESTROYED, Line, line_id
from schakel.casework.sharing import actions as sharing
from schakel.ground.audit import actions as audit
from schakel.ground.breakglass import actions as breakglass
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions as duty

log = structlog.get_logger(__name__)

Forgets = Callable[..., object]


def forget_alert(*, by: Actor, signal: UUID) -> None:
    duty.forget(by=by, subject=signal)


def forget_notices(*, by: Actor, signal: UUID) -> None:
    rights.forget_people(by=by, signal=signal)


BEFORE_A_SIGNAL_GOES: tuple[Forgets, ...] = (
    bundling.forget_signal,
    hits.forget_signal,
    sharing.forget_signal,
    breakglass.forget_signal,
    provisions.forget_signal,
    forget_alert,
    forget_notices,
)
"""What other modules made of a signal is taken away first, as `act(by=, signal=)`: what has a foreign key goes by itself."""


def expire_signals(*, by: Actor, on: date) -> int:
    """Destroys the signals of this controller of which the last day lies before `on`; returns how many.

    Whoever surely belongs to a running bundle is kept as long as that bundle. A signal that cannot go now is left for
    the next time, and never holds up the others.
    """
    gone, stuck = 0, set[UUID]()
    while waiting := [one for one in _past(by, on, len(stuck)) if one not in stuck]:
        for signal in waiting:
            try:
                gone += _expire(by, signal, on)
            except Exception as trouble:  # ours to mend; the term of the others is over too
                stuck.add(signal)
                log.error("signal.not_destroyed", signal=str(signal), exc_info=trouble)
    if gone:
        with acting(by):
            audit.record(
                "retention.done", by=by, organisation=by.organisation, object_kind="signals", object_id=None,
                facts={"kind": "signal", "gone": gone, "stuck": len(stuck), "before": on.isoformat()},
            )  # fmt: skip
    return gone


def forget_hits(*, by: Actor, on: date, term: timedelta) -> int:
    """What was told of related signals elsewhere goes after its term; returns how many hits."""
    before, today = (timezone.make_aware(datetime.combine(day, time.min)) for day in (on - term, on))
    return (
        bundling.forget_related(by=by, before=before)
        + hits.forget_old(by=by, before=before, now=today)
        + hits.drop_tokens(by=by)
    )


def _past(by: Actor, on: date, beside: int) -> list[UUID]:
    with acting(by):
        return signals.past_term(viewer=by, on=on, limit=signals.BATCH + beside)


def _expire(by: Actor, signal: UUID, on: date) -> bool:
    """True when it went; False when it is kept longer, or was gone."""
    with acting(by):
        step = bundles.last_steps(viewer=by, signals=[signal]).get(signal)
        if step is not None:
            until = intake.keep_with_bundle(by=by, signal=signal, last_step=step)
            if until is None or until >= on:
                return False
        for forget in BEFORE_A_SIGNAL_GOES:
            forget(by=by, signal=signal)
        rule = signals.rule_now(viewer=by, signal=signal)
        gone = intake.destroy_signal(by=by, signal=signal, on=on)
        if gone:
            made = line_id(DESTROYED, by.organisation, signal, None)
            rights.write_ledger(
                by=by, lines=[Line(made, timezone.now(), by.organisation, DESTROYED, rule, signal=signal)]
            )
        return gone


def announce_soft(*, by: Actor, on: date) -> int:
    """Signals that nothing confirms get an earlier last day, in sight of their owner; one that something ties to another
    after all keeps its own. Returns how many were announced."""
    with acting(by):
        linked = bundles.tied(viewer=by)
        for signal in signals.let_go(viewer=by):
            if signal in linked:
                intake.hold_on(by=by, signal=signal)
        soft = signals.may_be_let_go(viewer=by, on=on, linked=linked)
        for signal, until in soft.items():
            intake.let_go(by=by, signal=signal, until=until)
        return len(soft)
