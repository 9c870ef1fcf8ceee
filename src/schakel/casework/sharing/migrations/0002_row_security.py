"""Who sees what of sharing: the focal persons of the municipality whose signal it is, and its system. Nobody else's.

A basis is accepted by the privacy officer, who sees no disclosure. What was given, why, and what the person said can be
added and never altered: only where it stands can be.
"""

from django.db import migrations

from schakel.ground.database.security import Policy, RowSecurity

MINE = "controller = (select schakel_organisation())"
SYSTEM = "(select schakel_has_role('system'))"
FOCAL = "(select schakel_has_role('focal_person'))"
PRIVACY = "(select schakel_has_role('privacy_officer'))"
OWN = f"({MINE} and ({FOCAL} or {SYSTEM}))"
OWN_SYSTEM = f"({MINE} and {SYSTEM})"
BY_ME = "(select schakel_actor())"


def own(table: str, changes: str, new: str = "true") -> RowSecurity:
    policies = [
        Policy("own", "select", using=OWN),
        Policy("written", "insert", check=f"{OWN} and {new}"),
        Policy("expired", "delete", using=OWN_SYSTEM),
    ]
    rights = "select, insert, delete"
    if changes:
        policies.append(Policy("moved on", "update", using=OWN, check=OWN))
        rights += f", update ({changes})"
    return RowSecurity(table, policies, {"schakel_app": rights})


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial"), ("database", "0001_scope")]
    operations = [
        own("sharing_consent", "state, ended_by, ended_at", "ended_at is null"),
        own(
            "sharing_disclosure",
            "state, checked_by, channel, answer, feedback_held, keep_until",
            f"state = 'proposed' and checked_by is null and proposed_by = {BY_ME}",
        ),
        own("sharing_disclosure_step", ""),
        RowSecurity(
            "sharing_basis_acceptance",
            [
                Policy("own", "select", using=f"{MINE} and ({FOCAL} or {PRIVACY} or {SYSTEM})"),
                Policy("accepted", "insert", check=f"{MINE} and {PRIVACY} and by = {BY_ME} and ended_at is null"),
                Policy("ended", "update", using=f"{MINE} and {PRIVACY}", check=f"{MINE} and {PRIVACY}"),
                Policy("expired", "delete", using=OWN_SYSTEM),
            ],
            {"schakel_app": "select, insert, update (ended_by, ended_at), delete"},
        ),
    ]
