"""Passkeys and wrong codes are seen by their person only; who somebody is at a provider, where the account is seen.

A provider is no secret (its client secret is sealed): the page to log in shows it before there is a scope.
`accounts_active`: which colleagues still work here, for who hands work over; it names nobody.
`accounts_looked_after`: an administrator who came in by single sign-on counts as one who came in.
"""

from django.db import migrations

from schakel.ground.database.security import Policy, RowSecurity

SYSTEM = "(select schakel_has_role('system'))"
MANAGES = f"((select schakel_has_role('functional_administrator')) or {SYSTEM})"
SUPERVISES = "(select schakel_has_role('privacy_officer'))"
OWN = "organisation_id = (select schakel_organisation())"
SELF = "account_id = (select schakel_actor())"
OF_A_VISIBLE_ACCOUNT = "account_id in (select id from accounts_account)"
LOOKS_AFTER = """
exists (
    select 1 from accounts_account a
    where a.id = target and a.id is distinct from schakel_actor()
      and ((schakel_has_role('functional_administrator') or schakel_has_role('system')) and a.organisation_id = schakel_organisation()
        or schakel_has_role('functional_administrator') and accounts_looked_after(a.organisation_id)))
"""

HAS = """
create or replace function accounts_has_second_step(target uuid) returns boolean language sql stable security definer
begin atomic
  select (exists (select 1 from accounts_secondstep s where s.account_id = target and s.confirmed_at is not null){passkeys})
    and (target = schakel_actor() or {looks_after});
end
"""
PASSKEYS = (
    " or exists (select 1 from accounts_passkey p where p.account_id = target)"  # a doubted one still asks for a code
)

FORGET = f"""
create or replace function accounts_forget_second_step(target uuid) returns boolean language sql volatile security definer
begin atomic
  with codes as (delete from accounts_recoverycode c where c.account_id = target and {LOOKS_AFTER}),
  wrong as (delete from accounts_wrongcodes w where w.account_id = target and {LOOKS_AFTER}),
  keys as (delete from accounts_passkey p where p.account_id = target and {LOOKS_AFTER} returning 1),
  steps as (delete from accounts_secondstep s where s.account_id = target and {LOOKS_AFTER} returning 1)
  select exists (select 1 from steps) or exists (select 1 from keys);
end
"""
FORGET_BEFORE = f"""
create or replace function accounts_forget_second_step(target uuid) returns boolean language sql volatile security definer
begin atomic
  with codes as (delete from accounts_recoverycode c where c.account_id = target and {LOOKS_AFTER}),
  steps as (delete from accounts_secondstep s where s.account_id = target and {LOOKS_AFTER} returning 1)
  select exists (select 1 from steps);
end
"""

LOOKED_AFTER = """
create or replace function accounts_looked_after(target uuid) returns boolean language sql stable security definer
begin atomic
  select accounts_hosts() and target <> schakel_organisation() and not exists (
    select 1 from accounts_account a join accounts_rolegrant g on g.account_id = a.id
    where a.organisation_id = target and a.closed_on is null and {came_in} and g.role = 'functional_administrator'
      and g.valid_until is null and not (g.awaits_second and g.confirmed_by is null));
end
"""
BY_PASSWORD = "left(a.password, 1) <> '!'"  # noqa: S105 (Django's mark for: no password was chosen)
BY_EITHER = f"({BY_PASSWORD} or exists (select 1 from accounts_signonidentity i where i.account_id = a.id))"

ACTIVE = """
create function accounts_active(targets uuid[], on_day date) returns setof uuid language sql stable security definer
begin atomic
  select a.id from accounts_account a
  where a.id = any (targets) and a.organisation_id = schakel_organisation()
    and a.closed_on is null and (a.leaves_on is null or a.leaves_on > on_day);
end
"""

GUARD = """
create function accounts_account_stays() returns trigger language plpgsql as $$
begin
  if (new.leaves_on, new.keeps_password) is distinct from (old.leaves_on, old.keeps_password)
     and old.id is not distinct from schakel_actor() then
    raise exception 'nobody says this of the own account' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger accounts_account_stays before update on accounts_account for each row execute function accounts_account_stays();
"""


def own(table: str, rights: str) -> RowSecurity:
    """The person alone; the owner, as whom the functions run, looks and deletes."""
    return RowSecurity(
        table,
        [
            Policy("oneself", "all", using=SELF, check=SELF),
            Policy(f"{table} function", "select", using="true", role="current_user"),
            Policy(f"{table} function deletes", "delete", using="true", role="current_user"),
        ],
        {"schakel_app": rights},
    )


def private(function: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=[f"revoke all on function {function} from public", f"grant execute on function {function} to schakel_app"],
        reverse_sql=migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_ways_in"), ("database", "0001_scope")]
    operations = [
        own(
            "accounts_passkey",
            "select, insert, delete, update (name, sign_count, backed_up, last_used_on, doubted_at)",
        ),
        own("accounts_wrongcodes", "select, insert, delete, update (times, last_at)"),
        RowSecurity(
            "accounts_signonprovider",
            [
                Policy("everybody reads", "select", using="true"),
                Policy("own adds", "insert", check=f"{MANAGES} and {OWN}"),
                Policy("own alters", "update", using=f"{MANAGES} and {OWN}", check=f"{MANAGES} and {OWN}"),
                Policy("accounts_signonprovider directory", "select", using="true", role="current_user"),
            ],
            {
                "schakel_app": "select, insert, update (name, client_id, sealed_secret, email_domain, second_step_values,"
                " invites_itself, ended_on)"
            },
        ),
        RowSecurity(
            "accounts_signonidentity",
            [
                Policy("looked up", "select", using="subject_hash = (select schakel_lookup_token_hash())"),
                Policy("of a visible account", "select", using=OF_A_VISIBLE_ACCOUNT),
                Policy("bound", "insert", check=f"{SELF} or {SYSTEM} and {OF_A_VISIBLE_ACCOUNT}"),
                Policy("unbound", "delete", using=f"({SELF} or {MANAGES}) and {OF_A_VISIBLE_ACCOUNT}"),
                Policy("accounts_signonidentity directory", "select", using="true", role="current_user"),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        RowSecurity(
            "accounts_rightsreview",
            [
                Policy("own reads", "select", using=f"({MANAGES} or {SUPERVISES}) and {OWN}"),
                Policy(
                    "seen",
                    "insert",
                    check=f"({MANAGES} or {SUPERVISES}) and {OWN} and seen_by is not distinct from (select schakel_actor())",
                ),
            ],
            {"schakel_app": "select, insert"},
        ),
        migrations.RunSQL(
            "grant update (leaves_on, keeps_password, sessions) on accounts_account to schakel_app",
            "revoke update (leaves_on, keeps_password, sessions) on accounts_account from schakel_app",
        ),
        migrations.RunSQL(
            GUARD, "drop trigger accounts_account_stays on accounts_account; drop function accounts_account_stays()"
        ),
        migrations.RunSQL(
            HAS.format(passkeys=PASSKEYS, looks_after=LOOKS_AFTER), HAS.format(passkeys="", looks_after=LOOKS_AFTER)
        ),
        migrations.RunSQL(FORGET, FORGET_BEFORE),
        migrations.RunSQL(LOOKED_AFTER.format(came_in=BY_EITHER), LOOKED_AFTER.format(came_in=BY_PASSWORD)),
        migrations.RunSQL(ACTIVE, "drop function accounts_active(uuid[], date)"),
        private("accounts_active(uuid[], date)"),
    ]
