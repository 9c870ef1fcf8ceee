"""Which signal of the other municipality a hit is about: asked only when it is opened in an emergency.

To a focal person of the side whose hit it is, while both are in the covenant. It gives a number and no word.
"""

from django.db import migrations

from schakel.ground.database.security import Policy

SEES = Policy("function below", "select", using="true", role="current_user")
OTHER_SIDE = """
create function bundling_other_side(ours uuid) returns table (owner uuid, subject uuid, number integer)
language sql stable security definer
begin atomic
  select theirs.controller, theirs.signal, s.number
  from public.bundling_hit mine
  join public.bundling_hit theirs
    on theirs.covenant = mine.covenant and theirs.pair = mine.pair and theirs.controller = mine.other
  join public.intake_signal s on s.id = theirs.signal and s.controller = theirs.controller
  where mine.id = ours and mine.controller = schakel_organisation() and schakel_has_role('focal_person')
    and mine.covenant = any (schakel_covenants()) and breakglass_member(theirs.controller, mine.covenant);
end
"""


class Migration(migrations.Migration):
    dependencies = [
        ("bundling", "0008_keys_under_a_root"),
        ("breakglass", "0002_row_security"),
        ("intake", "0015_opened_in_an_emergency"),
    ]
    operations = [
        migrations.RunSQL(SEES.create("bundling_hit"), SEES.drop("bundling_hit")),
        migrations.RunSQL(
            [
                OTHER_SIDE,
                "revoke all on function bundling_other_side(uuid) from public",
                "grant execute on function bundling_other_side(uuid) to schakel_app",
            ],
            "drop function bundling_other_side(uuid)",
        ),
    ]
