"""A signal may be written down for somebody else. Whose observation it is decides who counts as a source."""

from django.db import migrations, models

from schakel.casework.intake.rules import RELATIONS


class Migration(migrations.Migration):
    dependencies = [("intake", "0009_list_under_way")]
    operations = [
        migrations.AddField("signal", "passed_on", models.CharField(max_length=9, blank=True, default="")),
        migrations.AddField("signal", "noticer", models.UUIDField(null=True)),
        migrations.AddField("signal", "reach", models.BinaryField(null=True)),
        migrations.AddConstraint(
            "signal",
            models.CheckConstraint(
                condition=models.Q(passed_on="", noticer__isnull=True, reach__isnull=True)
                | models.Q(passed_on__in=RELATIONS, noticer__isnull=False),
                name="intake_signal_passed_on",
            ),
        ),
    ]
