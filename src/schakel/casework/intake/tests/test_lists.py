"""A list goes in a slice at a time, tells how far it is, goes on after it was broken off, and gives back what stayed out."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from schakel.casework.intake import actions, queries
from schakel.casework.intake.actions import lists
from schakel.casework.intake.tests.conftest import WATERRIJK
from schakel.casework.intake.tests.test_pages import signals_of, take, text, upload
from schakel.ground.accounts import actions as accounts
from schakel.ground.accounts.queries import person, system_actor
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.site import lists as left

HERE = "/signalen/inlezen"


def register(count: int) -> bytes:
    rows = [{"id": f"r{at}", "observed_on": "2026-10-01", "narrative": f"Zorg nummer {at}."} for at in range(count)]
    return "\n".join(map(json.dumps, rows)).encode()


@pytest.fixture
def slowly(monkeypatch):
    """Slices of two lines, as a slow machine would make them."""
    monkeypatch.setattr(actions.go_on_with_list, "__kwdefaults__", {"seconds": 30.0, "lines": 2})


def test_a_long_list_tells_how_far_it_is_and_goes_on_each_time_it_is_looked_at(as_, cast, slowly):
    noor = as_("noor")
    upload(noor, register(5))
    begun = noor.post(HERE, {"do": "take"})
    assert "2 van de 5 regels zijn ingelezen." in text(begun)
    page = begun.content.decode()
    assert re.search(r'<noscript><meta http-equiv="refresh" content="1"></noscript>\s*</head>', page)
    assert 'role="status">2 van de 5' in page
    assert len(signals_of(cast.noor)) == 2
    assert "4 van de 5" in text(noor.get(HERE))
    done = noor.get(HERE)
    assert "Nieuw: 5 signalen. Al bekend: 0 signalen." in text(done)
    assert "http-equiv" not in done.content.decode()
    assert len(signals_of(cast.noor)) == 5
    assert "Nieuw: 5 signalen." in text(noor.get(HERE)), "what became of it stays to be read"


def test_with_script_the_page_is_fetched_whole_when_it_is_done(as_, slowly):
    noor = as_("noor")
    upload(noor, register(3))
    noor.post(HERE, {"do": "take"})
    done = noor.get(HERE, headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"


def test_broken_off_in_a_slice_it_goes_on_where_it_was_and_nothing_is_in_twice(as_, cast, slowly, monkeypatch):
    noor = as_("noor")
    upload(noor, register(5))
    noor.post(HERE, {"do": "take"})
    good, taken = lists.take_in, []

    def breaks(**given):
        taken.append(given["row"].sender_id)
        if len(taken) == 2:
            raise RuntimeError("the machine went down")
        return good(**given)

    monkeypatch.setattr(lists, "take_in", breaks)
    with pytest.raises(RuntimeError):
        noor.get(HERE)
    assert len(signals_of(cast.noor)) == 2, "half a slice is no slice"
    monkeypatch.setattr(lists, "take_in", good)
    noor.get(HERE)
    assert "Nieuw: 5 signalen." in text(noor.get(HERE))
    assert sorted(row.words for row in signals_of(cast.noor)) == [f"Zorg nummer {at}." for at in range(5)]


def test_a_list_that_was_left_is_taken_in_by_the_worker_in_the_name_of_who_began_it(as_, cast, slowly, rows):
    noor = as_("noor")
    upload(noor, register(5))
    noor.post(HERE, {"do": "take"})
    assert left.go_on() == 0, "somebody may be looking at it"
    assert left.go_on(since=timedelta()) == 1
    assert rows("select count(*), count(distinct reporter), min(reporter::text) from intake_signal") == [
        (5, 1, str(cast.noor.account))
    ]
    assert rows("select count(*) from audit_reaction where done_at is null and kind = 'signal.registered'") == [(0,)]
    assert left.go_on(since=timedelta()) == 0
    assert "Nieuw: 5 signalen." in text(noor.get(HERE))


def test_nobodys_list_goes_on_who_may_not_read_in_any_more(as_, cast, slowly, rows):
    noor = as_("noor")
    upload(noor, register(5))
    noor.post(HERE, {"do": "take"})
    with acting(cast.karim) as by:
        (grant,) = [one.id for one in person(by, cast.noor.account).grants if one.role == "focal_person"]
        accounts.withdraw_role(by=by, granted=grant)
    assert left.go_on(since=timedelta()) == 0
    assert rows("select count(*) from intake_signal") == [(2,)]


def test_a_list_is_its_readers_own_and_for_the_own_municipality(as_, cast, slowly):
    noor = as_("noor")
    upload(noor, register(5))
    noor.post(HERE, {"do": "take"})
    assert "van de 5" not in text(as_("samira").get(HERE))
    for viewer in (cast.samira, cast.femke, system_actor(cast.organisation("noorderwaard"))):
        with acting(viewer):
            assert queries.list_under_way(viewer=viewer) is None
    with pytest.raises(Refused):
        actions.go_on_with_list(by=cast.noor, municipality="GM9902")
    assert actions.go_on_with_list(by=cast.samira, municipality=WATERRIJK) is None


# ---------------------------------------------------------------- what stayed out

BAD_CSV = "Kenmerk;Datum;Verhaal;Persoon;Document\na1;2026-02-03;Goed;A. Wolk;\na2;gisteren;=HYPERLINK(1);A. Wolk;\na3;2026-02-04;x;;111222333\n"


def test_what_stayed_out_comes_back_as_the_file_it_was_and_goes_in_once_mended(as_, cast):
    noor = as_("noor")
    looked = text(upload(noor, BAD_CSV.encode(), "lijst.csv"))
    assert "1 signaal kan erin, 2 regels niet." in looked
    for words in ("Datum", "'gisteren' is geen dag", "Document", "burgerservicenummer"):
        assert words in looked
    answer = noor.get(f"{HERE}/terug")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="verbeteren.csv"'
    returned = answer.content.decode("utf-8-sig")
    assert "111222333" not in returned
    head, first, second = csv.reader(io.StringIO(returned, newline=""), delimiter=";")
    assert head == ["Kenmerk", "Datum", "Verhaal", "Persoon", "Document", "wat er mis is"]
    assert first[2] == "'=HYPERLINK(1)"
    assert "Datum: 'gisteren' is geen dag" in first[5]
    assert "burgerservicenummer" in second[5]
    take(noor)
    mended = returned.replace("gisteren", "2026-02-05").replace("[BSN weggehaald]", "")
    assert "2 signalen kunnen erin." in text(upload(noor, mended.encode("utf-8-sig"), "verbeteren.csv"))
    take(noor)
    assert sorted(row.words for row in signals_of(cast.noor)) == ["=HYPERLINK(1)", "Goed", "x"]


def test_a_line_not_mended_stays_out_again(as_):
    noor = as_("noor")
    upload(noor, BAD_CSV.encode(), "lijst.csv")
    returned = noor.get(f"{HERE}/terug").content
    assert "0 signalen kunnen erin, 2 regels niet." in text(upload(noor, returned, "verbeteren.csv"))


def test_a_workbook_comes_back_as_a_workbook_and_the_trail_says_so(as_, rows):
    from schakel.engines.exchange.tests.test_reading import HEAD, book

    noor = as_("noor")
    upload(noor, book(HEAD, ["a1", "gisteren", "x", "06-00001174"]), "lijst.xlsx")
    sheet = load_workbook(io.BytesIO(noor.get(f"{HERE}/terug").content)).active
    assert [cell.value for cell in sheet[1]] == [*HEAD, "wat er mis is"]
    assert rows("select facts ->> 'lines' from audit_entry where kind = 'list.returned'") == [("1",)]


def test_there_is_nothing_to_get_when_nothing_stayed_out_or_it_is_somebody_elses(as_):
    noor = as_("noor")
    assert noor.get(f"{HERE}/terug").status_code == 404
    upload(noor, BAD_CSV.encode(), "lijst.csv")
    assert as_("samira").get(f"{HERE}/terug").status_code == 404
    assert as_("joost").get(f"{HERE}/terug").status_code == 403


def test_a_line_that_came_in_meanwhile_with_other_words_is_among_what_stayed_out(as_, cast, tell):
    noor = as_("noor")
    upload(noor, register(2))
    tell(by=cast.noor, sender_id="r1", narrative="Iets anders.")
    assert "Nieuw: 1 signaal. Al bekend: 0 signalen. Niet erin: 1 regel." in text(take(noor))
    assert json.loads(noor.get(f"{HERE}/terug").content)["id"] == "r1"
