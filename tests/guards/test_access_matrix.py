"""Everybody tries every table and every address: the outcome is what docs/reference/access-matrix.md says, and keeps rules of its own.

The rules here do not come from that page: what they forbid stays forbidden, whoever prints the page anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from schakel.ground.audit.queries import pseudonyms
from tests.guards import filled as filling
from tests.guards import locks, matrix_page, visiting, walking
from tests.guards.filled import HERE
from tests.guards.visiting import Visit

HANDLERS = ("focal_person", "system", "bundle_reader")
PLAIN = ("functional_administrator", "analyst", "mayor", "policy_adviser", "trainer", "privacy_officer", "care_coordinator",
         "case_partner", "comensha_placement", "chain_director", "reporter")  # fmt: skip
# Sealed, and not about somebody in a signal: read by others than who handles signals.
NOT_A_STORY = {
    "breakglass_access": "why somebody opened a signal in an emergency: told to both sides",
    "sharing_basis_acceptance": "the reason why an officer accepted a text of law",
    "vault_data_key": "a key that only the key file opens",
}
# Read by who does not handle signals, each for a work of their own: a request of somebody, a store of the police.
READ_BY = {
    **dict.fromkeys(("rights_finding", "rights_notice", "rights_request", "rights_request_step"), ("privacy_officer",)),
    "provisions_audit": ("privacy_officer",),
    "provisions_line": ("privacy_officer", "investigator", "supervisor"),
    "provisions_provision": ("investigator", "supervisor"),
    "provisions_investigation": ("investigator",),
    "provisions_supervision": ("supervisor",),
}
# Rows that a signal of one covenant may show to somebody of another; none of them holds a sealed word.
ACROSS_COVENANTS: dict[str, str] = {}
# Opened without a line in the trail, each with the reason.
WITHOUT_A_LINE = {
    "intake.draft": "half typed by the reader, and of nobody else yet",
    "intake.draftfile": "chosen by the reader, and of nobody else yet",
    "breakglass.access": "why somebody opened a signal in an emergency, for whoever did and whose signal it is",
    "hits.side:outcome": "which signal, which municipality and whether both said yes: numbers and codes, no word",
    "sharing.acceptance": "the reason why an officer accepted a text of law",
    "accounts.sign_on_provider": "the secret of a provider, of nobody",
}  # fmt: skip
# Open everything to find one person; whoever is shown has a line.
LOOKS_THROUGH = {"collect-request": "looks through every signal for a name, and shows where it stands"}


@pytest.fixture(scope="module")
def tried(filled: Any, people: Any) -> Any:
    text, found = matrix_page.of_today(filled, people)
    with filled.as_superuser() as server:
        reports = walking.own_reports(server)
        named = server.execute("select id, signal_id, controller from intake_mention where kind = 'person'").fetchall()
        about = {number: {(number, controller)} for number, _, controller in named}
        for number, signal, controller in named:  # the words of a signal are about everybody who is named in it
            about.setdefault(signal, set()).add((number, controller))
    return SimpleNamespace(text=text, reports=reports, about=about, actors=walking.everybody(people), **found)


def test_who_gets_at_what_is_what_the_page_says(tried: Any) -> None:
    changed = matrix_page.differences(matrix_page.PAGE.read_text(encoding="utf-8"), tried.text)
    assert changed == [], (
        "somebody gets at other things than docs/reference/access-matrix.md says: read what changed, then run tools/access_matrix.py"
    )


def test_every_table_with_people_has_rows_to_try(tried: Any) -> None:
    empty = [table.name for table in tried.tables if not table.rows]
    assert empty == [], "add a row to tests/guards/filled.py or growing.py, by the action that people use"
    lonely = [
        table.name
        for table in tried.tables
        if table.owner
        and table.name not in filling.NOT_MIRRORED
        and set(table.of.values()) <= {"waterrijk", "elsewhere"}
    ]
    assert lonely == [], "only Waterrijk has rows here, so nobody can be kept out"


# ---------------------------------------------------------------- rules of tables


def stories(tried: Any) -> Iterator[tuple[walking.Table, str, Any, set[str]]]:
    """Each casework table with sealed words, and each person with a role, and the rows they read."""
    for table in tried.tables:
        if (
            table.sealed
            and table.name.split("_")[0] not in ("accounts", "audit", "duty", "vault")
            and table.name not in NOT_A_STORY
        ):
            for who, actor in tried.actors.items():
                yield table, who, actor, tried.seen.rows[table.name, "select", who]


def signal_of(table: walking.Table, row: str) -> str:
    told = table.value(row)
    return row if table.name == "intake_signal" else str(told.get("signal_id") or told.get("signal") or "")


def is_own(tried: Any, table: walking.Table, row: str, account: UUID | None) -> bool:
    """Their own report, or a draft or view of their own."""
    if account is None:
        return False
    mine = {str(table.value(row).get(one)) for one in ("writer", "account")}
    return account in tried.reports.get(signal_of(table, row), ()) or str(account) in mine


def test_nobody_outside_the_controller_reads_a_word_but_of_their_own_report(tried: Any) -> None:
    read = [
        f"{who} reads {table.name} of {table.of[row]}"
        for table, who, actor, rows in stories(tried)
        for row in rows
        if str(actor.organisation) != table.owner_of[row] and not is_own(tried, table, row, actor.account)
    ]
    assert read == []
    assert sum(len(rows) for *_, rows in stories(tried)) > 100


def test_nobody_but_who_handles_signals_reads_a_word_but_of_their_own_report(tried: Any) -> None:
    """Administrator, analyst, mayor, privacy officer and chain director see no content; a reporter sees only their own."""
    plain = {who: actor for who, actor in tried.actors.items() if not any(map(actor.holds, HANDLERS))}
    assert {role for actor in plain.values() for role in actor.roles} >= set(PLAIN)
    read = [
        f"{who} reads {table.name}"
        for table, who, actor, rows in stories(tried)
        for row in rows
        if who in plain
        and not is_own(tried, table, row, actor.account)
        and not any(map(actor.holds, READ_BY.get(table.name, ())))
    ]
    assert read == []


def test_a_key_that_counts_bundles_reads_no_names(tried: Any) -> None:
    for table in (
        "intake_mention",
        "intake_attachmentcontent",
        "intake_correction",
        "bundling_reading",
        "sharing_disclosure",
    ):
        assert tried.seen.rows[table, "select", "reading key of waterrijk"] == set(), table


def test_a_reporter_reads_all_of_their_own_report_and_nothing_else(tried: Any) -> None:
    table = next(one for one in tried.tables if one.name == "intake_signal")
    joost = tried.actors["joost"].account
    assert (
        tried.seen.rows["intake_signal", "select", "joost"]
        == {row for row in table.rows if joost in tried.reports[row]}
        != set()
    )
    assert tried.seen.rows["intake_signal", "select", "wim"] == set()


def test_nobody_reads_a_row_of_another_covenant(tried: Any) -> None:
    sides = {"elif": "zuiderveen", "mirjam": "zuiderveen", "system of zuiderveen": "zuiderveen"}
    here = {"noor", "samira", "dirk", "femke", "karim", "petra", "system of waterrijk"}
    read = []
    for table in tried.tables:
        if table.name.split("_")[0] in ("accounts", "vault") or table.name in ACROSS_COVENANTS or not table.owner:
            continue
        for who in (*sides, *here):
            forbidden = ("waterrijk", "noorderwaard") if who in sides else ("zuiderveen",)
            read += [
                f"{who} reads {table.name}"
                for row in tried.seen.rows[table.name, "select", who]
                if table.of[row] in forbidden
            ]
    assert read == []
    assert set(ACROSS_COVENANTS) <= {table.name for table in tried.tables if not table.sealed}


def test_nobody_and_the_backup_change_nothing_and_nobody_writes_the_trail(tried: Any) -> None:
    changed = [
        (table.name, verb, who)
        for table in tried.tables
        for verb in walking.VERBS[1:]
        for who in (*tried.actors, *matrix_page.BEYOND)
        if tried.seen.rows[table.name, verb, who] and (who in (visiting.NOBODY, "backup") or table.name in locks.TRAIL)
    ]
    assert changed == []
    assert [table.name for table in tried.tables if tried.seen.rows[table.name, "select", visiting.NOBODY]] == []


def test_the_trail_is_read_by_the_privacy_officer_and_the_system_of_its_own_organisation(tried: Any) -> None:
    for table in (one for one in tried.tables if one.name in locks.TRAIL):
        for who, actor in tried.actors.items():
            read = tried.seen.rows[table.name, "select", who]
            may = actor.holds("privacy_officer") or actor.holds("system")
            assert {table.owner_of[row] for row in read} == ({str(actor.organisation)} if may else set()), (
                table.name,
                who,
            )


def test_the_walk_sees_a_policy_that_lets_too_many_in(filled: Any, people: Any) -> None:
    """Each rule above leans on the walk, so the walk is shown to see an open door, and a door for writing."""
    with filled.as_superuser() as server:
        server.execute("create policy wide on intake_mention for select to schakel_app using (true)")
        server.execute("create policy wide_write on duty_turn for delete to schakel_app using (true)")
        try:
            tables = [one for one in walking.tables(server, people) if one.name in ("intake_mention", "duty_turn")]
            seen = walking.walk(filled, people, tables)
        finally:
            server.execute("drop policy wide on intake_mention")
            server.execute("drop policy wide_write on duty_turn")
    mention = next(one for one in tables if one.name == "intake_mention")
    turn = next(one for one in tables if one.name == "duty_turn")
    assert walking.whose(mention, seen, "select", "tom") == "all"
    assert (
        walking.whose(turn, seen, "delete", "samira") == "waterrijk"
    )  # what one may delete, one must also be able to see


# ---------------------------------------------------------------- rules of addresses


def test_no_page_fails(tried: Any) -> None:
    assert [
        (who, name, how) for (who, name, how), one in tried.visits.items() if one.status >= 500 and one.status != 502
    ] == []
    assert len(tried.visits) > 1500


def test_what_stands_in_an_address_opens_for_its_own_municipality_only(tried: Any) -> None:
    """Of Waterrijk, so nobody elsewhere opens it, and nobody of the other covenant is told that it is there."""
    elsewhere = {who for who, actor in tried.actors.items() if actor.municipality != HERE}
    theirs = {
        place.name
        for place in tried.places
        if {"signal", "number", "attachment", "disclosure", "consent", "account", "hit"} & set(place.words)
    }
    opened = [
        (who, name, how)
        for (who, name, how), one in tried.visits.items()
        if who in elsewhere and name in theirs and one.said in ("opens", "asks again")
    ]
    assert opened == []
    assert len(theirs) > 40


def test_whoever_is_not_signed_in_gets_no_page_that_is_not_public(tried: Any) -> None:
    public = {place.name for place in tried.places if place.who.public}
    said = {one.said for (who, name, _), one in tried.visits.items() if who == visiting.NOBODY and name not in public}
    assert said == {"login", "no key"}


# ---------------------------------------------------------------- reading leaves a line


def without_number(place: str) -> str:
    """ "hits.side:<number>:outcome" -> "hits.side:outcome" """
    return f"{place.split(':')[0]}:{place.rpartition(':')[2]}"


def silent(visits: dict[tuple[str, str, str], Visit]) -> list[str]:
    """Visits in which something sealed was opened that is not in the list above, and the trail says nothing."""
    faults = []
    for (who, name, how), one in visits.items():
        opened = {
            place for place in one.unsealed if not {place.split(":")[0], without_number(place)} & set(WITHOUT_A_LINE)
        }
        kinds = {place.split(":")[0] for place in opened}
        if kinds and not one.lines:
            faults.append(f"{name} ({how}) opened {', '.join(sorted(kinds))} for {who} without a line in the trail")
    return faults


def unnamed(tried: Any, visits: dict[tuple[str, str, str], Visit]) -> list[str]:
    """Visits in which what was said of a person was opened, and the processing log holds no line about that person."""
    faults = set()
    for (who, name, how), one in visits.items():
        lines = frozenset().union(*(subjects for _, subjects in one.lines))
        for place in one.unsealed:
            kind, number = visiting.subject_of(place) or ("", None)
            people = tried.about.get(number, ()) if kind in ("intake.mention", "intake.signal") else ()
            if name in LOOKS_THROUGH:
                continue
            if any(pseudonyms(controller, [person])[0] not in lines for person, controller in people):
                faults.add(f"{name} ({how}) opened a person for {who} without a line about that person")
    return sorted(faults)


def test_whatever_is_unsealed_for_a_page_leaves_a_line_in_the_trail(tried: Any) -> None:
    assert silent(tried.visits) == []
    assert sum(bool(one.unsealed) for one in tried.visits.values()) > 60


def test_whoever_is_opened_for_a_page_has_a_line_in_the_processing_log(tried: Any) -> None:
    assert unnamed(tried, tried.visits) == []


def test_each_exception_is_still_needed(tried: Any) -> None:
    places = {place for one in tried.visits.values() for place in one.unsealed}
    opened = {place.split(":")[0] for place in places} | {without_number(place) for place in places}
    assert set(WITHOUT_A_LINE) - opened == set()


def test_the_guard_sees_a_page_that_reads_in_silence(tried: Any) -> None:
    quiet = {("noor", "signal", "get"): Visit(200, "", unsealed=["intake.signal:x:narrative"])}
    assert silent(quiet) == ["signal (get) opened intake.signal for noor without a line in the trail"]
    person = next(iter(tried.about))
    other = {
        ("noor", "signal", "get"): Visit(
            200, "", [f"intake.mention:{person}:value"], [("signal.read", frozenset({"0" * 16}))]
        )
    }
    assert unnamed(tried, other) == ["signal (get) opened a person for noor without a line about that person"]


def test_what_is_not_mirrored_exists(tried: Any) -> None:
    assert set(filling.NOT_MIRRORED) <= {table.name for table in tried.tables}
