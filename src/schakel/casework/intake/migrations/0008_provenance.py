"""On what basis data of police, bank or healthcare came: seen and written with its signal, and never left out."""

import django.db.models.deletion
from django.db import migrations, models

import schakel.ground.database.identity
from schakel.ground.database.security import Policy, RowSecurity

HANDLES = "((select schakel_has_role('focal_person')) or (select schakel_has_role('system')))"
CONTROLLED = f"(controller = (select schakel_organisation()) and {HANDLES})"
OF_MINE = "signal_id in (select s.id from intake_signal s where s.reporter = (select schakel_actor()))"
SYSTEM = "(controller = (select schakel_organisation()) and (select schakel_has_role('system')))"

# Whatever wrote the signal: at the end of its transaction the provision stands beside it, or nothing is written.
NEEDED = """
create function intake_provenance_stands() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select 1 from intake_signal s where s.id = new.id)
     and not exists (select 1 from intake_provenance p where p.signal_id = new.id) then
    raise exception 'a signal of % needs a recorded provision or a stated basis', new.organisation_kind
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
revoke all on function intake_provenance_stands() from public;
create constraint trigger intake_provenance_needed after insert on intake_signal
  deferrable initially deferred for each row when (new.organisation_kind in ('police', 'bank', 'healthcare'))
  execute function intake_provenance_stands();
"""
NOT_NEEDED = "drop trigger intake_provenance_needed on intake_signal; drop function intake_provenance_stands()"


class Migration(migrations.Migration):
    dependencies = [("intake", "0007_added_observations")]
    operations = [
        migrations.CreateModel(
            name="Provenance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=schakel.ground.database.identity.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("controller", models.UUIDField()),
                ("basis", models.CharField(max_length=40)),
                ("provided_on", models.DateField()),
                ("reference", models.BinaryField()),
                (
                    "signal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="provenance", to="intake.signal"
                    ),
                ),
            ],
        ),
        RowSecurity(
            "intake_provenance",
            [
                Policy("seen with the signal", "select", using=f"{CONTROLLED} or {OF_MINE}"),
                Policy("written with the signal", "insert", check="intake_is_new(signal_id, controller)"),
                Policy("goes with the signal", "delete", using=SYSTEM),
                Policy("function below", "select", using="true", role="current_user"),
            ],
            {"schakel_app": "select, insert, delete"},
        ),
        migrations.RunSQL(NEEDED, NOT_NEEDED),
    ]
