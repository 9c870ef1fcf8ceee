"""Who reads the trail: the privacy officer of the organisation, and the system. Nobody writes it but its functions."""

from django.db import migrations

from schakel.ground.database.security import Policy, RowSecurity

READERS = (
    "organisation = (select schakel_organisation())"
    " and ((select schakel_has_role('privacy_officer')) or (select schakel_has_role('system')))"
)
THE_SYSTEM = "organisation = (select schakel_organisation()) and (select schakel_has_role('system'))"


def owner(command: str) -> Policy:
    """Forced row security binds the owner too, and the functions above run as the owner."""
    using, check = (None if command == "insert" else "true"), (None if command in ("select", "delete") else "true")
    return Policy(f"functions {command}", command, using=using, check=check, role="current_user")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        RowSecurity(
            "audit_entry",
            [Policy("own trail", "select", using=READERS), owner("select"), owner("insert"), owner("update")],
            {"schakel_app": "select"},
        ),
        RowSecurity(
            "audit_processing",
            [Policy("own log", "select", using=READERS), owner("select"), owner("insert")],
            {"schakel_app": "select"},
        ),
        RowSecurity(
            "audit_reaction",
            [
                Policy("the system looks", "select", using=THE_SYSTEM),
                Policy("the system does", "update", using=THE_SYSTEM, check=THE_SYSTEM),
                owner("select"),
                owner("insert"),
                owner("delete"),
            ],
            {"schakel_app": "select, update (done_at, attempts, last_error, try_after)"},
        ),
    ]
