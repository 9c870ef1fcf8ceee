"""The table of wrapped keys, and who may see them.

A partner who sends a signal seals it with the key of the municipality that will be responsible for it, so whoever
acts may read and make wrapped keys; nobody may change or remove one. What they open is guarded where it stands.
"""

from django.db import migrations, models

import schakel.ground.database.identity
from schakel.ground.database.security import Policy, RowSecurity

SOMEBODY_ACTS = "(select schakel_organisation()) is not null"
KEY_IDS = """
create function vault_key_ids() returns setof bytea language sql stable security definer
begin atomic
  select distinct key_id from public.vault_data_key;
end
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("database", "0001_scope")]
    operations = [
        migrations.CreateModel(
            name="DataKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.database.identity.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation", models.UUIDField(unique=True)),
                ("wrapped", models.BinaryField()),
                ("key_id", models.BinaryField(max_length=8)),
                ("made_at", models.DateTimeField()),
            ],
            options={"db_table": "vault_data_key"},
        ),
        RowSecurity(
            "vault_data_key",
            [
                Policy("whoever acts", "select", using=SOMEBODY_ACTS),
                Policy("whoever acts makes", "insert", check=SOMEBODY_ACTS),
                Policy("key ids", "select", using="true", role="current_user"),
            ],
            {"schakel_app": "select, insert"},
        ),
        migrations.RunSQL(KEY_IDS, "drop function vault_key_ids()"),
        migrations.RunSQL(
            [
                "revoke all on function vault_key_ids() from public",
                "grant execute on function vault_key_ids() to schakel_app",
            ],
            migrations.RunSQL.noop,
        ),
    ]
