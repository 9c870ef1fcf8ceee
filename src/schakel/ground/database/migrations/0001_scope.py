"""The functions row policies ask: who acts, for which organisation, with which roles.

Bodies are SQL-standard ones (`return ...`): names in them are bound when they are made, so nobody can bend
them with a search path. All answer null outside a scope, and null refuses.
"""

from django.db import migrations

FUNCTIONS = {
    "schakel_actor()": ("uuid", "nullif(current_setting('schakel.actor', true), '')::uuid"),
    "schakel_organisation()": ("uuid", "nullif(current_setting('schakel.organisation', true), '')::uuid"),
    "schakel_has_role(wanted text)": (
        "boolean",
        "wanted = any (string_to_array(nullif(current_setting('schakel.roles', true), ''), ','))",
    ),
    "schakel_municipality()": ("text", "nullif(current_setting('schakel.municipality', true), '')"),
    "schakel_covenants()": (
        "uuid[]",
        "string_to_array(nullif(current_setting('schakel.covenants', true), ''), ',')::uuid[]",
    ),
    "schakel_lookup_account()": ("uuid", "nullif(current_setting('schakel.lookup_account', true), '')::uuid"),
    "schakel_lookup_login_name()": ("text", "nullif(current_setting('schakel.lookup_login_name', true), '')"),
    "schakel_lookup_token_hash()": (
        "bytea",
        "decode(nullif(current_setting('schakel.lookup_token_hash', true), ''), 'hex')",
    ),
}


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            sql=f"create function {signature} returns {kind} language sql stable parallel safe return {body}",
            reverse_sql=f"drop function {signature.replace('wanted ', '')}",
        )
        for signature, (kind, body) in FUNCTIONS.items()
    ]
