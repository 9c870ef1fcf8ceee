"""An authenticator app for tests: reads the key as an app does and gives the code of now."""

from django.utils import timezone

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.rules import second_step as rules
from schakel.ground.database.scope import acting


def key_of(actor):
    """The key that waits to be confirmed; inside acting()."""
    return queries.key_to_confirm(actor).key.replace(" ", "")


def code_now(key, ahead=0):
    """The code of this half minute, or of some half minutes later."""
    return rules.code_at(key, rules.step_of(timezone.now()) + ahead)


def set_up(actor):
    """Gives this person a second step; returns its key and the recovery codes."""
    with acting(actor):
        actions.begin_second_step(by=actor)
        key = key_of(actor)
        return key, actions.confirm_second_step(by=actor, code=code_now(key))
