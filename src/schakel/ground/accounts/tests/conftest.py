"""What the tests of accounts share: signing in, choosing a password, and reading the trail as a superuser."""

import json

import pytest


@pytest.fixture
def sign_in():
    """sign_in(login_name, password=...) gives the account or None."""
    from django.contrib.auth import authenticate

    from tests.cast import PASSWORD

    return lambda login_name, password=PASSWORD: authenticate(None, login_name=login_name, password=password)


@pytest.fixture
def choose():
    """choose(secret, password) as the person whose link it is; None when the link does not work."""
    from schakel.ground.accounts import actions, backend
    from schakel.ground.database.scope import acting

    def act(secret, password):
        actor = backend.actor_of_link(secret)
        if actor is None:
            return None
        with acting(actor):
            actions.choose_password(by=actor, secret=secret, password=password)
        return actor

    return act


@pytest.fixture
def trail(database):
    """trail(object_id) gives the kinds written about it, in order."""

    def read(object_id):
        with database.as_superuser() as server:
            found = server.execute(
                "select kind from audit_entry where object_id = %s order by number", [str(object_id)]
            )
            return [kind for (kind,) in found.fetchall()]

    return read


@pytest.fixture
def facts(database):
    """facts(object_id, kind) gives what was noted with each such entry, in order."""

    def read(object_id, kind):
        with database.as_superuser() as server:
            found = server.execute(
                "select facts from audit_entry where object_id = %s and kind = %s order by number",
                [str(object_id), kind],
            )
            return [json.loads(noted) if isinstance(noted, str) else noted for (noted,) in found.fetchall()]

    return read
