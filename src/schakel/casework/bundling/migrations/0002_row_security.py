"""Who sees what of bundling.

Everything that links, argues and bundles is seen by the focal persons of the controller and by the system. The linker
sees blind keys of its covenants, of every controller, and writes hits on both sides; it reads nothing that was said.
The chain director sees hits and requests of the covenant: that they are there, and between which municipalities.
"""

from django.db import migrations

from schakel.ground.database.security import Policy, RowSecurity

SYSTEM = "(select schakel_has_role('system'))"
HANDLES = f"((select schakel_has_role('focal_person')) or {SYSTEM})"
MINE = "controller = (select schakel_organisation())"
OWN = f"({MINE} and {HANDLES})"
OWN_SYSTEM = f"({MINE} and {SYSTEM})"
IN_COVENANT = "covenant = any (((select schakel_covenants()))::uuid[])"
DIRECTS = f"((select schakel_has_role('chain_director')) and {IN_COVENANT})"
ONE_SIDE = "(controller = (select schakel_organisation()) or other = (select schakel_organisation()))"
ASKER_OR_ASKED = (
    f"((controller = (select schakel_organisation()) or asked = (select schakel_organisation())) and {HANDLES})"
)
LOOKS_AFTER = f"((select schakel_has_role('functional_administrator')) or {SYSTEM})"


def own(table: str, rights: str) -> RowSecurity:
    """Seen and written by the controller; removed by its system only."""
    policies = [
        Policy("own", "select", using=OWN),
        Policy("written", "insert", check=OWN),
        Policy("removed", "delete", using=OWN_SYSTEM),
    ]
    if "update" in rights:
        policies.append(Policy("changed", "update", using=OWN, check=OWN))
    return RowSecurity(table, policies, {"schakel_app": rights})


# A shelter that is protected later: which signals name it already, of every controller, so that each reads its own anew.
HOLDERS = """
create function bundling_holders(wanted bigint[], out controller uuid, out signal uuid)
returns setof record language sql stable security definer set search_path = public, pg_temp as $$
  select distinct k.controller, k.signal from bundling_link_key k
  where k.key = any (wanted) and (schakel_has_role('functional_administrator') or schakel_has_role('system'))
$$;
revoke all on function bundling_holders(bigint[]) from public;
grant execute on function bundling_holders(bigint[]) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("bundling", "0001_initial"), ("database", "0001_scope")]
    operations = [
        own("bundling_reading", "select, insert, update (observed), delete"),
        RowSecurity(
            "bundling_link_key",
            [
                Policy("own", "select", using=OWN),
                Policy("written", "insert", check=f"{OWN_SYSTEM} and (covenant is null or {IN_COVENANT})"),
                Policy("removed", "delete", using=OWN_SYSTEM),
                Policy("linker meets keys", "select", using=IN_COVENANT, role="schakel_linker"),
                Policy("function below", "select", using="true", role="current_user"),
            ],
            {
                "schakel_app": "select, insert, delete",
                "schakel_linker": "select (controller, signal, covenant, kind, key)",
            },
        ),
        own("bundling_link", "select, insert, update (band, bits, prior, because, model), delete"),
        own("bundling_judgement", "select, insert, delete"),
        own("bundling_bundle", "select, insert, update (title, changed_at, ended_at), delete"),
        own("bundling_membership", "select, insert, update (until, why_left), delete"),
        own("bundling_last_number", "select, insert, update (number)"),
        RowSecurity(
            "bundling_hit",
            [
                Policy("own side", "select", using=OWN),
                Policy("covenant as a whole", "select", using=DIRECTS),
                Policy("linker looks", "select", using=IN_COVENANT, role="schakel_linker"),
                Policy("linker tells both", "insert", check=f"{IN_COVENANT} and {ONE_SIDE}", role="schakel_linker"),
                Policy("linker takes back", "delete", using=f"{IN_COVENANT} and {ONE_SIDE}", role="schakel_linker"),
            ],
            {"schakel_app": "select", "schakel_linker": "select, insert, delete"},
        ),
        RowSecurity(
            "bundling_ask_request",
            [
                Policy("asker and asked", "select", using=ASKER_OR_ASKED),
                Policy("covenant as a whole", "select", using=DIRECTS),
                Policy("asked", "insert", check=f"{OWN} and {IN_COVENANT}"),
                Policy("answered", "update", using=ASKER_OR_ASKED, check=ASKER_OR_ASKED),
                Policy("expired", "delete", using=f"{ASKER_OR_ASKED} and {SYSTEM}"),
            ],
            {"schakel_app": "select, insert, update (state, answered_by, answered_at), delete"},
        ),
        RowSecurity(
            "bundling_protected_address",
            [
                Policy("asked by all", "select", using="(select schakel_organisation()) is not null"),
                Policy("added", "insert", check=LOOKS_AFTER),
            ],
            {"schakel_app": "select, insert"},
        ),
        migrations.RunSQL(HOLDERS, "drop function bundling_holders(bigint[])"),
    ]
