"""What somebody wrote is also sealed anew, word for word the same, by the owner of the table while it renews keys."""

from django.db import migrations

FUNCTION = """
create or replace function intake_only_the_system() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not coalesce(schakel_has_role('system'), false){renews} then
    raise insufficient_privilege using message = 'what somebody wrote is altered by the system only, to take a person out';
  end if;
  return new;
end $$;
"""
RENEWS = """ and not (
    session_user = current_user and coalesce(current_setting('schakel.renewing', true), '') = 'on'
    and current_user = (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = tg_relid)
  )"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0013_clearing_and_restricting")]
    operations = [migrations.RunSQL(FUNCTION.format(renews=RENEWS), FUNCTION.format(renews=""))]
