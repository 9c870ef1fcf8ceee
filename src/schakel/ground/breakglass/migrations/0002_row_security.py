"""Who sees and writes an emergency access, and the one question that the policies of a signal ask of it.

Opened by a focal person of another member of the same covenant, in their own name, for a time box of a day at most.
Seen by who opened it, by focal persons and privacy officer of the owner, and by who was told. Nobody alters what was
opened, by whom or until when: it can be ended earlier, and looked back on once, by another house than opened it.
"""

from django.db import migrations

from schakel.ground.database.security import Policy, Resealed, RowSecurity

ACTOR = "(select schakel_actor())"
HERE = "(select schakel_organisation())"
FOCAL = "(select schakel_has_role('focal_person'))"
PRIVACY = "(select schakel_has_role('privacy_officer'))"
SYSTEM = "(select schakel_has_role('system'))"
MINE = f"(account = {ACTOR} and organisation = {HERE})"
OWNERS = f"(owner = {HERE} and ({FOCAL} or {PRIVACY} or {SYSTEM}))"
TOLD = f"id in (select n.access_id from breakglass_notice n where n.account = {ACTOR} and n.organisation = {HERE})"
OPENS = (
    f"{MINE} and {FOCAL} and owner <> {HERE} and covenant = any (((select schakel_covenants()))::uuid[])"
    " and breakglass_member(owner, covenant) and opened_at between now() - interval '5 minutes' and now() + interval '1 minute'"
    " and ends_at <= now() + interval '1 day 1 minute' and ended_at is null and verdict = ''"
)
MY_NOTICE = f"account = {ACTOR} and organisation = {HERE}"

MEMBER = """
create function breakglass_member(house uuid, pact uuid) returns boolean language sql stable security definer
begin atomic
  select exists (
    select 1 from public.accounts_covenantmember m
    where m.organisation_id = house and m.covenant_id = pact
      and m.valid_from <= (now() at time zone 'Europe/Amsterdam')::date and (m.valid_until is null or m.valid_until > (now() at time zone 'Europe/Amsterdam')::date));
end
"""

# What is open to who acts at this moment. Asked once a statement: wrap it as `in (select ... from breakglass_opened())`.
OPENED = """
create function breakglass_opened() returns table (owner uuid, subject uuid)
language sql stable security definer rows 1
begin atomic
  select a.owner, a.subject from public.breakglass_access a
  where a.account = schakel_actor() and a.organisation = schakel_organisation() and schakel_has_role('focal_person')
    and a.ended_at is null and a.opened_at <= clock_timestamp() and clock_timestamp() < a.ends_at
    and a.covenant = any (schakel_covenants()) and breakglass_member(a.owner, a.covenant);
end
"""

# Everybody who must know, at once: focal persons and privacy officers of the owner, chain directors of the covenant.
TELL = """
create function breakglass_tell(opened uuid) returns table (notice uuid, organisation uuid)
language sql volatile security definer
begin atomic
  insert into public.breakglass_notice (id, access_id, organisation, account, at)
  select gen_random_uuid(), x.id, a.organisation_id, a.id, now()
  from public.breakglass_access x
  join public.accounts_account a on a.closed_on is null
  where x.id = opened and x.account = schakel_actor() and x.organisation = schakel_organisation() and exists (
    select 1 from public.accounts_rolegrant g
    where g.account_id = a.id and g.valid_from <= (now() at time zone 'Europe/Amsterdam')::date and (g.valid_until is null or g.valid_until > (now() at time zone 'Europe/Amsterdam')::date)
      and not (g.awaits_second and g.confirmed_by is null)
      and (a.organisation_id = x.owner and g.role in ('focal_person', 'privacy_officer')
           or g.role = 'chain_director' and breakglass_member(a.organisation_id, x.covenant)))
  on conflict do nothing
  returning id, organisation;
end
"""

STAYS = """
create function breakglass_access_stays() returns trigger language plpgsql as $$
begin
  -- new keys: the same words, sealed anew by the owner of the table
  if session_user = current_user and coalesce(current_setting('schakel.renewing', true), '') = 'on'
     and current_user = (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = tg_relid) then
    return new;
  end if;
  if (new.id, new.owner, new.subject, new.number, new.covenant, new.account, new.organisation, new.ground, new.reason, new.opened_at,
      new.ends_at, new.review_by) is distinct from
     (old.id, old.owner, old.subject, old.number, old.covenant, old.account, old.organisation, old.ground, old.reason, old.opened_at,
      old.ends_at, old.review_by)
     or old.ended_at is not null and (new.ended_at, new.ended_by) is distinct from (old.ended_at, old.ended_by)
     or old.reviewed_at is not null
        and (new.verdict, new.verdict_reason, new.reviewed_at, new.reviewed_by)
            is distinct from (old.verdict, old.verdict_reason, old.reviewed_at, old.reviewed_by) then
    raise exception 'what was opened, ended or reviewed stays as it is' using errcode = 'insufficient_privilege';
  end if;
  if old.reviewed_at is null and new.reviewed_at is not null
     and not (new.owner = schakel_organisation() and schakel_has_role('privacy_officer')
              and new.reviewed_by is not distinct from schakel_actor()) then
    raise exception 'the privacy officer of the owner looks back on it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger breakglass_access_stays before update on breakglass_access for each row execute function breakglass_access_stays();
"""

# Those who were told are of several houses, so no house's own system may take their lines away one by one.
GOES_ALONG = """
do $$
declare held text;
begin
  select conname into held from pg_constraint where conrelid = 'breakglass_notice'::regclass and contype = 'f';
  execute format('alter table breakglass_notice drop constraint %I', held);
end $$;
alter table breakglass_notice add constraint breakglass_notice_access foreign key (access_id)
  references breakglass_access (id) on delete cascade;
"""


def private(function: str) -> list[str]:
    return [f"revoke all on function {function} from public", f"grant execute on function {function} to schakel_app"]


class Migration(migrations.Migration):
    dependencies = [("breakglass", "0001_initial"), ("accounts", "0003_directory"), ("database", "0001_scope")]
    operations = [
        migrations.RunSQL(GOES_ALONG, migrations.RunSQL.noop),
        migrations.RunSQL([MEMBER, *private("breakglass_member(uuid, uuid)")], "drop function breakglass_member(uuid, uuid)"),
        RowSecurity(
            "breakglass_access",
            [
                Policy("opened by oneself", "select", using=MINE),
                Policy("of the own signals", "select", using=OWNERS),
                Policy("told", "select", using=TOLD),
                Policy("opened", "insert", check=OPENS),
                Policy("ended or reviewed", "update", using=f"{MINE} or {OWNERS}", check=f"{MINE} or {OWNERS}"),
                Policy("over", "delete", using=f"owner = {HERE} and {SYSTEM}"),
                Policy("functions below", "select", using="true", role="current_user"),
            ],
            {
                "schakel_app": "select, insert, delete,"
                " update (ended_at, ended_by, verdict, verdict_reason, reviewed_at, reviewed_by)"
            },
        ),
        Resealed("breakglass_access"),
        RowSecurity(
            "breakglass_notice",
            [
                Policy("told oneself", "select", using=MY_NOTICE),
                Policy("mailed by the system", "select", using=f"organisation = {HERE} and {SYSTEM}"),
                Policy("seen", "update", using=MY_NOTICE, check=MY_NOTICE),
                Policy("mailed", "update", using=f"organisation = {HERE} and {SYSTEM}", check=f"organisation = {HERE} and {SYSTEM}"),
                Policy("functions below tell", "insert", check="true", role="current_user"),
                Policy("functions below look", "select", using="true", role="current_user"),
            ],
            {"schakel_app": "select, update (seen_at, mailed_at)"},
        ),
        migrations.RunSQL([OPENED, *private("breakglass_opened()")], "drop function breakglass_opened()"),
        migrations.RunSQL([TELL, *private("breakglass_tell(uuid)")], "drop function breakglass_tell(uuid)"),
        migrations.RunSQL(
            STAYS, "drop trigger breakglass_access_stays on breakglass_access; drop function breakglass_access_stays()"
        ),
    ]  # fmt: skip
