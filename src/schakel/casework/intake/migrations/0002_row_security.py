"""Whose signal is it: the reporter's own, and the focal persons' of the municipality it is addressed to. Nobody else's.

Two functions run as the owner: one gives out the next number of a controller, which a reporter of another
organisation may not read; one says whether a sender's id came in before, which a token without an account must know.
"""

from django.db import migrations

from schakel.ground.database.security import Policy, RowSecurity

SYSTEM = "(select schakel_has_role('system'))"
HANDLES = f"((select schakel_has_role('focal_person')) or {SYSTEM})"
CONTROLLED = f"(controller = (select schakel_organisation()) and {HANDLES})"
MINE = "reporter = (select schakel_actor())"
SENT_BY_US = "reporting_organisation = (select schakel_organisation()) and reporter is not distinct from (select schakel_actor())"
OF_VISIBLE = "signal_id in (select id from intake_signal)"
OF_MINE = "signal_id in (select id from intake_signal where reporter = (select schakel_actor()))"

NEXT_NUMBER = """
create function intake_next_number(of uuid) returns integer language sql security definer set search_path = public, pg_temp as $$
  insert into intake_lastnumber (controller, number) select of, 1 where schakel_organisation() is not null
  on conflict (controller) do update set number = intake_lastnumber.number + 1 returning number
$$;
revoke all on function intake_next_number(uuid) from public;
grant execute on function intake_next_number(uuid) to schakel_app;
"""

SENT_BEFORE = """
create function intake_sent_before(sender text, out id uuid, out number integer, out body_digest bytea)
returns setof record language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.number, s.body_digest from intake_signal s
  where s.reporting_organisation = schakel_organisation() and s.sender_id = sender
$$;
revoke all on function intake_sent_before(text) from public;
grant execute on function intake_sent_before(text) to schakel_app;
"""


def parts(table: str) -> RowSecurity:
    """Seen where the signal is seen; written with it, by whoever sends it."""
    return RowSecurity(
        table,
        [
            Policy("seen with the signal", "select", using=f"{CONTROLLED} or {OF_MINE}"),
            Policy(
                "written with the signal",
                "insert",
                check="(select schakel_organisation()) is not null and intake_is_new(signal_id, controller)",
            ),
            Policy("corrected", "update", using=CONTROLLED, check=CONTROLLED),
            Policy(
                "goes with the signal", "delete", using=f"controller = (select schakel_organisation()) and {SYSTEM}"
            ),
        ],
        {"schakel_app": "select, insert, delete"},
    )


# A part may be added by who sent the signal, in the transaction that wrote it, or by its controller. The sender of a
# token has no account and so does not see the signal afterwards.
IS_NEW = """
create function intake_is_new(part_of uuid, held_by uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from intake_signal s where s.id = part_of and s.controller = held_by
    and (s.reporting_organisation = schakel_organisation() or s.controller = schakel_organisation()))
$$;
revoke all on function intake_is_new(uuid, uuid) from public;
grant execute on function intake_is_new(uuid, uuid) to schakel_app;
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("database", "0001_scope")]
    operations = [
        RowSecurity(
            "intake_signal",
            [
                Policy("own municipality", "select", using=CONTROLLED),
                Policy("own words", "select", using=MINE),
                Policy("sent", "insert", check=SENT_BY_US),
                Policy("handled", "update", using=CONTROLLED, check=CONTROLLED),
                Policy("expired", "delete", using=f"controller = (select schakel_organisation()) and {SYSTEM}"),
                Policy("functions below", "select", using="true", role="current_user"),
            ],
            {"schakel_app": "select, insert, update (state, due_at, owner, keep_until), delete"},
        ),
        migrations.RunSQL(IS_NEW, "drop function intake_is_new(uuid, uuid)"),
        parts("intake_observation"),
        parts("intake_mention"),
        RowSecurity(
            "intake_statechange",
            [
                Policy("own municipality", "select", using=CONTROLLED),
                Policy("decided", "insert", check=CONTROLLED),
                Policy("goes with the signal", "delete", using=f"controller = (select schakel_organisation()) and {SYSTEM}"),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        RowSecurity(
            "intake_feedback",
            [
                Policy("seen with the signal", "select", using=f"{CONTROLLED} or {OF_MINE}"),
                Policy("receipt or answer", "insert", check=f"{CONTROLLED} or (code = 'received' and intake_is_new(signal_id, controller))"),
                Policy("goes with the signal", "delete", using=f"controller = (select schakel_organisation()) and {SYSTEM}"),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        RowSecurity(
            "intake_lastnumber",
            [Policy("function below", "all", using="true", check="true", role="current_user")],
            {},
        ),
        migrations.RunSQL(NEXT_NUMBER, "drop function intake_next_number(uuid)"),
        migrations.RunSQL(SENT_BEFORE, "drop function intake_sent_before(text)"),
    ]  # fmt: skip
