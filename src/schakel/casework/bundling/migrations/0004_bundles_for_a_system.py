"""A system of the municipality may see which bundles there are: numbers, counts and days.

Not what was read in the signals, and not the keys.
"""

from django.db import migrations

READS = "controller = (select schakel_organisation()) and (select schakel_has_role('bundle_reader'))"
TABLES = ("bundling_bundle", "bundling_membership", "bundling_link", "bundling_judgement")


class Migration(migrations.Migration):
    dependencies = [("bundling", "0003_asking_and_answering")]
    operations = [
        migrations.RunSQL(
            f'create policy "own system counts" on {table} for select to schakel_app using ({READS})',
            f'drop policy "own system counts" on {table}',
        )
        for table in TABLES
    ]
