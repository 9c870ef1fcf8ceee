"""Terms are carried out, with proof, once; a story keeps its signals; and a kill halfway loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from schakel.casework.bundling import actions as bundling
from schakel.casework.bundling import queries as bundles
from schakel.casework.bundling.tests.file import House, said
from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries as signals
from schakel.ground.audit.queries import verify
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.site import expiring, housekeeping
from tests.clones import Clone

PARTS = (
    "intake_signal", "intake_mention", "intake_observation", "intake_statechange", "intake_feedback",
    "bundling_reading", "bundling_link_key", "bundling_link", "bundling_judgement", "bundling_membership", "bundling_bundle",
)  # fmt: skip
BUS = said("Een busje met Anwar Talhoubi.", ("licence_plate", "QC-041-Q"), ("person", "Anwar Talhoubi"), codes=["LAB-01"])  # fmt: skip
SAME_BUS = said("Zelfde busje.", ("licence_plate", "QC041Q"), ("address", "Nepkade 4, Ede"), day="2026-10-04")
NAMESAKE = said("Anouar Talhubi vroeg om hulp.", ("person", "Anouar Talhubi"), day="2026-10-09")


@pytest.fixture
def waterrijk(database: Clone, cast: Any) -> House:
    return House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor)


@pytest.fixture
def noorderwaard(database: Clone, cast: Any) -> House:
    return House(cast.organisation("noorderwaard"), "GM9902", cast.anouk, cast.femke)


@pytest.fixture
def ends(database: Clone) -> Callable[..., None]:
    """ends(signal, days=1): the last day of its term was so many days ago."""

    def move(*moved: UUID, days: int = 1) -> None:
        with database.as_superuser() as server:
            until = timezone.localdate() - timedelta(days=days)
            server.execute("update intake_signal set keep_until = %s where id = any (%s)", [until, list(moved)])

    return move


@pytest.fixture
def left(database: Clone) -> Callable[[], dict[str, int]]:
    def count() -> dict[str, int]:
        with database.as_superuser() as server:
            found = {}
            for table in PARTS:
                row = server.execute(f"select count(*) from {table}").fetchone()
                found[table] = row[0] if row else 0
            return found

    return count


@pytest.fixture
def proof(database: Clone) -> Callable[[str], list[dict[str, Any]]]:
    def read(kind: str) -> list[dict[str, Any]]:
        with database.as_superuser() as server:
            rows = server.execute("select facts from audit_entry where kind = %s order by number", [kind]).fetchall()
        return [facts for (facts,) in rows]

    return read


def test_a_signal_past_its_last_day_goes_whole_with_proof_and_once(
    waterrijk: House, ends: Any, left: Any, proof: Any, database: Clone
) -> None:
    over, stays = waterrijk.takes_in(BUS, NAMESAKE, linking=False)
    intake.qualify(by=waterrijk.focal, signal=over)
    ends(over)
    ends(stays, days=0)  # today is still its last day
    assert housekeeping.tidy()["signals"] == 1
    assert left()["intake_signal"] == left()["intake_mention"] == 1
    assert left()["intake_observation"] == left()["intake_statechange"] == 0
    (entry,) = proof("signal.destroyed")
    assert (entry["state"], entry["rule"], entry["mention"], entry["observation"]) == ("qualified", "signal", 2, 1)
    assert "Talhoubi" not in str(entry)
    (run,) = proof("retention.done")
    assert (run["kind"], run["gone"], run["stuck"]) == ("signal", 1, 0)
    assert housekeeping.tidy()["signals"] == 0
    assert len(proof("signal.destroyed")) == len(proof("retention.done")) == 1
    with acting(waterrijk.focal):
        assert signals.signal(viewer=waterrijk.focal, signal=over) is None
        assert verify(waterrijk.organisation) == []
    with database.as_superuser() as server:
        subject = "select count(*) from audit_processing p join audit_entry e on e.id = p.trace_id where e.kind = 'signal.destroyed'"
        assert server.execute(subject).fetchone() == (1,)


def test_what_was_made_of_it_goes_with_it_and_judgements_too(waterrijk: House, ends: Any, left: Any) -> None:
    one, two, third = waterrijk.takes_in(BUS, SAME_BUS, NAMESAKE)
    waterrijk.says(bundling.reject_link, one, two, "Een ander busje.")
    assert left()["bundling_judgement"] == 1
    ends(one)
    assert housekeeping.tidy()["signals"] == 1
    after = left()
    assert after["bundling_judgement"] == after["bundling_link"] == 0
    assert after["bundling_reading"] == after["intake_signal"] == 2
    ends(two, third)
    assert housekeeping.tidy()["signals"] == 2
    assert set(left().values()) == {0}


def test_a_story_keeps_its_signals_and_what_nobody_confirmed_is_not_kept(
    waterrijk: House, ends: Any, proof: Any
) -> None:
    one, two, soft = waterrijk.takes_in(BUS, SAME_BUS, NAMESAKE)
    assert waterrijk.bundles() == {1: frozenset({one, two, soft})}
    ends(one, two, soft)
    assert housekeeping.tidy()["signals"] == 1
    with acting(waterrijk.focal):
        assert signals.signal(viewer=waterrijk.focal, signal=soft) is None
        row = signals.signal(viewer=waterrijk.focal, signal=one)
    today = timezone.localdate()
    assert row is not None
    assert row.keep_until == date(today.year + 5, today.month, today.day)
    assert [entry["rule"] for entry in proof("signal.kept_longer")] == ["signal_bundled"] * 2
    later = row.keep_until + timedelta(days=1)
    assert housekeeping.tidy(later)["signals"] == 2, "the story itself had its last step five years before"


def test_a_confirmed_soft_signal_is_kept(waterrijk: House, ends: Any) -> None:
    one, two, soft = waterrijk.takes_in(BUS, SAME_BUS, NAMESAKE)
    waterrijk.says(bundling.confirm_link, one, soft)
    ends(soft)
    assert housekeeping.tidy()["signals"] == 0
    with acting(waterrijk.system):
        assert set(bundles.last_steps(viewer=waterrijk.system, signals=[soft, two])) == {soft, two}


def test_the_shorter_term_of_no_action_is_named(waterrijk: House, ends: Any, proof: Any) -> None:
    (one,) = waterrijk.takes_in(NAMESAKE)
    intake.qualify(by=waterrijk.focal, signal=one)
    intake.weigh(by=waterrijk.focal, signal=one, reason="Gelezen.")
    intake.decide(by=waterrijk.focal, signal=one, outcome="no_action", reason="Niets.")
    ends(one)
    assert housekeeping.tidy()["signals"] == 1
    assert proof("signal.destroyed")[0]["rule"] == "signal_no_action"


def test_a_signal_that_cannot_go_holds_up_nobody_and_goes_later(
    waterrijk: House, ends: Any, left: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = waterrijk.takes_in(BUS, SAME_BUS, NAMESAKE, linking=False)
    ends(*found)

    def killed(*, by: Any, signal: UUID) -> None:
        bundling.forget_signal(by=by, signal=signal)
        if signal == found[1]:
            raise RuntimeError("killed halfway")

    with monkeypatch.context() as broken:
        broken.setattr(expiring, "BEFORE_A_SIGNAL_GOES", (killed,))
        assert housekeeping.tidy()["signals"] == 2
    assert left()["intake_signal"] == 1
    assert left()["intake_mention"] == 2, "nothing of it went by half"
    assert housekeeping.tidy()["signals"] == 1


def test_more_than_one_batch_goes_at_once(waterrijk: House, ends: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "BATCH", 2)
    ends(*waterrijk.takes_in(*[said(f"Een deur {at}.") for at in range(5)], linking=False))
    assert housekeeping.tidy()["signals"] == 5


def test_only_the_system_destroys_and_never_before_the_last_day(waterrijk: House, ends: Any) -> None:
    (one,) = waterrijk.takes_in(BUS, linking=False)
    today = timezone.localdate()
    assert not intake.destroy_signal(by=waterrijk.system, signal=one, on=today)
    ends(one)
    for act in (
        lambda: intake.destroy_signal(by=waterrijk.focal, signal=one, on=today),
        lambda: intake.keep_with_bundle(by=waterrijk.focal, signal=one, last_step=today),
    ):
        with pytest.raises(Refused, match="systeem"):
            act()


def test_a_neighbours_signals_have_their_own_system(waterrijk: House, noorderwaard: House, ends: Any) -> None:
    (one,) = waterrijk.takes_in(BUS, linking=False)
    ends(one)
    assert expiring.expire_signals(by=noorderwaard.system, on=timezone.localdate()) == 0
    assert not intake.destroy_signal(by=noorderwaard.system, signal=one, on=timezone.localdate())


def test_a_hit_goes_after_its_term_unless_somebody_took_it_up(
    waterrijk: House, noorderwaard: House, database: Clone
) -> None:
    waterrijk.takes_in(BUS)
    noorderwaard.takes_in(SAME_BUS)

    def seen() -> list[Any]:
        with acting(waterrijk.focal):
            return bundles.hits(viewer=waterrijk.focal)

    bundling.ask_other(by=waterrijk.focal, hit=seen()[0].id)
    with database.as_superuser() as server:
        server.execute("update bundling_hit set found_at = now() - interval '100 days'")
    assert housekeeping.tidy()["hits"] == 0
    assert seen()[0].request is not None
    with database.as_superuser() as server:
        server.execute("update bundling_ask_request set at = now() - interval '95 days'")
    assert housekeeping.tidy()["hits"] == 2
    assert seen() == []
    assert housekeeping.tidy()["hits"] == 0
