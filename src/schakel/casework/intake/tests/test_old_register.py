"""An old register comes in with its dates: its term began when it came in, and what is over stays out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from schakel.casework.intake.actions import SignalRefused
from schakel.casework.intake.tests.test_api import ONE, post  # noqa: F401 (a fixture)
from schakel.casework.intake.tests.test_load import load  # noqa: F401 (a fixture)
from schakel.casework.intake.tests.test_pages import signals_of, take, text, upload
from schakel.ground.content.queries import pack

YEARS = 2  # of the term "signal" in the content pack


def reported(**ago: int) -> datetime:
    return timezone.localtime() - timedelta(**ago)


def line(sender: str, moment: datetime, **other: object) -> dict[str, object]:
    seen = {"observed_on": moment.date().isoformat(), "reported_at": moment.isoformat(timespec="seconds")}
    return {"id": sender, "narrative": "Een zorg uit het oude register.", **seen, **other}


def file(*rows: dict[str, object]) -> bytes:
    return "\n".join(map(json.dumps, rows)).encode()


def test_the_term_counts_from_the_day_it_came_in(tell, rows):
    assert pack().retention["signal"].keep.years == YEARS
    moment = reported(days=400)
    tell(reported_at=moment, observed_on=moment.date())
    ((kept,),) = rows("select keep_until from intake_signal")
    assert kept == moment.date().replace(year=moment.year + YEARS)


def test_on_the_last_day_of_its_term_it_comes_in_and_the_day_after_it_does_not(tell, rows):
    today = timezone.localdate()
    last = datetime.combine(today.replace(year=today.year - YEARS), datetime.min.time(), UTC).replace(hour=12)
    tell(reported_at=last, observed_on=last.date())
    with pytest.raises(SignalRefused) as refused:
        tell(reported_at=last - timedelta(days=1), observed_on=date(2020, 1, 1))
    (fault,) = refused.value.faults
    assert (fault.field, fault.code) == ("reported_at", "expired")
    assert f"voorbij sinds {today - timedelta(days=1)}" in fault.said()
    assert rows("select count(*) from intake_signal") == [(1,)]


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"observed_on": "2026-11-01", "reported_at": "2026-10-01T09:00:00+02:00"}, "observed_on"),
        ({"reported_at": "2090-01-01T09:00:00+02:00"}, "reported_at"),
        ({"observed_on": "2090-01-01"}, "observed_on"),
    ],
)
def test_dates_that_cannot_be_are_named_at_every_door(as_, post, load, tmp_path, capsys, other, field):  # noqa: F811
    row = {"id": "a1", "observed_on": "2026-09-01", "narrative": "x", **other}
    answer = post({**row, "municipality": "GM9901"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)
    assert "1 regel niet" in text(upload(as_("noor"), file(row)))
    path = tmp_path / "list.jsonl"
    path.write_bytes(file(row))
    assert load(path) == 2
    assert f"line 1: {field}: " in capsys.readouterr().err


def test_a_line_whose_term_is_over_is_named_and_the_rest_goes_in_with_its_own_term(as_, cast, rows):
    old, recent = reported(days=3 * 365), reported(days=300)
    noor = as_("noor")
    looked = text(upload(noor, file(line("old", old), line("new", recent))))
    assert "1 signaal kan erin, 1 regel niet." in looked
    over = old.date().replace(year=old.year + YEARS)
    assert f"De bewaartermijn is voorbij sinds {over}" in looked
    take(noor)
    assert rows("select sender_id, keep_until from intake_signal") == [
        ("new", recent.date().replace(year=recent.year + YEARS))
    ]
    returned = noor.get("/signalen/inlezen/terug").content.decode()
    assert json.loads(returned)["id"] == "old"
    assert "voorbij sinds" in json.loads(returned)["wat er mis is"]


def test_a_system_hears_that_the_term_is_over(post, rows):  # noqa: F811
    answer = post({**ONE, **line("a1", reported(days=3 * 365))})
    assert answer.status_code == 422
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [("reported_at", "expired")]
    assert rows("select count(*) from intake_signal") == [(0,)]


def test_a_line_without_its_day_begins_its_term_today_and_that_is_said(as_, cast):
    undated = {"id": "u", "observed_on": "2019-05-01", "narrative": "x"}
    assert "Bij 1 signaal staat niet wanneer het binnenkwam." in text(upload(as_("noor"), file(undated)))
    assert "wanneer het binnenkwam" not in text(upload(as_("noor"), file(line("d", reported(days=3)))))
    assert signals_of(cast.noor) == []
