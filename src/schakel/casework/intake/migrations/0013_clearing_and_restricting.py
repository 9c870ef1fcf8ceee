"""A person wrongly named can be taken out, a signal can be shut for use, and one that nothing confirms can go earlier.

Taking out is done by the system of the municipality only, after a person decided it: the policies say so, and where
people may alter other columns of the same table, a trigger does.
"""

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.database.identity
from schakel.ground.database.security import Grants, Policy, RowSecurity

HERE = "controller = (select schakel_organisation())"
HOUSE = "organisation = (select schakel_organisation())"
SYSTEM = "(select schakel_has_role('system'))"
CONTROLLED = f"({HERE} and ((select schakel_has_role('focal_person')) or {SYSTEM}))"
OWN_SYSTEM = f"({HERE} and {SYSTEM})"

BY_THE_SYSTEM = """
create function intake_only_the_system() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not coalesce(schakel_has_role('system'), false) then
    raise insufficient_privilege using message = 'what somebody wrote is altered by the system only, to take a person out';
  end if;
  return new;
end $$;
create trigger words_by_the_system before update of narrative, reach on intake_signal for each row
  when (old.narrative is distinct from new.narrative or old.reach is distinct from new.reach)
  execute function intake_only_the_system();
create trigger told_by_the_system before update of told on intake_attachment for each row
  when (old.told is distinct from new.told) execute function intake_only_the_system();
drop policy "corrected" on intake_observation;
drop policy "corrected" on intake_mention;
"""
AS_BEFORE = """
drop trigger words_by_the_system on intake_signal;
drop trigger told_by_the_system on intake_attachment;
drop function intake_only_the_system();
"""


def cleared(table: str, column: str, using: str = OWN_SYSTEM) -> list[migrations.operations.base.Operation]:
    policy = Policy("person taken out", "update", using=using, check=using)
    return [
        migrations.RunSQL(policy.create(table), policy.drop(table)),
        Grants(table, {"schakel_app": f"update ({column})"}),
    ]


class Migration(migrations.Migration):
    dependencies = [("intake", "0012_corrections")]
    operations = [
        migrations.AddField("signal", "let_go_on", models.DateField(null=True)),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                ("id", models.UUIDField(default=schakel.ground.database.identity.new_id, editable=False, primary_key=True, serialize=False)),
                ("controller", models.UUIDField()),
                ("request", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("signal", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="restrictions", to="intake.signal")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("lifted_at__isnull", True)), fields=("signal", "request"), name="intake_restriction_once")
                ],
            },
        ),
        RowSecurity(
            "intake_restriction",
            [
                Policy("own municipality", "select", using=CONTROLLED),
                Policy("restricted", "insert", check=f"{OWN_SYSTEM} and intake_is_new(signal_id, controller)"),
                Policy("lifted", "update", using=OWN_SYSTEM, check=OWN_SYSTEM),
                Policy("goes with the signal", "delete", using=OWN_SYSTEM),
            ],
            {"schakel_app": "select, insert, update (lifted_at), delete"},
        ),
        migrations.RunSQL(BY_THE_SYSTEM, AS_BEFORE),
        Grants("intake_signal", {"schakel_app": "update (narrative, reach, let_go_on)"}),
        Grants("intake_attachment", {"schakel_app": "update (told)"}),
        *cleared("intake_observation", "note"),
        *cleared("intake_addedobservation", "reason"),
        *cleared("intake_correction", "reason"),
        *cleared("intake_statechange", "reason"),
        *cleared("intake_duechange", "reason"),
        *cleared("intake_feedback", "thanks"),
        *cleared("intake_savedview", "name", f"({HOUSE} and {SYSTEM})"),
        *cleared("intake_draft", "typed", f"({HOUSE} and {SYSTEM})"),
        *cleared("intake_draftfile", "told", f"({HOUSE} and {SYSTEM})"),
    ]  # fmt: skip
