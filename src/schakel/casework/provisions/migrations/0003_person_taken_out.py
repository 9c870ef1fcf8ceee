"""Somebody wrongly named can be taken out of a provision and of its log, by the system of the municipality only."""

from django.db import migrations

from schakel.ground.database.security import Grants, Policy

OWN_SYSTEM = "(controller = (select schakel_organisation()) and (select schakel_has_role('system')))"
TAKEN_OUT = Policy("person taken out", "update", using=OWN_SYSTEM, check=OWN_SYSTEM)


class Migration(migrations.Migration):
    dependencies = [("provisions", "0002_row_security")]
    operations = [
        Grants("provisions_provision", {"schakel_app": "update (reference, content)"}),
        migrations.RunSQL(TAKEN_OUT.create("provisions_line"), TAKEN_OUT.drop("provisions_line")),
        Grants("provisions_line", {"schakel_app": "update (reason)"}),
    ]
