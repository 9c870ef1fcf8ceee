"""An actor is compared by what it may, never by how it is greeted; a refusal carries its own answer."""

from uuid import uuid4

import pytest

from schakel.ground.database.actor import Actor, system
from schakel.ground.database.refusal import Refused


def test_a_name_is_for_the_screen_only():
    account, organisation = uuid4(), uuid4()
    one = Actor(account, organisation, frozenset({"reporter"}), "GM9901", name="Noor")
    assert one == Actor(account, organisation, frozenset({"reporter"}), "GM9901", name="N. Jansen")
    assert one != Actor(account, organisation, frozenset(), "GM9901", name="Noor")
    assert "Noor" not in repr(one)


def test_the_system_holds_its_own_role_only():
    robot = system(uuid4(), "GM9901")
    assert robot.account is None
    assert robot.holds("system")
    assert not robot.holds("privacy_officer")
    assert robot.origin == "job"


@pytest.mark.parametrize(("hidden", "status"), [(False, 403), (True, 404)])
def test_a_refusal_says_what_and_whom_to_ask(hidden, status):
    refusal = Refused(
        "signal.elsewhere", "Dit signaal hoort bij een andere gemeente.", ask="Vraag het Femke.", as_not_found=hidden
    )
    assert (refusal.code, str(refusal), refusal.ask, refusal.status) == (
        "signal.elsewhere", "Dit signaal hoort bij een andere gemeente.", "Vraag het Femke.", status,
    )  # fmt: skip
