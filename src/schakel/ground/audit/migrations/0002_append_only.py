"""The only way into the trail, and the chain.

`audit_append` takes who acts from the scope of the transaction and not from its caller. The application may call
it and may write none of the tables. Numbers and hashes are given at commit, by a deferred trigger: the lock per
organisation is then held for a moment only, two organisations are always locked in the same order, and an entry
written beside a running transaction never waits for it.
"""

from django.db import migrations

SAFE = "set search_path = pg_catalog, pg_temp"

APPEND = f"""
create function audit_append(
  p_entry uuid, p_organisation uuid, p_kind text, p_object_kind text, p_object_id text, p_result text, p_basis text,
  p_origin text, p_facts jsonb, p_activity text, p_spans bytea[], p_subjects text[], p_reacts_on uuid
) returns uuid language plpgsql security definer {SAFE} as $$
declare
  moment timestamptz := clock_timestamp();
begin
  if public.schakel_organisation() is null then
    raise exception 'nobody acts: the trail needs an actor' using errcode = 'insufficient_privilege';
  end if;
  insert into public.audit_entry
    (id, organisation, at, kind, object_kind, object_id, result, basis, origin, actor, actor_organisation, roles, facts)
  values
    (p_entry, p_organisation, moment, p_kind, p_object_kind, p_object_id, p_result, p_basis, p_origin,
     public.schakel_actor(), public.schakel_organisation(), coalesce(current_setting('schakel.roles', true), ''), p_facts);
  insert into public.audit_processing
    (span_id, trace_id, organisation, name, processing_activity_id, data_subject_id, data_subject_id_type, status_code,
     start_time, end_time)
  select line.span, p_entry, p_organisation, p_kind, p_activity, line.subject, 'pseudonym',
         case when p_result in ('refused', 'failed') then 2 else 1 end, now(), moment
  from unnest(p_spans, p_subjects) as line (span, subject);
  if p_reacts_on is not null then
    insert into public.audit_reaction
      (id, entry_id, organisation, kind, object_id, made_at, try_after, attempts, last_error)
    values (p_entry, p_entry, p_organisation, p_kind, p_reacts_on, moment, moment, 0, '');
  end if;
  return p_entry;
end
$$
"""

MOMENT = """to_char({} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""

HASH = f"""
create function audit_hash(e audit_entry) returns bytea language plpgsql stable security definer {SAFE} as $$
declare
  lines text;
  fields text[];
begin
  select string_agg(
      concat_ws(' ', encode(p.span_id, 'hex'), p.organisation, p.name, p.processing_activity_id, p.data_subject_id,
                p.data_subject_id_type, p.status_code, {MOMENT.format("p.start_time")}, {MOMENT.format("p.end_time")}),
      ';' order by p.span_id)
    into lines from public.audit_processing p where p.trace_id = e.id;
  fields := array[
    encode(e.previous, 'hex'), e.id::text, e.organisation::text, e.number::text, {MOMENT.format("e.at")}, e.kind,
    e.object_kind, coalesce(e.object_id, ''), e.result, e.basis, e.origin, coalesce(e.actor::text, ''),
    e.actor_organisation::text, e.roles, e.facts::text, coalesce(lines, '')];
  return sha256(convert_to(
    (select string_agg(octet_length(convert_to(f, 'UTF8')) || ':' || f, ',' order by n)
     from unnest(fields) with ordinality as u (f, n)), 'UTF8'));
end
$$
"""

CHAIN = f"""
create function audit_chain() returns trigger language plpgsql security definer {SAFE} as $$
declare
  controller uuid;
  entry public.audit_entry%rowtype;
  head record;
begin
  if not exists (select from public.audit_entry where id = new.id and hash is null) then
    return null;
  end if;
  for controller in select distinct organisation from public.audit_entry where hash is null order by organisation loop
    perform pg_advisory_xact_lock(hashtextextended('schakel.audit ' || controller, 0));
  end loop;
  for entry in select * from public.audit_entry where hash is null order by organisation, at, id loop
    select number, hash into head from public.audit_entry
      where organisation = entry.organisation and number is not null order by number desc limit 1;
    entry.number := coalesce(head.number, 0) + 1;
    entry.previous := coalesce(head.hash, sha256(uuid_send(entry.organisation)));
    entry.hash := public.audit_hash(entry);
    update public.audit_entry set number = entry.number, previous = entry.previous, hash = entry.hash where id = entry.id;
  end loop;
  return null;
end
$$
"""

KEEP = f"""
create function audit_keep() returns trigger language plpgsql {SAFE} as $$
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

HEADS = """
create function audit_heads() returns table (organisation uuid, number bigint, hash bytea)
language sql stable security definer
begin atomic
  select distinct on (e.organisation) e.organisation, e.number, e.hash
  from public.audit_entry e where e.number is not null order by e.organisation, e.number desc;
end
"""

PENDING = f"""
create function audit_pending_reactions(p_kinds text[], p_most int)
returns table (id uuid, kind text, entry uuid, organisation uuid, object_id uuid)
language plpgsql security definer {SAFE} as $$
begin
  delete from public.audit_reaction r
    where r.made_at < now() - interval '1 day' and (r.done_at is not null or r.kind <> all (p_kinds));
  return query
    select r.id, r.kind::text, r.entry_id, r.organisation, r.object_id from public.audit_reaction r
    where r.done_at is null and r.try_after <= now() and r.kind = any (p_kinds)
    order by r.made_at limit p_most;
end
$$
"""

CODE = "^[a-z0-9_.:-]{1,40}$"
PUBLISHED = "^[A-Z]{2,4}-?[0-9]{1,4}$"
CODES_ONLY = f"""
alter table audit_entry
  add constraint audit_entry_codes check (
    kind ~ '{CODE}' and object_kind ~ '{CODE}' and result ~ '{CODE}' and origin ~ '{CODE}'
    and (basis = '' or basis ~ '{CODE}') and (object_id ~ '{CODE}' or object_id ~ '{PUBLISHED}')
    and roles ~ '^[a-z0-9_,]*$'),
  add constraint audit_entry_facts check (
    jsonb_typeof(facts) = 'object'
    and not facts @? 'strict $.* ? (@.type() != "string" && @.type() != "number" && @.type() != "boolean")'
    and not facts @? 'strict $.* ? (@.type() == "string" && !(@ like_regex "{CODE}" || @ like_regex "{PUBLISHED}"))')
"""

TRIGGERS = [
    "create constraint trigger audit_entry_chain after insert on audit_entry deferrable initially deferred"
    " for each row execute function audit_chain()",
    *(
        f"create trigger {table}_{when.split()[0]}_kept before {when} on {table} for each {scope} execute function audit_keep()"
        for table in ("audit_entry", "audit_processing")
        for when, scope in (("update", "row"), ("delete", "row"), ("truncate", "statement"))
    ),
]
SIGNATURES = {
    "audit_append(uuid, uuid, text, text, text, text, text, text, jsonb, text, bytea[], text[], uuid)": True,
    "audit_hash(audit_entry)": False,
    "audit_chain()": False,
    "audit_keep()": False,
    "audit_heads()": True,
    "audit_pending_reactions(text[], int)": True,
}


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("database", "0001_scope")]
    operations = [
        migrations.RunSQL(
            CODES_ONLY, "alter table audit_entry drop constraint audit_entry_codes, drop constraint audit_entry_facts"
        ),
        migrations.RunSQL(APPEND, f"drop function {list(SIGNATURES)[0]}"),
        migrations.RunSQL(HASH, "drop function audit_hash(audit_entry)"),
        migrations.RunSQL(CHAIN, "drop function audit_chain()"),
        migrations.RunSQL(KEEP, "drop function audit_keep()"),
        migrations.RunSQL(HEADS, "drop function audit_heads()"),
        migrations.RunSQL(PENDING, "drop function audit_pending_reactions(text[], int)"),
        migrations.RunSQL(
            [f"revoke all on function {signature} from public" for signature in SIGNATURES]
            + [
                f"grant execute on function {signature} to schakel_app"
                for signature, open_ in SIGNATURES.items()
                if open_
            ],
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            TRIGGERS,
            [
                f"drop trigger {trigger.split(' trigger ')[1].split()[0]} on {trigger.split(' on ')[1].split()[0]}"
                for trigger in TRIGGERS
            ],
        ),
    ]
