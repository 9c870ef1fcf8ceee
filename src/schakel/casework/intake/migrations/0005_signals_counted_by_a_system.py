"""A system of the municipality may see which bundles there are: numbers, counts and days.

Counting sources and days takes the rows of the signals; what people wrote in them is not asked for and stays sealed.
"""

from django.db import migrations

READS = "controller = (select schakel_organisation()) and (select schakel_has_role('bundle_reader'))"
TABLES = ("intake_signal", "intake_observation")


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_parts_of_the_own_signal")]
    operations = [
        migrations.RunSQL(
            f'create policy "own system counts" on {table} for select to schakel_app using ({READS})',
            f'drop policy "own system counts" on {table}',
        )
        for table in TABLES
    ]
