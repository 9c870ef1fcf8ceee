"""docs/reference/access-matrix.md, written from what was tried: a change of who sees what is a change of that page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from schakel.ground.accounts.rules import ROLES
from schakel.site.demo.people import HOUSES, PEOPLE
from tests.clones import ROOT, Clone
from tests.guards import filled, visiting, walking
from tests.guards.visiting import NOBODY, Address, Visits
from tests.guards.walking import Seen, Table

PAGE = ROOT / "docs" / "reference" / "access-matrix.md"
BEYOND = ("linker of waterrijk", "linker of zuiderveen", NOBODY, "backup")
FORM_ONLY = "form only"

HEAD = """# Who gets at what

Printed by `tools/access_matrix.py`, from trying it: a filled house of two municipalities in one covenant (Waterrijk, Noorderwaard) and one in
another (Zuiderveen). `tests/guards/test_access_matrix.py` tries it again and fails when the outcome is another one, so who sees what never
changes without a change of this page. The same test holds rules that do not come from this page.

## Who tries

| who | of | roles |
|---|---|---|
"""
TABLES = """
Besides: somebody of Waterrijk with **no role**, a reporter of an organisation in **no covenant**, the **system** of each municipality (what runs on
its behalf), a **reading key** (a system that may count bundles), the **linker** of each covenant (sees blind keys, never words), the **backup**, and
**nobody**: the application before somebody is known.

## Every table with a person in it

As the application's own role in PostgreSQL, with nothing of ours in between. Per act: of whose rows it works. "part of" is for some of the rows
there: what somebody reported, is called on for, or keeps for themselves. Who is not named gets nothing. *insert* is a copy of a row that is there,
so it says who could write such a row, not who may choose what stands in it.

| table | act | whose rows: who |
|---|---|---|
"""
ADDRESSES = """
## Every address

What stands in an address is of Waterrijk, reported by Joost. Who is not named is refused (403); who is not signed in is sent to the login, and a
system without a key is refused (401). "goes on" sends to another page, "asks again" shows the form with what is missing, "form only" answers no GET.
An empty form is sent; what it does is undone. At addresses that are everybody's, nine people of eight kinds try.

| address | asks for | opened | sent |
|---|---|---|---|
"""


def tried(clone: Clone, cast: Any) -> tuple[list[Table], Seen, list[Address], Visits]:
    """Addresses first: what is put in afterwards to try the tables, opens nowhere."""
    with clone.as_superuser() as server:
        places, visits, _ = visiting.visit_all(server, cast)
        filled.mirror(server, cast)
        tables = walking.tables(server, cast)
    return tables, walking.walk(clone, cast, tables), places, visits


def page(tables: Iterable[Table], seen: Seen, places: Iterable[Address], visits: Visits, people: Iterable[str]) -> str:
    everybody = list(people)
    lines = [HEAD + _cast() + TABLES + "\n".join(_tables(tables, seen, everybody))]
    return "\n".join([*lines, ADDRESSES + "\n".join(_addresses(places, visits))]) + "\n"


def _cast() -> str:
    houses = {one.key: one.name for one in HOUSES}
    named = [(one.key, houses[one.house], one.roles) for one in PEOPLE]
    named += [(role, houses["waterrijk"], (role,)) for role in filled.EXTRA_ROLES]
    return (
        "\n".join(f"| {who} | {of} | {', '.join(ROLES[one].name_en for one in roles)} |" for who, of, roles in named)
        + "\n"
    )


def _tables(tables: Iterable[Table], seen: Seen, people: list[str]) -> Iterable[str]:
    for table in tables:
        for verb in walking.VERBS:
            groups: dict[str, list[str]] = defaultdict(list)
            for who in [*people, *BEYOND]:
                if cell := walking.whose(table, seen, verb, who):
                    groups[cell].append(who)
            told = "; ".join(
                f"**{cell.replace('; ', ' and ')}**: {_names(who, people)}" for cell, who in groups.items()
            )
            if told:
                yield f"| `{table.name}` | {verb} | {told} |"


def _addresses(places: Iterable[Address], visits: Visits) -> Iterable[str]:
    signed_in = list(
        dict.fromkeys(who for who, *_ in visits if who not in (NOBODY, visiting.SENDING, visiting.READING))
    )
    for one in sorted(places, key=lambda place: place.place):
        cells = []
        for how in ("get", "post"):
            found = dict(visiting.by_answer(visits, one, how))
            for left_out in ("refused", "login", "no key"):
                found[left_out] = [who for who in found.get(left_out, []) if one.who.public]
            cells.append("; ".join(f"{said}: {_names(who, signed_in)}" for said, who in found.items() if who))
        asks = "public" if one.who.public else f"`{one.who.may}`" if one.who.may else "signed in"
        of_nothing = "" if one.known else " (of nothing: there is none in a filled house)"
        yield f"| `/{one.place}`{of_nothing} | {asks}{' by key' if one.who.via == 'token' else ''} | {cells[0]} | {cells[1]} |"


def _names(who: list[str], people: list[str]) -> str:
    for these in (set(people), set(visiting.A_FEW)):
        missing = [one for one in people if one in these and one not in who]
        if these and len(missing) <= len(these) // 4 and set(who) - {NOBODY} <= {*these, *BEYOND}:
            others = [one for one in who if one not in these]
            return ", ".join(["everybody" + (f" but {' and '.join(missing)}" if missing else ""), *others])
    return ", ".join(who)


def differences(before: str, now: str) -> list[str]:
    """Lines that are in one and not in the other, marked."""
    old, new = before.splitlines(), now.splitlines()
    return [f"- {one}" for one in old if one not in set(new)] + [f"+ {one}" for one in new if one not in set(old)]


def of_today(clone: Clone, cast: Any) -> tuple[str, Mapping[str, Any]]:
    tables, seen, places, visits = tried(clone, cast)
    people = list(walking.everybody(cast))
    return page(tables, seen, places, visits, people), {
        "tables": tables,
        "seen": seen,
        "places": places,
        "visits": visits,
    }
