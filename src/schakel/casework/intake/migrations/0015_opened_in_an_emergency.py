"""What an emergency access opens: the words, what was seen, who is named and what was done of exactly one signal.

Not opened: files, the answers to the reporter, other dates, drafts. `intake_numbered` says which signal a partner means by
the number somebody read out to them; only to a focal person, and only of a member of the own covenants.
"""

from django.db import migrations

from schakel.ground.database.security import Policy

OPENED = "in (select o.owner, o.subject from breakglass_opened() o)"
TABLES = {
    "intake_signal": "(controller, id)",
    **dict.fromkeys(
        (
            "intake_observation", "intake_mention", "intake_correction", "intake_addedobservation", "intake_statechange",
            "intake_provenance",
        ),
        "(controller, signal_id)",
    ),
}  # fmt: skip

NUMBERED = """
create function intake_numbered(house uuid, wanted integer) returns uuid language sql stable security definer
begin atomic
  select s.id from public.intake_signal s
  where s.controller = house and s.number = wanted and house <> schakel_organisation() and schakel_has_role('focal_person')
    and exists (select 1 from unnest(schakel_covenants()) as c (id) where breakglass_member(house, c.id));
end
"""


def opened(table: str, row: str) -> migrations.RunSQL:
    policy = Policy("opened in an emergency", "select", using=f"{row} {OPENED}")
    return migrations.RunSQL(policy.create(table), policy.drop(table))


class Migration(migrations.Migration):
    dependencies = [("intake", "0014_sealed_anew_by_the_owner"), ("breakglass", "0002_row_security")]
    operations = [
        *(opened(table, row) for table, row in TABLES.items()),
        migrations.RunSQL(
            [
                NUMBERED,
                "revoke all on function intake_numbered(uuid, integer) from public",
                "grant execute on function intake_numbered(uuid, integer) to schakel_app",
            ],
            "drop function intake_numbered(uuid, integer)",
        ),
    ]
