"""Several things may follow on one entry, each with a line, a retry and a failure of its own.

An entry still puts one line on the list, because who writes it does not know what follows. When the list is read,
that line makes place for one line for each follow-up. Both in one statement, so that a line which is written
meanwhile is not marked without being taken.
"""

from django.db import migrations, models

from schakel.ground.database.security import Policy

SAFE = "set search_path = pg_catalog, pg_temp"
OWNER_UPDATES = Policy("functions update", "update", using="true", check="true", role="current_user")

BEFORE = f"""
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
AFTER = f"""
create function audit_pending_reactions(p_kinds text[], p_follows text[], p_not_now text[], p_most int)
returns table (id uuid, kind text, entry uuid, organisation uuid, object_id uuid, follow text)
language plpgsql security definer {SAFE} as $$
begin
  delete from public.audit_reaction r
    where r.made_at < now() - interval '1 day' and (r.done_at is not null or r.kind <> all (p_kinds));
  with follows as (
    select * from unnest(p_kinds, p_follows) as f (kind, follow) where f.follow <> ''
  ), parted as (
    update public.audit_reaction r set done_at = now()
    where r.done_at is null and r.follow = '' and r.kind in (select f.kind from follows f)
    returning r.*
  )
  insert into public.audit_reaction
    (id, entry_id, organisation, kind, object_id, follow, made_at, try_after, attempts, last_error)
  select gen_random_uuid(), p.entry_id, p.organisation, p.kind, p.object_id, f.follow, p.made_at, p.made_at, 0, ''
  from parted p join follows f on f.kind = p.kind;
  return query
    select r.id, r.kind::text, r.entry_id, r.organisation, r.object_id, r.follow::text from public.audit_reaction r
    where r.done_at is null and r.try_after <= now()
      and (r.kind, r.follow) in (select * from unnest(p_kinds, p_follows)) and r.follow <> all (p_not_now)
    order by r.made_at, r.follow limit p_most;
end
$$
"""
OLD, NEW = "audit_pending_reactions(text[], int)", "audit_pending_reactions(text[], text[], text[], int)"


def private(function: str) -> list[str]:
    return [f"revoke all on function {function} from public", f"grant execute on function {function} to schakel_app"]


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_row_security")]
    operations = [
        migrations.AddField("reaction", "follow", models.CharField(max_length=40, db_default="", default="")),
        migrations.AddConstraint(
            "reaction", models.UniqueConstraint(fields=["entry", "follow"], name="audit_reaction_each_once")
        ),
        migrations.RunSQL(OWNER_UPDATES.create("audit_reaction"), OWNER_UPDATES.drop("audit_reaction")),
        migrations.RunSQL(f"drop function {OLD}", [BEFORE, *private(OLD)]),
        migrations.RunSQL([AFTER, *private(NEW)], f"drop function {NEW}"),
    ]
