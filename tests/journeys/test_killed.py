"""The web server, a worker, the database or an import is killed at any moment: nothing promised is lost, nothing is there twice."""

from __future__ import annotations

from tests.installation import installation
from tests.storm import KINDS, Storm

ROUNDS = 10


def test_what_was_acknowledged_outlives_whatever_is_killed() -> None:
    with installation() as house:
        storm = Storm(house, seed=1)
        storm.rages(ROUNDS)
        assert storm.faults == []
        house.reads("update intake_signal set number = number + 1000 where number = 1 returning number")
        assert len(storm.lost()) == 1, "what is lost would not be seen"
    assert storm.counted["rounds"] == ROUNDS >= len(KINDS)
    assert storm.counted["answers"] > ROUNDS
