"""What the tests of duty share: one thing that cannot wait, who is called for it, and a mail server that really listens."""

from __future__ import annotations

from datetime import time
from uuid import uuid4

import pytest


@pytest.fixture
def house(database, cast):
    """The system of Waterrijk."""
    from schakel.ground.accounts.queries import system_actor

    return system_actor(cast.organisation("waterrijk"))


@pytest.fixture
def roster(database, cast):
    """roster("noor", "samira"): day and night, each day of the week."""
    from schakel.ground.duty import actions

    def fill(who, stand_in=None):
        actions.add_turn(
            by=cast.noor, weekdays=list(range(7)), starts=time(0), ends=time(0), account=getattr(cast, who).account,
            stand_in=getattr(cast, stand_in).account if stand_in else None,
        )  # fmt: skip

    return fill


@pytest.fixture
def cry(house):
    """cry("danger") raises an alert, and says about what."""
    from schakel.ground.duty import actions

    def out(reason="danger", number=1192):
        subject = uuid4()
        assert actions.raise_alert(by=house, subject=subject, number=number, reason=reason)
        return subject

    return out


@pytest.fixture
def called(database):
    """The first names of who was called, in order."""

    def read(subject):
        with database.as_superuser() as server:
            rows = server.execute(
                "select p.display_name from duty_call c join duty_alert a on a.id = c.alert_id"
                " join accounts_account p on p.id = c.account where a.subject = %s order by c.at, p.display_name",
                [subject],
            ).fetchall()
        return [name.split()[0].lower() for (name,) in rows]

    return read


@pytest.fixture
def mailbox():
    """A mail server that listens on this machine; the application sends to it."""
    from django.test import override_settings

    from schakel.ground.duty.tests.smtp import Mailbox

    box = Mailbox()
    box.open()
    sends = override_settings(
        MAIL=True,
        MAIL_FROM="schakel@waterrijk.example",
        ORIGIN="https://schakel.waterrijk.example",
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=box.port,
        EMAIL_TIMEOUT=5,
    )
    with sends:
        yield box
    box.close()
