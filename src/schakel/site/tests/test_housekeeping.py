"""What is over goes, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries
from schakel.ground.database.scope import acting
from schakel.site import housekeeping
from schakel.site.demo import cast as people
from tests.clones import Clone


def test_an_old_draft_goes_and_a_new_one_stays(database: Clone) -> None:
    joost, wim = people.actor("joost"), people.actor("wim")
    for somebody in (joost, wim):
        intake.keep_draft(by=somebody, kind="desk", typed={"narrative": "Een half verhaal"})
    with database.as_superuser() as connection:
        connection.execute(
            "update intake_draft set kept_at = now() - interval '40 days' where writer = %s", [joost.account]
        )
    assert housekeeping.tidy() == {"drafts": 1, "accounts": 0, "duty": 0, "signals": 0, "hits": 0}
    with acting(joost):
        assert queries.draft(viewer=joost, kind="desk") is None
    with acting(wim):
        assert queries.draft(viewer=wim, kind="desk") is not None


def test_the_term_is_that_of_the_content_pack() -> None:
    assert timedelta(days=150) < housekeeping.term("account") < timedelta(days=200)
    assert housekeeping.term("signal") == timedelta(days=730)
    assert timezone.localdate() - housekeeping.term("signal") < timezone.localdate()
