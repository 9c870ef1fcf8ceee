"""Somebody wrongly named can be taken out of a reason, by the system of the municipality whose signal was opened. Who
opened what, when and until when stays as it is, for the system too."""

import importlib

from django.db import migrations

from schakel.ground.database.security import Grants

STAYS = importlib.import_module("schakel.ground.breakglass.migrations.0002_row_security").STAYS
FUNCTION = STAYS[: STAYS.index("create trigger")].replace("create function", "create or replace function")

TAKES_OUT = """begin
  -- a name goes out of a reason: nothing else differs
  if new.owner = schakel_organisation() and coalesce(schakel_has_role('system'), false) then
    if to_jsonb(new) - 'reason' - 'verdict_reason' = to_jsonb(old) - 'reason' - 'verdict_reason'
       and (new.verdict_reason is null) = (old.verdict_reason is null) then
      return new;
    end if;
  end if;
"""


class Migration(migrations.Migration):
    dependencies = [("breakglass", "0002_row_security")]
    operations = [
        migrations.RunSQL(FUNCTION.replace("begin\n", TAKES_OUT, 1), FUNCTION),
        Grants("breakglass_access", {"schakel_app": "update (reason)"}),
    ]
