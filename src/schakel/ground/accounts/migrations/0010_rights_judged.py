"""What was said of each right when rights were gone through: written once, never by who holds the right."""

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.database.identity
from schakel.ground.database.security import Policy, RowSecurity

MANAGES = "((select schakel_has_role('functional_administrator')) or (select schakel_has_role('system')))"
SUPERVISES = "(select schakel_has_role('privacy_officer'))"
OWN = "organisation_id = (select schakel_organisation())"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_reporter_name_for_the_system"),
    ]

    operations = [
        migrations.CreateModel(
            name="RightsJudgement",
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
                ("granted", models.UUIDField()),
                ("role", models.CharField(max_length=32)),
                ("verdict", models.CharField(max_length=9)),
                ("why", models.CharField(max_length=12)),
                ("on", models.DateField()),
                ("by", models.UUIDField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="accounts.rightsreview",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["granted", "on"], name="accounts_judgement_last")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ("kept", "withdrawn", "doubted"))),
                        name="accounts_judgement_verdict",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("account", models.F("by")), _negated=True),
                        name="accounts_judgement_by_another",
                    ),
                ],
            },
        ),
        RowSecurity(
            "accounts_rightsjudgement",
            [
                Policy("own reads", "select", using=f"({MANAGES} or {SUPERVISES}) and {OWN}"),
                Policy(
                    "judged",
                    "insert",
                    check=f"({MANAGES} or {SUPERVISES}) and {OWN} and by = (select schakel_actor()) and account <> by"
                    " and review_id in (select r.id from accounts_rightsreview r where r.seen_by = (select schakel_actor()))",
                ),
            ],
            {"schakel_app": "select, insert"},
        ),
    ]
