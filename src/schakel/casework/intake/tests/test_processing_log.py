"""Every way in which a signal is written, read, moved or shown leaves one line for each person named in it, and none says who did it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from schakel.casework.intake import actions, queries
from schakel.ground.audit.queries import processing
from schakel.ground.database.scope import acting

NAMED = ("Kasimir Wolkenstok", "Anwar Talhoubi")


@pytest.fixture
def receipt(tell):
    tell(mentions=[actions.IncomingMention("person", "Iemand anders")])
    return tell(
        mentions=[
            *(actions.IncomingMention("person", name) for name in NAMED),
            actions.IncomingMention("phone", "0610101010"),
        ]
    )


def test_one_line_for_each_person_each_time(receipt, cast, rows):
    noor, joost, signal = cast.noor, cast.joost, receipt.id
    people = [
        row[0] for row in rows("select id from intake_mention where signal_id = %s and kind = 'person'", [signal])
    ]
    monday = timezone.localtime() + timedelta(days=40)
    acts = {
        "signal.read": (noor, lambda: queries.signal(viewer=noor, signal=signal)),
        "signals.listed": (noor, lambda: queries.signals(viewer=noor)),
        "signal.read_own": (joost, lambda: queries.my_signal(viewer=joost, signal=signal)),
        "signals.listed_own": (joost, lambda: queries.my_signals(viewer=joost)),
        "signal.assigned": (noor, lambda: actions.assign(by=noor, signal=signal, to=cast.samira.account)),
        "signal.qualified": (noor, lambda: actions.qualify(by=noor, signal=signal)),
        "signal.due_set": (noor, lambda: actions.set_due(by=noor, signal=signal, due=monday, reason="Na overleg.")),
        "signal.weighed": (noor, lambda: actions.weigh(by=noor, signal=signal, reason="Gelezen.")),
        "signal.care": (noor, lambda: actions.decide(by=noor, signal=signal, outcome="care", reason="Besproken.")),
    }  # fmt: skip
    assert len(people) == len(NAMED)
    for by, act in acts.values():
        with acting(by):
            act()
    for person in people:
        with acting(cast.petra):
            found = processing(viewer=cast.petra, subject=person)
        assert sorted(line.name for line in found) == sorted(["signal.registered", *acts])
    columns = {
        name
        for (name,) in rows("select column_name from information_schema.columns where table_name = 'audit_processing'")
    }
    assert not columns & {"actor", "actor_organisation", "roles", "account", "by"}
