"""A list that is being taken in is a draft of its own kind, so that it is found again after a restart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0008_provenance")]
    operations = [
        migrations.RemoveConstraint(model_name="draft", name="intake_draft_kind"),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("desk", "file", "take"))), name="intake_draft_kind"
            ),
        ),
    ]
