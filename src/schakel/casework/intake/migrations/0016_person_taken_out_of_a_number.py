"""The number under which a giver wrote something down can hold a name: it goes out by the system of the municipality only."""

from django.db import migrations

from schakel.ground.database.security import Grants, Policy

OWN_SYSTEM = "(controller = (select schakel_organisation()) and (select schakel_has_role('system')))"
TAKEN_OUT = Policy("person taken out", "update", using=OWN_SYSTEM, check=OWN_SYSTEM)


class Migration(migrations.Migration):
    dependencies = [("intake", "0015_opened_in_an_emergency")]
    operations = [
        migrations.RunSQL(TAKEN_OUT.create("intake_provenance"), TAKEN_OUT.drop("intake_provenance")),
        Grants("intake_provenance", {"schakel_app": "update (reference)"}),
    ]
