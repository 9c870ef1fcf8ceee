"""Who sees what of requests: the privacy officer who decides and the focal persons who look up, of one municipality.

What stands in a signal (`rights_finding_words`) is shown to who handles signals only. The ledger's lines hold numbers.
"""

from django.db import migrations

from schakel.ground.database.security import Grants, Policy, RowSecurity

MINE = "controller = (select schakel_organisation())"
SYSTEM = "(select schakel_has_role('system'))"
FOCAL = "(select schakel_has_role('focal_person'))"
PRIVACY = "(select schakel_has_role('privacy_officer'))"
BY_ME = "(select schakel_actor())"
OWN_SYSTEM = f"({MINE} and {SYSTEM})"
HANDLERS = f"({MINE} and ({FOCAL} or {PRIVACY} or {SYSTEM}))"
READERS = f"({MINE} and ({FOCAL} or {SYSTEM}))"


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial"), ("database", "0001_scope")]
    operations = [
        RowSecurity(
            "rights_request",
            [
                Policy("own", "select", using=HANDLERS),
                Policy("came in", "insert", check=f"{HANDLERS} and state in ('received', 'checked') and registered_by = {BY_ME}"),
                Policy("moved on", "update", using=HANDLERS, check=HANDLERS),
                Policy("expired", "delete", using=OWN_SYSTEM),
            ],
            {
                "schakel_app": "select, insert, update (state, due_on, extended, identity, apart, willing, authority, checked_by, "
                "collected_by, decided_by, letter, stuck, keep_until), delete"
            },
        ),
        RowSecurity(
            "rights_request_step",
            [
                Policy("own", "select", using=HANDLERS),
                Policy("written", "insert", check=f"{HANDLERS} and by is not distinct from {BY_ME}"),
                Policy("expired", "delete", using=OWN_SYSTEM),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        RowSecurity(
            "rights_finding",
            [
                Policy("own", "select", using=HANDLERS),
                Policy("found", "insert", check=f"{READERS} and decision = ''"),
                Policy("decided or done", "update", using=HANDLERS, check=HANDLERS),
                Policy("looked up anew", "delete", using=READERS),
            ],
            {"schakel_app": "select, insert, update (decision, ground, silent, now, was, done_at), delete"},
        ),
        RowSecurity(
            "rights_finding_words",
            [
                Policy("who handles signals", "select", using=READERS),
                Policy("found", "insert", check=READERS),
                Policy("taken out", "delete", using=READERS),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        RowSecurity(
            "rights_notice",
            [
                Policy("own", "select", using=READERS),
                Policy("written", "insert", check=f"({MINE} and {FOCAL}) and by = {BY_ME}"),
                Policy("goes with the signal", "delete", using=OWN_SYSTEM),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        Grants("rights_ledger_line", {"schakel_app": "select, insert"}),
    ]  # fmt: skip
