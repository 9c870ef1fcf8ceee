"""Somebody wrongly named can be taken out of why another person was not told yet, by the system only."""

from django.db import migrations

from schakel.ground.database.security import Grants, Policy

OWN_SYSTEM = "(controller = (select schakel_organisation()) and (select schakel_has_role('system')))"
TAKEN_OUT = Policy("person taken out", "update", using=OWN_SYSTEM, check=OWN_SYSTEM)


class Migration(migrations.Migration):
    dependencies = [("rights", "0002_row_security")]
    operations = [
        migrations.RunSQL(TAKEN_OUT.create("rights_notice"), TAKEN_OUT.drop("rights_notice")),
        Grants("rights_notice", {"schakel_app": "update (reason)"}),
    ]
