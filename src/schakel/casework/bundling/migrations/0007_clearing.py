"""Somebody wrongly named can be taken out of a reason, by the system of the municipality only."""

from django.db import migrations

from schakel.ground.database.security import Grants, Policy

OWN_SYSTEM = "(controller = (select schakel_organisation()) and (select schakel_has_role('system')))"


def cleared(table: str) -> list[migrations.operations.base.Operation]:
    policy = Policy("person taken out", "update", using=OWN_SYSTEM, check=OWN_SYSTEM)
    return [
        migrations.RunSQL(policy.create(table), policy.drop(table)),
        Grants(table, {"schakel_app": "update (reason)"}),
    ]


class Migration(migrations.Migration):
    dependencies = [("bundling", "0006_worksheet")]
    operations = [*cleared("bundling_judgement"), *cleared("bundling_worksheet_answer")]
