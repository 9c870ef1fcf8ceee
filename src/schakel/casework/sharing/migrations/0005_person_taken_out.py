"""Somebody wrongly named can be taken out of why something was given, by the system of the municipality only."""

from django.db import migrations

from schakel.ground.database.security import Grants, Policy

OWN_SYSTEM = "(controller = (select schakel_organisation()) and (select schakel_has_role('system')))"
TAKEN_OUT = Policy("person taken out", "update", using=OWN_SYSTEM, check=OWN_SYSTEM)

# Focal persons move a letter on, so the policy alone cannot keep its words from them.
WORDS_STAY = """
create function sharing_words_stay() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not coalesce(schakel_has_role('system'), false) and not (
    session_user = current_user and coalesce(current_setting('schakel.renewing', true), '') = 'on'
    and current_user = (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = tg_relid)
  ) then
    raise insufficient_privilege using message = 'what somebody wrote is altered by the system only, to take a person out';
  end if;
  return new;
end $$;
create trigger words_stay before update of necessity, subsidiarity on sharing_disclosure for each row
  when (old.necessity is distinct from new.necessity or old.subsidiarity is distinct from new.subsidiarity)
  execute function sharing_words_stay();
"""
AS_BEFORE = "drop trigger words_stay on sharing_disclosure; drop function sharing_words_stay()"


class Migration(migrations.Migration):
    dependencies = [("sharing", "0004_locks_for_the_new")]
    operations = [
        migrations.RunSQL(WORDS_STAY, AS_BEFORE),
        Grants("sharing_disclosure", {"schakel_app": "update (necessity, subsidiarity)"}),
        migrations.RunSQL(TAKEN_OUT.create("sharing_disclosure_step"), TAKEN_OUT.drop("sharing_disclosure_step")),
        Grants("sharing_disclosure_step", {"schakel_app": "update (reason)"}),
    ]
