"""Data keys get versions, roots a table, organisations a pair of keys for the public; and all of them can be renewed.

The application makes first versions only. Newer ones are made by the owner, while it says that it renews keys.
"""

from django.db import migrations, models

import schakel.ground.database.identity
from schakel.ground.database.security import RENEWING, Policy, Resealed, RowSecurity

SOMEBODY_ACTS = "(select schakel_organisation()) is not null"
OWN = "organisation = (select schakel_organisation())"
FUNCTIONS = """
create or replace function vault_key_ids() returns setof bytea language sql stable security definer
begin atomic
  select key_id from public.vault_data_key union select key_id from public.vault_root_key;
end;
create function vault_recipient_public(wanted uuid) returns bytea language sql stable security definer
begin atomic
  select public from public.vault_recipient_key where organisation = wanted and ended_at is null;
end
"""
BACK = """
create or replace function vault_key_ids() returns setof bytea language sql stable security definer
begin atomic
  select distinct key_id from public.vault_data_key;
end;
drop function vault_recipient_public(uuid)
"""
FIRST_ONLY = """
drop policy "whoever acts makes" on vault_data_key;
create policy "whoever acts makes" on vault_data_key for insert to schakel_app
  with check (version = 1 and (select schakel_organisation()) is not null)
"""
ANY = """
drop policy "whoever acts makes" on vault_data_key;
create policy "whoever acts makes" on vault_data_key for insert to schakel_app
  with check ((select schakel_organisation()) is not null)
"""


def renewed(table: str) -> list[migrations.RunSQL]:
    """The owner also makes and removes rows, while it renews."""
    return [
        migrations.RunSQL(
            [
                f'create policy "keys are made" on {table} for insert to current_user with check ({RENEWING})',
                f'create policy "keys are retired" on {table} for delete to current_user using ({RENEWING})',
            ],
            [f'drop policy "keys are made" on {table}', f'drop policy "keys are retired" on {table}'],
        )
    ]


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]
    operations = [
        migrations.AddField("datakey", "version", models.PositiveIntegerField(default=1)),
        migrations.AlterField("datakey", "organisation", models.UUIDField()),
        migrations.AddConstraint(
            "datakey",
            models.UniqueConstraint(fields=["organisation", "version"], name="vault_data_key_version"),
        ),
        migrations.CreateModel(
            name="RootKey",
            fields=[
                ("generation", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
                ("key_id", models.BinaryField(max_length=8)),
                ("made_at", models.DateTimeField()),
                ("current_since", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "vault_root_key"},
        ),
        migrations.CreateModel(
            name="RecipientKey",
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
                ("organisation", models.UUIDField()),
                ("public", models.BinaryField()),
                ("private", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "vault_recipient_key",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("organisation",),
                        name="vault_recipient_key_current",
                    )
                ],
            },
        ),
        RowSecurity(
            "vault_root_key",
            [
                Policy("wrapped for all", "select", using="true"),
                Policy("the first", "insert", check="generation = 1"),
                Policy("key ids", "select", using="true", role="current_user"),
            ],
            {"schakel_app": "select, insert"},
        ),
        RowSecurity(
            "vault_recipient_key",
            [
                Policy("own", "select", using=OWN),
                Policy("own makes", "insert", check=OWN),
                Policy("own ends", "update", using=OWN, check=OWN),
                Policy("recipients", "select", using="true", role="current_user"),
            ],
            {"schakel_app": "select, insert, update (ended_at)"},
        ),
        Resealed("vault_data_key", "vault_root_key", "vault_recipient_key"),
        *renewed("vault_data_key"),
        *renewed("vault_root_key"),
        migrations.RunSQL(FIRST_ONLY, ANY),
        migrations.RunSQL(FUNCTIONS, BACK),
        migrations.RunSQL(
            [
                "revoke all on function vault_recipient_public(uuid) from public",
                "grant execute on function vault_recipient_public(uuid) to schakel_app",
            ],
            migrations.RunSQL.noop,
        ),
    ]
