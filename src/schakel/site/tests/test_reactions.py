"""What follows: at least once, and a failure keeps its place in the line."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.utils import timezone

from schakel.casework.bundling import queries as bundling
from schakel.ground.audit.queries import pending_reactions
from schakel.ground.database.scope import acting
from schakel.site import reactions
from schakel.site.demo import cast as people
from schakel.site.demo.loading import tell
from schakel.site.demo.story import WORRIES
from tests.clones import Clone


def waiting() -> int:
    return len(pending_reactions(kinds=reactions.FOLLOWS))


def test_what_waits_is_done_once_and_doing_it_again_changes_nothing(database: Clone) -> None:
    for worry in WORRIES:
        tell(people.actor(worry.who), worry, timezone.localdate())
    again = pending_reactions(kinds=reactions.FOLLOWS)
    assert reactions.run_pending() == 4 * len(WORRIES), (
        "each is linked, looked at for who is on duty, laid to answer other regions, and looked at for a provision"
    )
    noor = people.actor("noor")
    with acting(noor):
        before = [(row.number, row.signals) for row in bundling.bundles(viewer=noor)]
    assert len(before) == 1
    assert (waiting(), reactions.run_pending()) == (0, 0)
    assert [reactions.follow(one) for one in again] == [0] * len(again), "done already: nobody does it twice"
    with acting(noor):
        assert [(row.number, row.signals) for row in bundling.bundles(viewer=noor)] == before


def test_a_failure_stays_in_the_line_and_holds_up_nobody(database: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    linked = reactions.FOLLOWS["signal.registered"]["link"]
    failing: list[object] = []

    def fails_for_the_first(by: object, signal: object) -> None:
        if not failing or failing == [signal]:
            failing[:] = [signal]
            raise RuntimeError("out of order")
        linked(by, signal)  # type: ignore[arg-type]

    for worry in WORRIES[:3]:
        tell(people.actor(worry.who), worry, timezone.localdate())
    monkeypatch.setitem(reactions.FOLLOWS["signal.registered"], "link", fails_for_the_first)
    assert reactions.run_pending() == 3 + 4 + 4, "linking one failed; the rest did not"
    with database.as_superuser() as connection:
        attempts = connection.execute(
            "select follow, attempts, last_error from audit_reaction where done_at is null and kind = 'signal.registered'"
        ).fetchall()
        assert attempts == [("link", 1, "RuntimeError")]
        connection.execute("update audit_reaction set try_after = now() - interval '1 minute' where done_at is null")
    monkeypatch.setitem(reactions.FOLLOWS["signal.registered"], "link", linked)
    assert reactions.run_pending() == 1, "what was done is not done again with it"


def test_each_follow_up_of_one_entry_is_tried_again_by_itself(database: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def fails(by: object, signal: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setitem(reactions.FOLLOWS["signal.registered"], "alert", fails)
    monkeypatch.setitem(reactions.FOLLOWS["signal.registered"], "link", lambda by, signal: done.append("link"))
    tell(people.actor("joost"), WORRIES[1], timezone.localdate())
    assert (reactions.run_pending(), done) == (3, ["link"])
    monkeypatch.setitem(reactions.FOLLOWS["signal.registered"], "alert", lambda by, signal: done.append("alert"))
    with database.as_superuser() as connection:
        connection.execute("update audit_reaction set try_after = now() where done_at is null")
    assert (reactions.run_pending(), done) == (1, ["link", "alert"])
    assert waiting() == 0


def test_a_database_that_went_away_does_not_undo_the_answer(database: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(**_: object) -> None:
        raise OperationalError("the connection is closed")

    tell(people.actor("joost"), WORRIES[1], timezone.localdate())
    monkeypatch.setattr(reactions, "pending_reactions", gone)
    assert reactions.run_pending() == 0
    monkeypatch.undo()
    assert reactions.run_pending() == 4, "what waited is still there"
