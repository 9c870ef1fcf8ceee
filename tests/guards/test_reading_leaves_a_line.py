"""Nothing in the product reads or writes what is kept about people outside a function that leaves a line in the trail.

Here the code is read; `test_access_matrix.py` watches the pages while everybody opens them. Each exception says why, and
is checked to be one still.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guards import locks
from tests.guards.reading import House, silent_doors, strange_hands

SOURCE = Path(__file__).resolve().parents[2] / "src" / "schakel"
ACCOUNTS, TYPED = "schakel.ground.accounts", "schakel.site.typed_again"
# Entered by a page or by middleware, and no line is left there.
WITHOUT_A_LINE = {
    "schakel.site.pages.breakglass.breakglass": "a list without the reasons: nothing is opened for it",
    "schakel.site.pages.beside.beside_signal": "drawn beside a signal, whose page leaves the line",
    f"{ACCOUNTS}.pages.logged_out.logged_out": "opens the secret of a provider, of nobody",
    f"{ACCOUNTS}.pages.sign_on_start.sign_on_start": "opens the secret of a provider, of nobody",
    f"{ACCOUNTS}.pages.sign_on_start.sign_on_invited": "opens the secret of a provider, of nobody",
    f"{ACCOUNTS}.pages.second_step_square.second_step_square": "the reader's own key, for their own phone",
    f"{TYPED}.TypedAgainMiddleware.process_view": "what the reader typed and has not sent, for themselves",
}
# Ask for rows with people in them, or seal, outside the rooms for it.
OTHER_HANDS = {
    f"{ACCOUNTS}.backend.AccountBackend.authenticate": "who logs in, before there is a scope",
    f"{ACCOUNTS}.backend.AccountBackend.get_user": "who is logged in, before there is a scope",
    f"{ACCOUNTS}.backend.account_signed_on": "who comes back from a provider, before there is a scope",
    f"{ACCOUNTS}.backend.actor_named": "the command line acts for somebody by name",
    f"{ACCOUNTS}.backend.actor_of_link": "whose one-time link it is, before there is a scope",
    f"{ACCOUNTS}.backend.actor_of_token": "which system it is, before there is a scope",
    f"{ACCOUNTS}.backend.may_come_in_alone": "how somebody may log in, before there is a scope",
    f"{ACCOUNTS}.pages.asked.go_on": "the reader's own account, so that their session goes on",
    f"{ACCOUNTS}.pages.change_password.change_password": "the reader's own account, so that their session goes on",
    f"{ACCOUNTS}.throttle.right": "counts tries under a keyed hash of a name",
    f"{ACCOUNTS}.throttle.sweep": "counts tries under a keyed hash of a name",
    f"{ACCOUNTS}.throttle.wait": "counts tries under a keyed hash of a name",
    f"{ACCOUNTS}.throttle.wrong": "counts tries under a keyed hash of a name",
    f"{TYPED}.keep": "what the reader typed and has not sent, for themselves",
    f"{TYPED}._recall": "what the reader typed and has not sent, for themselves",
}
BAD = """
from schakel.casework.intake.models import Signal
from schakel.ground.vault.actions import unseal
from schakel.ground.audit.actions import record

def loud(row):
    record("signal.read")
    return quiet(row)

def quiet(row):
    return unseal(row)

def asks(cursor):
    cursor.execute("select narrative from intake_signal")

def alone(row):
    return [quiet(row), Signal.objects.all()]
"""
BAD_QUERY = """
from schakel.casework.intake.models import Signal

def counts():
    return Signal.objects.filter(state="x").update(state="y")
"""


@pytest.fixture(scope="module")
def house() -> House:
    return House(SOURCE)


@pytest.fixture(scope="module")
def models() -> set[str]:
    return {
        f"{one.__module__}.{one.__qualname__}"
        for one in locks.our_models()
        if (keeps := locks.keeps_of(one)) and keeps.personal
    }


def test_whatever_unseals_leaves_a_line_or_is_called_by_what_does(house: House) -> None:
    assert silent_doors(house, WITHOUT_A_LINE) == []


def test_only_actions_and_queries_touch_rows_with_people_in_them(house: House, models: set[str]) -> None:
    found = {one.split(" ")[0] for one in strange_hands(house, models, locks.personal_tables())}
    assert found - set(OTHER_HANDS) == set()
    assert set(OTHER_HANDS) - found == set()


def test_each_exception_still_opens_something(house: House) -> None:
    assert set(WITHOUT_A_LINE) <= set(house.functions)
    for one in WITHOUT_A_LINE:
        assert silent_doors(house, set(WITHOUT_A_LINE) - {one}) != [], f"{one} needs no excuse any more"


def test_the_guard_sees_who_reads_in_silence_and_with_which_hands(tmp_path: Path, models: set[str]) -> None:
    source = tmp_path / "schakel"
    for path, text in {
        "casework/bad/pages/look.py": BAD,
        "casework/bad/queries.py": BAD_QUERY,
        "casework/intake/models.py": "class Signal:\n    pass\n",
        "ground/vault/actions.py": "def unseal(row):\n    return row\n",
        "ground/audit/actions.py": "def record(kind):\n    return kind\n",
    }.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(text)
    bad, page = House(source), "schakel.casework.bad.pages.look"
    assert silent_doors(bad, ()) == [f"{page}.alone"]
    assert sorted(set(strange_hands(bad, {"schakel.casework.intake.models.Signal"}, {"intake_signal"}))) == [
        "schakel.casework.bad.pages.look.alone asks for rows of Signal",
        "schakel.casework.bad.pages.look.asks asks for rows of intake_signal",
        "schakel.casework.bad.pages.look.quiet opens or shuts what is sealed",
        "schakel.casework.bad.queries.counts writes Signal in a room that only reads",
    ]
