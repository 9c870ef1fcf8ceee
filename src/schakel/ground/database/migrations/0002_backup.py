"""The backup role reads every table there is and every table that will be made; it writes none."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("database", "0001_scope")]
    operations = [
        migrations.RunSQL(
            [
                "grant select on all tables in schema public to schakel_backup",
                "grant select on all sequences in schema public to schakel_backup",
                "alter default privileges in schema public grant select on tables to schakel_backup",
                "alter default privileges in schema public grant select on sequences to schakel_backup",
            ],
            [
                "alter default privileges in schema public revoke select on sequences from schakel_backup",
                "alter default privileges in schema public revoke select on tables from schakel_backup",
                "revoke select on all sequences in schema public from schakel_backup",
                "revoke select on all tables in schema public from schakel_backup",
            ],
        )
    ]
