"""The system leaves the reporter out of what another region is asked, so it may know the name as the focal person does."""

from django.db import migrations

NAME = """
create or replace function accounts_reporter_name(reporter uuid) returns text language sql stable security definer
begin atomic
  select a.display_name::text from accounts_account a
  where a.id = reporter and ({who} or a.id = schakel_actor());
end
"""
FOCAL = "schakel_has_role('focal_person')"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_ways_in_security")]
    operations = [
        migrations.RunSQL(
            NAME.format(who=f"{FOCAL} or schakel_has_role('system')"), reverse_sql=NAME.format(who=FOCAL)
        ),
    ]
