"""Another due date with its reason, seen with the signal; and views of the list, for who keeps them only."""

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.database.identity
from schakel.ground.database.security import Policy, RowSecurity

SYSTEM = "(select schakel_has_role('system'))"
CONTROLLED = (
    f"(controller = (select schakel_organisation()) and ((select schakel_has_role('focal_person')) or {SYSTEM}))"
)
MINE = "account = (select schakel_actor()) and organisation = (select schakel_organisation())"
OF_OUR_HOUSE = f"organisation = (select schakel_organisation()) and {SYSTEM}"


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0010_for_somebody_else"),
    ]

    operations = [
        migrations.CreateModel(
            name="DueChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.database.identity.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("controller", models.UUIDField()),
                ("due_from", models.DateTimeField(null=True)),
                ("due_to", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("reason", models.BinaryField()),
                (
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dues", to="intake.signal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.database.identity.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("account", models.UUIDField()),
                ("organisation", models.UUIDField()),
                ("name", models.BinaryField()),
                ("chosen", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "chosen"), name="intake_savedview_once")],
            },
        ),
        RowSecurity(
            "intake_duechange",
            [
                Policy("own municipality", "select", using=CONTROLLED),
                Policy("chosen", "insert", check=CONTROLLED),
                Policy(
                    "goes with the signal", "delete", using=f"controller = (select schakel_organisation()) and {SYSTEM}"
                ),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        RowSecurity(
            "intake_savedview",
            [
                Policy("own views", "all", using=MINE, check=MINE),
                Policy("over, seen", "select", using=OF_OUR_HOUSE),
                Policy("over, thrown away", "delete", using=OF_OUR_HOUSE),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
    ]
