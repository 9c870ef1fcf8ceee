"""Parts and answers go with a signal of the same controller, and are written by its sender or by who handles it.

A colleague of the sender could add to a signal that is not theirs, and a focal person elsewhere could put an answer
beside it, under their own controller: the reporter would have read it.
"""

from django.db import migrations

IS_NEW = """
create or replace function intake_is_new(part_of uuid, held_by uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from intake_signal s where s.id = part_of and s.controller = held_by and (
    (s.reporting_organisation = schakel_organisation() and s.reporter is not distinct from schakel_actor())
    or (s.controller = schakel_organisation() and (schakel_has_role('focal_person') or schakel_has_role('system')))))
$$;
"""
WAS_NEW = """
create or replace function intake_is_new(part_of uuid, held_by uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from intake_signal s where s.id = part_of and s.controller = held_by
    and (s.reporting_organisation = schakel_organisation() or s.controller = schakel_organisation()))
$$;
"""

HANDLES = "((select schakel_has_role('focal_person')) or (select schakel_has_role('system')))"
CONTROLLED = f"(controller = (select schakel_organisation()) and {HANDLES})"
OF_IT = "intake_is_new(signal_id, controller)"


def check(table: str, policy: str, before: str, after: str) -> migrations.RunSQL:
    alter = 'alter policy "{}" on {} with check ({})'
    return migrations.RunSQL(alter.format(policy, table, after), alter.format(policy, table, before))


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_draft")]
    operations = [
        migrations.RunSQL(IS_NEW, WAS_NEW),
        check("intake_statechange", "decided", CONTROLLED, f"{CONTROLLED} and {OF_IT}"),
        check(
            "intake_feedback", "receipt or answer",
            f"{CONTROLLED} or (code = 'received' and {OF_IT})", f"({CONTROLLED} or code = 'received') and {OF_IT}",
        ),
    ]  # fmt: skip
