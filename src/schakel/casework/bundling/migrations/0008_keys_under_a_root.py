"""Under which root a key was blinded, so that a newer root can be laid beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bundling", "0007_clearing")]
    operations = [
        migrations.AddField("linkkey", "generation", models.PositiveIntegerField(default=1)),
        migrations.RunSQL(
            "grant select (generation) on bundling_link_key to schakel_linker",
            "revoke select (generation) on bundling_link_key from schakel_linker",
        ),
    ]
