"""The worksheet: seen and written by the focal persons of the controller, each in the own name; removed by its system."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.database.identity
from schakel.ground.database.security import Policy, RowSecurity

SYSTEM = "(select schakel_has_role('system'))"
MINE = "controller = (select schakel_organisation())"
OWN = f"({MINE} and ((select schakel_has_role('focal_person')) or {SYSTEM}))"
ANSWERED = f"""({MINE} and (select schakel_has_role('focal_person')) and by is not distinct from (select schakel_actor())
  and exists (select 1 from bundling_bundle b where b.id = bundle_id and b.controller = bundling_worksheet_answer.controller))"""


class Migration(migrations.Migration):
    dependencies = [("bundling", "0005_splitting_and_merging")]
    operations = [
        migrations.CreateModel(
            name="WorksheetAnswer",
            fields=[
                ("id", models.UUIDField(default=schakel.ground.database.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ("controller", models.UUIDField()),
                ("ilo_list", models.CharField(max_length=40)),
                ("row", models.CharField(max_length=40)),
                ("answer", models.CharField(max_length=8)),
                ("reason", models.BinaryField(null=True)),
                ("rests_on", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                ("pack_version", models.CharField(max_length=40)),
                ("bundle", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="worksheet", to="bundling.bundle")),
            ],
            options={
                "db_table": "bundling_worksheet_answer",
                "indexes": [models.Index(fields=["bundle", "ilo_list", "at"], name="bundling_worksheet_list")],
                "constraints": [models.CheckConstraint(condition=models.Q(("answer__in", ("yes", "no", "unknown"))), name="bundling_worksheet_answer")],
            },
        ),
        RowSecurity(
            "bundling_worksheet_answer",
            [
                Policy("own", "select", using=OWN),
                Policy("answered", "insert", check=ANSWERED),
                Policy("removed", "delete", using=f"({MINE} and {SYSTEM})"),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
    ]  # fmt: skip
