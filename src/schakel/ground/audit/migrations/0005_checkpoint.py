"""The oldest entries go after their term, and the rest can still be verified.

One function takes the beginning of one trail away: entries with their processing lines and whatever was done about them,
older than the term that its caller names and than 1,820 days, never the last one. It first notes the number and hash of the
last entry that goes. The triggers that keep the trail let through what that note covers and nothing else.
"""

from django.db import migrations, models

from schakel.ground.database.security import Policy, RowSecurity

SAFE = "set search_path = pg_catalog, pg_temp"
READERS = (
    "organisation = (select schakel_organisation())"
    " and ((select schakel_has_role('privacy_officer')) or (select schakel_has_role('system')))"
)

KEEP_BEFORE = f"""
create or replace function audit_keep() returns trigger language plpgsql {SAFE} as $$
begin
  if tg_table_name = 'audit_entry' and tg_op = 'UPDATE' then
    if old.hash is null and to_jsonb(new) - array['number', 'previous', 'hash']
                          = to_jsonb(old) - array['number', 'previous', 'hash'] then
      return new;
    end if;
  end if;
  raise exception 'the trail is written once: no line of % is changed or removed', tg_table_name
    using errcode = 'insufficient_privilege';
end
$$
"""
KEEP = f"""
create or replace function audit_keep() returns trigger language plpgsql {SAFE} as $$
begin
  if tg_table_name = 'audit_entry' and tg_op = 'UPDATE' then
    if old.hash is null and to_jsonb(new) - array['number', 'previous', 'hash']
                          = to_jsonb(old) - array['number', 'previous', 'hash'] then
      return new;
    end if;
  end if;
  if tg_op = 'DELETE' and tg_table_name = 'audit_entry' then
    if exists (select from public.audit_checkpoint c
               where c.organisation = old.organisation and old.number <= c.number and old.at < now() - interval '1820 days') then
      return old;
    end if;
  end if;
  if tg_op = 'DELETE' and tg_table_name = 'audit_processing' then
    if exists (select from public.audit_entry e join public.audit_checkpoint c on c.organisation = e.organisation
               where e.id = old.trace_id and e.number <= c.number and e.at < now() - interval '1820 days') then
      return old;
    end if;
  end if;
  raise exception 'the trail is written once: no line of % is changed or removed', tg_table_name
    using errcode = 'insufficient_privilege';
end
$$
"""

FORGET = f"""
create function audit_forget(p_organisation uuid, p_before date, p_most integer)
returns table (upto bigint, hash bytea, gone bigint, lines bigint) language plpgsql security definer {SAFE} as $$
declare
  young bigint;
  head bigint;
  oldest bigint;
  last public.audit_entry%rowtype;
  here timestamptz := least(p_before::timestamptz, now() - interval '1820 days');
begin
  if p_organisation is distinct from public.schakel_organisation() or not coalesce(public.schakel_has_role('system'), false) then
    raise exception 'the system of the organisation does this' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('schakel.audit ' || p_organisation, 0));
  select min(e.number), max(e.number) into oldest, head from public.audit_entry e where e.organisation = p_organisation;
  select min(e.number) into young from public.audit_entry e where e.organisation = p_organisation and e.at >= here;
  select e.* into last from public.audit_entry e
    where e.organisation = p_organisation and e.number < coalesce(young, head) and e.number < head
      and e.number < oldest + p_most
    order by e.number desc limit 1;
  if last.id is null then
    return;
  end if;
  insert into public.audit_checkpoint as c (organisation, number, hash, at)
    values (p_organisation, last.number, last.hash, last.at)
    on conflict (organisation) do update set number = excluded.number, hash = excluded.hash, at = excluded.at
    where c.number < excluded.number;
  delete from public.audit_reaction r using public.audit_entry e
    where r.entry_id = e.id and e.organisation = p_organisation and e.number <= last.number;
  delete from public.audit_processing p using public.audit_entry e
    where p.trace_id = e.id and e.organisation = p_organisation and e.number <= last.number;
  get diagnostics lines = row_count;
  delete from public.audit_entry e where e.organisation = p_organisation and e.number <= last.number;
  get diagnostics gone = row_count;
  upto := last.number;
  hash := last.hash;
  return next;
end
$$
"""
SIGNATURE = "audit_forget(uuid, date, integer)"
GOES = [Policy("functions delete", "delete", using="true", role="current_user")]


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_follow_ups")]
    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("organisation", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("hash", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "audit_checkpoint"},
        ),
        migrations.AddIndex(
            "entry", models.Index(fields=["organisation", "kind", "number"], name="audit_entry_kind")
        ),
        RowSecurity(
            "audit_checkpoint",
            [
                Policy("own trail", "select", using=READERS),
                Policy("functions", "all", using="true", check="true", role="current_user"),
            ],
            {"schakel_app": "select"},
        ),
        *(
            migrations.RunSQL(policy.create(table), policy.drop(table))
            for table in ("audit_entry", "audit_processing")
            for policy in GOES
        ),
        migrations.RunSQL(KEEP, KEEP_BEFORE),
        migrations.RunSQL(
            [
                FORGET,
                f"revoke all on function {SIGNATURE} from public",
                f"grant execute on function {SIGNATURE} to schakel_app",
            ],
            f"drop function {SIGNATURE}",
        ),
    ]  # fmt: skip
