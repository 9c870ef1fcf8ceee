"""Opening in an emergency: without a reason, after its time, of a stranger, and looked back on by whoever opened it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection

from schakel.casework.intake import actions as intake
from schakel.ground.breakglass import actions
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from tests.attacks import weak_casework as weak
from tests.attacks.test_access import leaked
from tests.attacks.weakening import attack

WHY = "De buurvrouw belt: hij wordt nu weggereden. Noor en Samira namen niet op."


def opens(cast, by, reason=WHY):
    with acting(by):
        return intake.open_numbered(
            by=by, owner=cast.noor.organisation, number=1, ground="life_in_danger", reason=reason
        )


@pytest.fixture
def access(database, cast):
    return opens(cast, cast.femke)


def tries(act):
    with suppress(Refused, DatabaseError):
        act()


@attack(holds="`open_access` asks a reason that says something", broken_by=weak.no_reason_is_asked)
def test_open_in_an_emergency_without_a_reason(cast, world):
    """A focal person of the covenant opens a signal with blanks, or one letter, for a reason."""
    for reason in ("", "   \n", "x"):
        tries(lambda reason=reason: opens(cast, cast.femke, reason))
    assert world.count("breakglass_access") == 0


@attack(holds="the rules and, by the clock of the database, the row policies", broken_by=weak.emergencies_never_end)
def test_read_on_after_the_emergency_is_over(access, as_, database):
    """Keeps the address of what was opened, and comes back when its time is over."""
    with database.as_superuser() as server:
        server.execute("set session_replication_role = replica")
        server.execute(
            "update breakglass_access set opened_at = opened_at - interval '5 hours', ends_at = ends_at - interval '5 hours'"
        )
    answer = as_("femke").get(f"/noodtoegang/{access}/signaal")
    assert leaked(answer) == []


@attack(holds="`review_access` takes rows of the own signals only; a trigger asks for the owner's privacy officer",
        broken_by=weak.openers_review)  # fmt: skip
def test_review_ones_own_emergency(access, cast, world):
    """Who opened it became privacy officer at home as well, and finds it justified."""
    both = replace(cast.femke, roles=frozenset({"focal_person", "privacy_officer"}))
    tries(lambda: actions.review_access(by=both, access=access, verdict="justified", reason="Het was nodig."))
    assert world.one("select verdict from breakglass_access") == ""


@attack(
    holds="a covenant that both are in: the action and the row policy ask for it", broken_by=weak.any_house_is_a_partner
)
def test_open_a_signal_outside_the_own_covenants(cast, world):
    """A focal person of another region opens a signal of which the number leaked."""
    what = actions.Opening(cast.noor.organisation, world.signal(), 1)
    tries(lambda: actions.open_access(by=cast.elif_, what=what, ground="life_in_danger", reason=WHY))
    assert world.count("breakglass_access") == 0


@attack(holds="a trigger: what was opened, by whom and why stays as it is", broken_by=weak.reasons_can_be_altered)
def test_put_a_better_reason_afterwards(access, cast, world):
    """Who opened it, and a focal person of the owner, write another reason over it, as the database login."""
    before = world.all("select reason from breakglass_access")

    def write(by):
        with acting(by), connection.cursor() as cursor:
            cursor.execute("update breakglass_access set reason = 'x'")

    for somebody in (cast.femke, cast.noor):
        tries(lambda somebody=somebody: write(somebody))
    assert world.all("select reason from breakglass_access") == before
