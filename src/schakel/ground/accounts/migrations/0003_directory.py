"""The few names that people of different organisations may know of each other, and nothing beside them.

`accounts_contacts`: whom to ask. Focal persons, chain directors and care coordinators of the own organisation, of
covenant partners and of the municipality addressed; administrators and privacy officers inside the own organisation.
`accounts_reporter_name`: a reporter's name, for a focal person (whether the signal is theirs is decided by its row).
`accounts_empty`: whether the first administrator may still be made. All answer nothing outside a scope.
"""

from django.db import migrations

CONTACTS = """
create function accounts_contacts(addressed text, on_day date)
returns table (account uuid, display_name text, role text, organisation uuid, organisation_name text, municipality text)
language sql stable security definer
begin atomic
  select a.id, a.display_name::text, g.role::text, o.id, o.name::text, o.municipality::text
  from accounts_account a
  join accounts_rolegrant g on g.account_id = a.id
  join accounts_organisation o on o.id = a.organisation_id
  where schakel_organisation() is not null and a.closed_on is null
    and g.valid_from <= on_day and (g.valid_until is null or g.valid_until > on_day)
    and not (g.awaits_second and g.confirmed_by is null)
    and (
      o.id = schakel_organisation()
        and g.role in ('focal_person', 'chain_director', 'care_coordinator', 'functional_administrator', 'privacy_officer')
      or g.role in ('focal_person', 'chain_director', 'care_coordinator') and (
        o.municipality = addressed
        or exists (
          select 1 from accounts_covenantmember m
          where m.organisation_id = o.id and m.covenant_id = any (schakel_covenants())
            and m.valid_from <= on_day and (m.valid_until is null or m.valid_until > on_day))))
  order by o.name, a.display_name;
end
"""

REPORTER_NAME = """
create function accounts_reporter_name(reporter uuid) returns text language sql stable security definer
begin atomic
  select a.display_name::text from accounts_account a
  where a.id = reporter and (schakel_has_role('focal_person') or a.id = schakel_actor());
end
"""

EMPTY = """
create function accounts_empty() returns boolean language sql stable security definer
begin atomic
  select not exists (select 1 from accounts_account);
end
"""


def private(function: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=[f"revoke all on function {function} from public", f"grant execute on function {function} to schakel_app"],
        reverse_sql=migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_row_security")]
    operations = [
        migrations.RunSQL(CONTACTS, "drop function accounts_contacts(text, date)"),
        migrations.RunSQL(REPORTER_NAME, "drop function accounts_reporter_name(uuid)"),
        migrations.RunSQL(EMPTY, "drop function accounts_empty()"),
        private("accounts_contacts(text, date)"),
        private("accounts_reporter_name(uuid)"),
        private("accounts_empty()"),
    ]
