"""What is over goes, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from django.test import override_settings
from django.utils import timezone

from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries
from schakel.casework.intake.tests import files
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
    assert {kind: many for kind, many in housekeeping.tidy().items() if many} == {"drafts": 1}
    with acting(joost):
        assert queries.draft(viewer=joost, kind="desk") is None
    with acting(wim):
        assert queries.draft(viewer=wim, kind="desk") is not None


def test_files_are_checked_again_until_there_is_an_answer(database: Clone) -> None:
    joost = people.actor("joost")
    with override_settings(VIRUS_SCANNER="clamd:/nowhere/clamd.ctl"), acting(joost):
        intake.keep_draft(by=joost, kind="desk", typed={})
        intake.keep_file(by=joost, kind="desk", name="a.png", content=files.png())
        signal = intake.register_signal(
            by=joost, municipality="GM9901", observed_on=timezone.localdate(), narrative="Een brief."
        )
        intake.attach_kept(by=joost, kind="desk", signal=signal.id)
    with override_settings(VIRUS_SCANNER="clamd:/nowhere/clamd.ctl"):
        assert housekeeping.check_files() == 0
    with override_settings(VIRUS_SCANNER="command:/bin/true"):
        assert housekeeping.check_files() == 1
        assert housekeeping.check_files() == 0


def test_the_term_is_that_of_the_content_pack() -> None:
    assert timedelta(days=150) < housekeeping.term("account") < timedelta(days=200)
    assert housekeeping.term("signal") == timedelta(days=730)
    assert timezone.localdate() - housekeeping.term("signal") < timezone.localdate()
