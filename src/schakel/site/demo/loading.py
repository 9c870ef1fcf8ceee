"""Fills the practice region with signals, through the product's own actions and import."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from schakel.casework.bundling import actions as judging
from schakel.casework.bundling import queries as bundling
from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries as signals
from schakel.casework.intake.queries import ReadRow, read_file
from schakel.casework.rights import actions as rights
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions as duty
from schakel.site import reactions
from schakel.site.demo import across
from schakel.site.demo.cast import actor
from schakel.site.demo.story import CAR_WASH, ELSEWHERE, WORRIES, Worry

EARLIER = Path(__file__).with_name("signals.jsonl")
WATERRIJK, NOORDERWAARD, ZUIDERVEEN = "GM9901", "GM9902", "GM9903"

# The retold cases span years; squeezed, so that the region looks as if it has worked with Schakel for a year.
_LAST_OF_CASES = date(2025, 8, 31)
_SQUEEZE = 0.35
_EARLIEST_DAYS_AGO = 1
_NEIGHBOUR_EVERY = 7  # every seventh earlier signal went to the neighbouring municipality
_NOT_READ_YET = 2
_ON_DUTY_SINCE = 7  # days: somebody has the night that began yesterday too
_LOOK_AGAIN = 60  # days: when somebody asks anew whether a person can be told
_STILL_OPEN = 2

Say = Callable[[str], None]


def load(say: Say = lambda _: None) -> None:
    """Earlier signals first, then the five worries of the story, each typed by their own person."""
    today = timezone.localdate()
    _on_duty(actor("noor"), actor("samira"))
    say("Reading in earlier signals of two municipalities ...")
    own, neighbours = _earlier(today)
    _import(actor("noor"), WATERRIJK, own)
    _import(actor("femke"), NOORDERWAARD, neighbours)
    say("Weighing what was weighed before ...")
    _handle(actor("noor"))
    _handle(actor("femke"))
    _judge(actor("noor"))
    meet_the_neighbours(say)
    say("Five people each type one worry ...")
    for worry in WORRIES:
        tell(actor(worry.who), worry, today)
        reactions.run_pending()


def meet_the_neighbours(say: Say = lambda _: None) -> None:
    """Zuidkust and Veenstreek answer each other; one question was put, and both sides read whom to ask."""
    now, today = timezone.now(), timezone.localdate()
    say("Two regions agree to answer each other; one of them asks ...")
    _import(actor("elif"), ZUIDERVEEN, _told(ELSEWHERE, today))
    _import(actor("noor"), WATERRIJK, _told([CAR_WASH], today))
    _handle(actor("elif"), leave=0)
    across.agree(now)
    across.lay(now)
    across.ask(now)
    reactions.run_pending(slow=True)


def _told(worries: Iterable[Worry], today: date) -> list[ReadRow]:
    """As a list of signals that came in on the day they were seen."""
    rows = [_row(one, today - timedelta(days=one.days_ago)) for one in worries]
    return read_file("signals.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()).rows


def _row(worry: Worry, day: date) -> dict[str, object]:
    seen = [{"indicator": code, "answer": "seen"} for code in (*worry.seen, *worry.heard)]
    return {
        "id": f"oefening-{day:%j}-{worry.function}",
        "observed_on": day.isoformat(),
        "reported_at": f"{day.isoformat()}T11:20:00+01:00",
        "organisation_kind": "municipality",
        "function": worry.function,
        "narrative": worry.narrative,
        "observations": seen,
        "mentions": [{"kind": kind, "value": value} for kind, value in worry.mentions],
    }


def _on_duty(day: Actor, night: Actor) -> None:
    """Two focal persons share the week: one by day, the other by night and at weekends."""
    if day.account is None or night.account is None:
        raise ValueError("only a person is on duty")
    work, weekend = list(range(5)), [5, 6]
    shifts = (
        (work, time(9), time(17), day, night),
        (work, time(17), time(9), night, day),
        (weekend, time(9), time(9), night, day),
    )
    for days, starts, ends, who, stand_in in shifts:
        duty.add_turn(
            by=day, weekdays=days, starts=starts, ends=ends, account=who.account or day.account, stand_in=stand_in.account,
            since=timezone.localdate() - timedelta(days=_ON_DUTY_SINCE),
        )  # fmt: skip


def _judge(by: Actor) -> None:
    """Links of last year were judged; the last few still wait."""
    with acting(by):
        waiting = bundling.open_questions(viewer=by)
    for question in waiting[:-_STILL_OPEN]:
        for _ in range(question.questions):
            with acting(by):
                row = bundling.bundle(viewer=by, number=question.number)
            if row is None or not row.questions:
                break
            judging.confirm_link(by=by, link=row.questions[0].link.id, reason="Nagevraagd bij beide melders.")


def tell(by: Actor, worry: Worry, today: date) -> intake.Receipt:
    """One person types one worry."""
    with acting(by):
        return intake.register_signal(
            by=by,
            municipality=WATERRIJK,
            observed_on=today - timedelta(days=worry.days_ago),
            narrative=worry.narrative,
            observations=[
                *(intake.IncomingObservation(code, "seen", "saw") for code in worry.seen),
                *(intake.IncomingObservation(code, "seen", "told") for code in worry.heard),
            ],
            mentions=[intake.IncomingMention(kind, value) for kind, value in worry.mentions],
            minor=worry.minor,
            function=worry.function,
        )


def _earlier(today: date) -> tuple[list[ReadRow], list[ReadRow]]:
    moved = [_moved(json.loads(line), today) for line in EARLIER.read_text(encoding="utf-8").splitlines()]
    rows = read_file(EARLIER.name, "\n".join(json.dumps(row, ensure_ascii=False) for row in moved).encode()).rows
    own = [row for at, row in enumerate(rows) if at % _NEIGHBOUR_EVERY]
    return own, [row for at, row in enumerate(rows) if not at % _NEIGHBOUR_EVERY]


def _moved(row: dict[str, object], today: date) -> dict[str, object]:
    before = max((_LAST_OF_CASES - date.fromisoformat(str(row["observed_on"]))).days, 0)
    day = today - timedelta(days=_EARLIEST_DAYS_AGO + round(before * _SQUEEZE))
    return {**row, "observed_on": day.isoformat(), "reported_at": f"{day.isoformat()}T11:20:00+01:00"}


def _import(by: Actor, municipality: str, rows: list[ReadRow]) -> None:
    result = intake.import_signals(by=by, municipality=municipality, rows=rows, provenances=_provenances())
    if result.refused:
        raise RuntimeError(f"The practice signals were refused: {result.refused[0].faults}")
    while reactions.run_pending():
        pass


def _provenances() -> dict[str, intake.Provenance]:
    """The practice region keeps to the rule too: police by a provision, bank and healthcare with consent. All invented."""
    day = timezone.localdate() - timedelta(days=_EARLIEST_DAYS_AGO)
    bases = {"police": "G-police-municipality-19", "bank": "G-bank-consent", "healthcare": "G-healthcare-consent"}
    return {kind: intake.Provenance(basis, f"oefening-{kind}", day) for kind, basis in bases.items()}


def _handle(by: Actor, leave: int = _NOT_READ_YET) -> None:
    """What came in was read, weighed and given an outcome; the last ones still wait."""
    with acting(by):
        waiting = signals.inbox(viewer=by, limit=1000)
    for at, row in enumerate(waiting[: len(waiting) - leave]):
        with acting(by):
            intake.qualify(by=by, signal=row.id)
            intake.weigh(by=by, signal=row.id, reason="Gelezen en met andere signalen vergeleken.")
            outcome = ("care", "no_action", "police_or_riec", "labour_conditions", "no_action")[at % 5]
            intake.decide(by=by, signal=row.id, outcome=outcome, reason="Besproken in het weekoverleg.")
            _put_off(by, row.id)


def _put_off(by: Actor, signal: UUID) -> None:
    """Nobody of the retold cases can be told that their data is kept; each is looked at again."""
    row = signals.signal(viewer=by, signal=signal, reading=False)
    for named in row.mentions if row else ():
        if named.kind == "person":
            rights.note_notice(
                by=by, signal=signal, person=named.position, state="postponed", ground="not_known",
                reason="Verzonnen persoon van de oefenomgeving.", review_on=timezone.localdate() + timedelta(days=_LOOK_AGAIN),
            )  # fmt: skip
