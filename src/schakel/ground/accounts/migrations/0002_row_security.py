"""Who sees and writes which account, grant, link and token, at the database itself.

A row of `accounts_account` is seen by the person, by whoever was asked for by name before there is a scope, and by
the administrators and privacy officers of the same organisation. What hangs on an account (grants, links) is seen
exactly where the account is. The owner of the tables may read them for the directory functions in the next file.
"""

from django.db import migrations

from schakel.ground.database.security import Policy, RowSecurity

SYSTEM = "(select schakel_has_role('system'))"
ADMINISTRATOR = "(select schakel_has_role('functional_administrator'))"
MANAGES = f"({ADMINISTRATOR} or {SYSTEM})"
SUPERVISES = "(select schakel_has_role('privacy_officer'))"
OWN = "organisation_id = (select schakel_organisation())"
LOOKED_AFTER = f"({ADMINISTRATOR} and accounts_looked_after(organisation_id))"
MANAGED = f"(({MANAGES} and {OWN}) or {LOOKED_AFTER})"
SELF = "account_id = (select schakel_actor())"
OF_A_VISIBLE_ACCOUNT = "account_id in (select id from accounts_account)"
BY_ME = "is not distinct from (select schakel_actor())"
HOST = f"({ADMINISTRATOR} and (select accounts_hosts()))"
BOTH = "schakel_app, schakel_linker"
NEW_PASSWORD_IS_THEIRS = "left(password, 1) = '!'"  # noqa: S105 (Django's mark for: no password was chosen)

HOSTS = """
create function accounts_hosts() returns boolean language sql stable security definer
begin atomic
  select exists (select 1 from accounts_organisation o where o.id = schakel_organisation() and o.hosts);
end
"""

# Until an administrator of its own has come in (has a password), an organisation is looked after by the host.
LOOKED_AFTER_FUNCTION = """
create function accounts_looked_after(target uuid) returns boolean language sql stable security definer
begin atomic
  select accounts_hosts() and target <> schakel_organisation() and not exists (
    select 1 from accounts_account a join accounts_rolegrant g on g.account_id = a.id
    where a.organisation_id = target and a.closed_on is null and left(a.password, 1) <> '!' and g.role = 'functional_administrator'
      and g.valid_until is null and not (g.awaits_second and g.confirmed_by is null));
end
"""

GUARD = """
create function accounts_account_guard() returns trigger language plpgsql as $$
begin
  if new.password is distinct from old.password and left(new.password, 1) <> '!'
     and old.id is distinct from schakel_actor() then
    raise exception 'only the person chooses a password' using errcode = 'insufficient_privilege';
  end if;
  if new.closed_on is distinct from old.closed_on and old.id is not distinct from schakel_actor() then
    raise exception 'nobody opens or closes the own account' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger accounts_account_guard before update on accounts_account
  for each row execute function accounts_account_guard();
"""


def directory(table: str) -> Policy:
    """Forced row security binds the owner too; the directory functions run as the owner and only read."""
    return Policy(f"{table} directory", "select", using="true", role="current_user")


def private(function: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=[f"revoke all on function {function} from public", f"grant execute on function {function} to schakel_app"],
        reverse_sql=migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("database", "0001_scope")]
    operations = [
        migrations.RunSQL(HOSTS, "drop function accounts_hosts()"),
        migrations.RunSQL(LOOKED_AFTER_FUNCTION, "drop function accounts_looked_after(uuid)"),
        private("accounts_hosts()"),
        private("accounts_looked_after(uuid)"),
        migrations.RunSQL(GUARD, "drop trigger accounts_account_guard on accounts_account; drop function accounts_account_guard()"),
        RowSecurity(
            "accounts_installation",
            [
                Policy("everybody reads", "select", using="true", role=BOTH),
                Policy("the system sets up", "insert", check=SYSTEM),
                directory("accounts_installation"),
            ],
            {"schakel_app": "select, insert"},
        ),
        RowSecurity(
            "accounts_organisation",
            [
                Policy("everybody reads", "select", using="true", role=BOTH),
                Policy("host adds", "insert", check=f"{HOST} and not hosts or {SYSTEM} and id = (select schakel_organisation())"),
                Policy(
                    "host or own renames", "update",
                    using=f"{HOST} or {MANAGES} and id = (select schakel_organisation())",
                    check=f"{HOST} or {MANAGES} and id = (select schakel_organisation())",
                ),
                directory("accounts_organisation"),
            ],
            {"schakel_app": "select, insert, update (name)", "schakel_linker": "select"},
        ),
        RowSecurity(
            "accounts_covenant",
            [
                Policy("everybody reads", "select", using="true", role=BOTH),
                Policy("host adds", "insert", check=f"{HOST} or {SYSTEM}"),
                Policy("host ends", "update", using=f"{HOST} or {SYSTEM}", check=f"{HOST} or {SYSTEM}"),
                directory("accounts_covenant"),
            ],
            {"schakel_app": "select, insert, update (valid_until)", "schakel_linker": "select"},
        ),
        RowSecurity(
            "accounts_covenantmember",
            [
                Policy("everybody reads", "select", using="true", role=BOTH),
                Policy("own or looked after joins", "insert", check=MANAGED),
                Policy("own or looked after leaves", "update", using=MANAGED, check=MANAGED),
                directory("accounts_covenantmember"),
            ],
            {"schakel_app": "select, insert, update (valid_until)", "schakel_linker": "select"},
        ),
        RowSecurity(
            "accounts_account",
            [
                Policy("oneself", "select", using="id = (select schakel_actor())"),
                Policy(
                    "looked up", "select",
                    using="id = (select schakel_lookup_account()) or login_name = (select schakel_lookup_login_name())",
                ),
                Policy("managed", "select", using=f"{MANAGED} or {SUPERVISES} and {OWN}"),
                Policy("invited", "insert", check=f"{MANAGED} and {NEW_PASSWORD_IS_THEIRS}"),
                Policy(
                    "changed", "update",
                    using=f"id = (select schakel_actor()) or {MANAGED}", check=f"id = (select schakel_actor()) or {MANAGED}",
                ),
                directory("accounts_account"),
            ],
            {
                "schakel_app": "select, insert, "
                "update (login_name, password, display_name, function, place, report_to, language, closed_on, last_seen_on)"
            },
        ),
        RowSecurity(
            "accounts_rolegrant",
            [
                Policy("of a visible account", "select", using=OF_A_VISIBLE_ACCOUNT),
                Policy(
                    "given to another", "insert",
                    check=f"{MANAGES} and {OF_A_VISIBLE_ACCOUNT} and granted_by {BY_ME}"
                    " and account_id is distinct from (select schakel_actor()) and confirmed_by is null",
                ),
                Policy(
                    "confirmed or withdrawn", "update",
                    using=f"{MANAGES} and {OF_A_VISIBLE_ACCOUNT}", check=f"{MANAGES} and {OF_A_VISIBLE_ACCOUNT}",
                ),
                directory("accounts_rolegrant"),
            ],
            {"schakel_app": "select, insert, update (valid_until, confirmed_by, withdrawn_by)"},
        ),
        RowSecurity(
            "accounts_onetimelink",
            [
                Policy("looked up", "select", using="token_hash = (select schakel_lookup_token_hash())"),
                Policy("own or managed", "select", using=f"{SELF} or {MANAGES} and {OF_A_VISIBLE_ACCOUNT}"),
                Policy("made for another", "insert", check=f"{MANAGES} and {OF_A_VISIBLE_ACCOUNT} and made_by {BY_ME}"),
                Policy(
                    "used or replaced", "update",
                    using=f"{SELF} or {MANAGES} and {OF_A_VISIBLE_ACCOUNT}", check=f"{SELF} or {MANAGES} and {OF_A_VISIBLE_ACCOUNT}",
                ),
            ],
            {"schakel_app": "select, insert, update (ended_at)"},
        ),
        RowSecurity(
            "accounts_apitoken",
            [
                Policy("looked up", "select", using="token_hash = (select schakel_lookup_token_hash())"),
                Policy("managed", "select", using=f"{MANAGED} or {SUPERVISES} and {OWN}"),
                Policy("made", "insert", check=f"{MANAGED} and made_by {BY_ME}"),
                Policy("ended", "update", using=MANAGED, check=MANAGED),
            ],
            {"schakel_app": "select, insert, update (ended_at)"},
        ),
        RowSecurity(
            "accounts_wrongpasswords",
            [
                Policy(
                    "the name typed", "all",
                    using="name_hash = (select schakel_lookup_token_hash())", check="name_hash = (select schakel_lookup_token_hash())",
                ),
                Policy("swept", "select", using=SYSTEM),
                Policy("swept away", "delete", using=SYSTEM),
            ],
            {"schakel_app": "select, insert, update, delete"},
        ),
    ]  # fmt: skip
