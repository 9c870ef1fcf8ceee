"""Who holds a track takes out a name that was wrongly written down there; after a restore the system does it again."""

from django.db import migrations

from schakel.ground.database.security import Grants, Policy

MINE = "controller = (select schakel_organisation())"
SYSTEM = "(select schakel_has_role('system'))"


def holder(role):
    held = f"({MINE} and ({SYSTEM} or (select schakel_has_role('{role}'))))"
    return Policy("name taken out", "update", using=held, check=held)


GIVEN = f"({MINE} and direction = 'given' and (select schakel_has_role('investigator')))"
OUT_OF_GIVEN = Policy("name taken out", "update", using=GIVEN, check=GIVEN)
INVESTIGATION, SUPERVISION = holder("investigator"), holder("supervisor")


class Migration(migrations.Migration):
    dependencies = [("provisions", "0003_person_taken_out")]
    operations = [
        migrations.RunSQL(
            INVESTIGATION.create("provisions_investigation"), INVESTIGATION.drop("provisions_investigation")
        ),
        Grants("provisions_investigation", {"schakel_app": "update (fields)"}),
        migrations.RunSQL(SUPERVISION.create("provisions_supervision"), SUPERVISION.drop("provisions_supervision")),
        Grants("provisions_supervision", {"schakel_app": "update (fields)"}),
        migrations.RunSQL(OUT_OF_GIVEN.create("provisions_provision"), OUT_OF_GIVEN.drop("provisions_provision")),
        Grants("provisions_provision", {"schakel_app": "update (necessity)"}),
    ]
