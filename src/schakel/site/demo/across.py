"""Two regions that agreed to answer each other, and one question that was put and found something, in the days before today."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from schakel.casework.hits import actions as hits
from schakel.casework.hits import queries as regions
from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries as signals
from schakel.ground.accounts.queries import covenants, organisations, system_actor
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.site import rounds
from schakel.site.demo import people
from schakel.site.demo.cast import actor
from schakel.site.demo.story import ASKED

_AGREED_DAYS_AGO = 30
_LAID_DAYS_AGO = 3  # in the index since an earlier day than the question's, or it takes no part


def agree(now: datetime) -> UUID:
    """The privacy officers of Zuidkust and Veenstreek sign, each for the own side."""
    moment = now - timedelta(days=_AGREED_DAYS_AGO)
    south, moor = _covenant("zuidkust"), _covenant("veenstreek")
    agreement = hits.propose_agreement(by=actor("petra"), own=south, other=moor, now=moment)
    hits.sign_agreement(by=actor("hanna"), agreement=agreement, now=moment + timedelta(days=1))
    return agreement


def lay(now: datetime) -> int:
    """What each municipality holds answers the other region, since some days; how many signals."""
    laid = 0
    for organisation in organisations("municipality"):
        by = system_actor(organisation.id)
        with acting(by):
            held = signals.controlled_ids(viewer=by)
        for signal in held:
            with acting(by):
                keys = rounds.keys_of(by, signal)
                laid += bool(hits.lay_tokens(by=by, signal=signal, keys=keys, now=now - timedelta(days=_LAID_DAYS_AGO)))
    return laid


def ask(now: datetime) -> UUID:
    """Noor asked about the men at the car wash. The round was held, and the answer is there at the last tick before now."""
    noor = actor("noor")
    goes = regions.next_round(now) - 2 * regions.every()
    question = hits.ask_regions(
        by=noor, signal=_asked_after(noor), covenants=[_covenant("veenstreek")], purpose=ASKED.purpose,
        necessity=ASKED.necessity, less=ASKED.less, now=goes - timedelta(minutes=40),
    )  # fmt: skip
    rounds.hold_round(goes)
    return question


def _asked_after(by: Actor) -> UUID:
    """The one that came in last: this is done right after it was read in. It was read, weighed and is being looked into."""
    with acting(by):
        signal = max(signals.inbox(viewer=by, limit=1000), key=lambda row: row.number).id
        intake.qualify(by=by, signal=signal)
        intake.weigh(
            by=by, signal=signal, reason="Vier mannen zonder vaste slaapplek, en niemand weet waar zij werken."
        )
        intake.decide(by=by, signal=signal, outcome="source_research", reason="Wij vragen ook een andere regio.")
    return signal


def _covenant(key: str) -> UUID:
    return next(one.id for one in covenants() if one.name == people.COVENANTS[key][0])
