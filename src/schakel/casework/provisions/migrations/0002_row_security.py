"""Three locks that stand apart: the police's provisions for who handles signals, an investigation for who investigates,
supervision for who supervises. The privacy officer sees the log and the audits, and no content. Nothing is altered."""

from django.db import migrations

from schakel.ground.database.security import Policy, Resealed, RowSecurity

MINE = "controller = (select schakel_organisation())"
ME = "(select schakel_actor())"


def holds(role):
    return f"(select schakel_has_role('{role}'))"


SYSTEM, FOCAL, PRIVACY = holds("system"), holds("focal_person"), holds("privacy_officer")
INVESTIGATES, SUPERVISES = holds("investigator"), holds("supervisor")
RECEIVED, GIVEN = "direction = 'received'", "direction = 'given'"
EXPIRED = Policy("expired", "delete", using=f"{MINE} and {SYSTEM}")

PROVISION_SEEN = f"{MINE} and ({SYSTEM} or ({RECEIVED} and {FOCAL}) or ({GIVEN} and ({INVESTIGATES} or {SUPERVISES})))"
PROVISION_MADE = (
    f"{MINE} and (({RECEIVED} and {FOCAL} and made_by = {ME}) or ({RECEIVED} and {SYSTEM} and made_by is null)"
    f" or ({GIVEN} and {INVESTIGATES} and made_by = {ME}))"
)
LINE_SEEN = f"{MINE} and ({SYSTEM} or {PRIVACY} or ({RECEIVED} and {FOCAL}) or ({GIVEN} and {INVESTIGATES}))"
LINE_MADE = (
    f"{MINE} and ((({RECEIVED} and {FOCAL}) or ({GIVEN} and ({INVESTIGATES} or {SUPERVISES}))) and by = {ME}"
    f" or ({SYSTEM} and by is null))"
)
# What comes out of an investigation stands in supervision only beside the provision that let it cross.
CROSSED = (
    "origin = 'investigation' and provision_id in (select p.id from provisions_provision p"
    f" where p.direction = 'given' and p.made_by = {ME})"
)


class Migration(migrations.Migration):
    dependencies = [("provisions", "0001_initial"), ("database", "0001_scope")]
    operations = [
        RowSecurity(
            "provisions_provision",
            [
                Policy("own", "select", using=PROVISION_SEEN),
                Policy("written", "insert", check=PROVISION_MADE),
                Policy("signal went", "update", using=f"{MINE} and {SYSTEM}", check=f"{MINE} and {SYSTEM}"),
                EXPIRED,
            ],
            {"schakel_app": "select, insert, update (signal), delete"},
        ),
        RowSecurity(
            "provisions_line",
            [
                Policy("own", "select", using=LINE_SEEN),
                Policy("written", "insert", check=LINE_MADE),
                EXPIRED,
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        RowSecurity(
            "provisions_audit",
            [
                Policy("own", "select", using=f"{MINE} and ({PRIVACY} or {SYSTEM})"),
                Policy("written", "insert", check=f"{MINE} and {PRIVACY} and by = {ME}"),
                EXPIRED,
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        RowSecurity(
            "provisions_investigation",
            [
                Policy("own", "select", using=f"{MINE} and ({INVESTIGATES} or {SYSTEM})"),
                Policy("written", "insert", check=f"{MINE} and {INVESTIGATES} and by = {ME}"),
                EXPIRED,
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        RowSecurity(
            "provisions_supervision",
            [
                Policy("own", "select", using=f"{MINE} and ({SUPERVISES} or {SYSTEM})"),
                Policy(
                    "written", "insert",
                    check=f"{MINE} and by = {ME} and ((origin = 'own' and {SUPERVISES}) or ({INVESTIGATES} and {CROSSED}))",
                ),
                EXPIRED,
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        Resealed(
            "provisions_provision", "provisions_line", "provisions_audit", "provisions_investigation",
            "provisions_supervision",
        ),
    ]  # fmt: skip
