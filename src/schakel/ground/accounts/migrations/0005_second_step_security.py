"""Somebody's second step is seen by that person only. An administrator takes it away, by a function, unseen.

`accounts_has_second_step`: yes or no, for the person and for who looks after the account.
`accounts_forget_second_step`: deletes key and codes of an account one looks after, and tells whether there were any.
"""

from django.db import migrations

from schakel.ground.database.security import Policy, RowSecurity

SELF = "account_id = (select schakel_actor())"
LOOKS_AFTER = """
exists (
    select 1 from accounts_account a
    where a.id = target and a.id is distinct from schakel_actor()
      and ((schakel_has_role('functional_administrator') or schakel_has_role('system')) and a.organisation_id = schakel_organisation()
        or schakel_has_role('functional_administrator') and accounts_looked_after(a.organisation_id)))
"""

HAS = f"""
create function accounts_has_second_step(target uuid) returns boolean language sql stable security definer
begin atomic
  select exists (select 1 from accounts_secondstep s where s.account_id = target and s.confirmed_at is not null)
    and (target = schakel_actor() or {LOOKS_AFTER});
end
"""

FORGET = f"""
create function accounts_forget_second_step(target uuid) returns boolean language sql volatile security definer
begin atomic
  with codes as (delete from accounts_recoverycode c where c.account_id = target and {LOOKS_AFTER}),
  steps as (delete from accounts_secondstep s where s.account_id = target and {LOOKS_AFTER} returning 1)
  select exists (select 1 from steps);
end
"""


def own(table: str, columns: str) -> RowSecurity:
    """The person alone; the owner, as whom the two functions run, looks and deletes."""
    return RowSecurity(
        table,
        [
            Policy("oneself", "all", using=SELF, check=SELF),
            Policy(f"{table} function", "select", using="true", role="current_user"),
            Policy(f"{table} function deletes", "delete", using="true", role="current_user"),
        ],
        {"schakel_app": f"select, insert, delete, update ({columns})"},
    )


def private(function: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=[f"revoke all on function {function} from public", f"grant execute on function {function} to schakel_app"],
        reverse_sql=migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_second_step"), ("database", "0001_scope")]
    operations = [
        own("accounts_secondstep", "confirmed_at, last_step, wrong_times, wrong_at"),
        own("accounts_recoverycode", "used_at"),
        migrations.RunSQL(HAS, "drop function accounts_has_second_step(uuid)"),
        migrations.RunSQL(FORGET, "drop function accounts_forget_second_step(uuid)"),
        private("accounts_has_second_step(uuid)"),
        private("accounts_forget_second_step(uuid)"),
    ]  # fmt: skip
