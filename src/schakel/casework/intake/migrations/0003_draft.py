"""Drafts: seen, kept and thrown away by their writer only; the system throws away what is over."""

from django.db import migrations, models

import schakel.ground.database.identity
from schakel.ground.database.security import Policy, RowSecurity

MINE = "writer = (select schakel_actor()) and organisation = (select schakel_organisation())"
OF_OUR_HOUSE = "organisation = (select schakel_organisation()) and (select schakel_has_role('system'))"


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_row_security")]
    operations = [
        migrations.CreateModel(
            name="Draft",
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
                ("writer", models.UUIDField()),
                ("organisation", models.UUIDField()),
                ("kind", models.CharField(max_length=4)),
                ("kept_at", models.DateTimeField()),
                ("typed", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("writer", "kind"), name="intake_draft_one_of_each"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("desk", "file"))), name="intake_draft_kind"
                    ),
                ],
            },
        ),
        RowSecurity(
            "intake_draft",
            [
                Policy("own draft", "all", using=MINE, check=MINE),
                Policy("over, seen", "select", using=OF_OUR_HOUSE),
                Policy("over, thrown away", "delete", using=OF_OUR_HOUSE),
            ],
            {"schakel_app": "select, insert, update (kept_at, typed), delete"},
        ),
    ]
