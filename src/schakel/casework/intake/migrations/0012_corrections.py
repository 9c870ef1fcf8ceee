"""Corrections of what was typed: for who handles the signal only, written once, gone with the signal."""

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.database.identity
from schakel.ground.database.security import Policy, RowSecurity

HANDLES = "((select schakel_has_role('focal_person')) or (select schakel_has_role('system')))"
CONTROLLED = f"(controller = (select schakel_organisation()) and {HANDLES})"


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0011_due_dates_and_views"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
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
                ("position", models.PositiveSmallIntegerField()),
                ("what", models.CharField(max_length=9)),
                ("kind", models.CharField(max_length=24)),
                ("role", models.CharField(default="unknown", max_length=20)),
                ("value", models.BinaryField(null=True)),
                ("reason", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                (
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="intake.signal"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["signal", "at"], name="intake_correction_signal")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what__in", ("corrected", "added", "removed"))),
                        name="intake_correction_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("value__isnull", True), ("what", "removed")),
                            models.Q(models.Q(("what", "removed"), _negated=True), ("value__isnull", False)),
                            _connector="OR",
                        ),
                        name="intake_correction_says_what_stands",
                    ),
                ],
            },
        ),
        RowSecurity(
            "intake_correction",
            [
                Policy("own municipality", "select", using=CONTROLLED),
                Policy("put right", "insert", check=f"{CONTROLLED} and intake_is_new(signal_id, controller)"),
                Policy(
                    "goes with the signal",
                    "delete",
                    using="controller = (select schakel_organisation()) and (select schakel_has_role('system'))",
                ),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
    ]
