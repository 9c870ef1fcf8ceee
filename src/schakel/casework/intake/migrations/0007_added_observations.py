"""Facts that a focal person adds later: seen and written by the municipality whose signal it is, never by its reporter."""

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.database.identity
from schakel.ground.database.security import Policy, RowSecurity

SYSTEM = "(select schakel_has_role('system'))"
HANDLES = f"((select schakel_has_role('focal_person')) or {SYSTEM})"
CONTROLLED = f"(controller = (select schakel_organisation()) and {HANDLES})"


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_attachments")]
    operations = [
        migrations.CreateModel(
            name="AddedObservation",
            fields=[
                ("id", models.UUIDField(default=schakel.ground.database.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ("controller", models.UUIDField()),
                ("position", models.PositiveSmallIntegerField()),
                ("indicator", models.CharField(max_length=40)),
                ("answer", models.CharField(max_length=9)),
                ("basis", models.CharField(max_length=8)),
                ("reason", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("pack_version", models.CharField(max_length=40)),
                ("signal", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="added", to="intake.signal")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("answer__in", ("seen", "not_seen"))), name="intake_added_answer"),
                    models.CheckConstraint(condition=models.Q(("basis__in", ("saw", "heard", "told", "document", "system"))), name="intake_added_basis"),
                ],
            },
        ),
        RowSecurity(
            "intake_addedobservation",
            [
                Policy("own municipality", "select", using=CONTROLLED),
                Policy(
                    "added", "insert",
                    check=f"{CONTROLLED} and by is not distinct from (select schakel_actor()) and intake_is_new(signal_id, controller)",
                ),
                Policy("goes with the signal", "delete", using=f"controller = (select schakel_organisation()) and {SYSTEM}"),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
    ]  # fmt: skip
