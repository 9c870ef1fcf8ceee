"""Whose duty is it: the own organisation's. The roster is filled in by focal persons and administrators; who was called
for what is for focal persons only, because an administrator reads nothing of signals. The system calls and mails.

One function runs as the owner: which alerts wait for their next call, before it is known for whom.
"""

from django.db import migrations

from schakel.ground.database.security import Policy, RowSecurity

OWN = "organisation = (select schakel_organisation())"
SYSTEM = "(select schakel_has_role('system'))"
FOCAL = "(select schakel_has_role('focal_person'))"
FILLS = f"{OWN} and ({FOCAL} or (select schakel_has_role('functional_administrator')) or {SYSTEM})"
CALLED = f"{OWN} and ({FOCAL} or {SYSTEM})"
CALLS = f"{OWN} and {SYSTEM}"

OVERDUE = """
create function duty_overdue(p_at timestamptz) returns table (alert uuid, organisation uuid)
language sql stable security definer
begin atomic
  select a.id, a.organisation from public.duty_alert a
  where a.taken_at is null and a.next_at <= p_at order by a.next_at limit 200;
end
"""


def roster(table: str) -> RowSecurity:
    return RowSecurity(
        table,
        [
            Policy("own roster", "select", using=FILLS),
            Policy("filled in", "insert", check=FILLS),
            Policy("taken out", "delete", using=FILLS),
        ],
        {"schakel_app": "select, insert, delete"},
    )


class Migration(migrations.Migration):
    dependencies = [("duty", "0001_initial"), ("database", "0001_scope")]
    operations = [
        roster("duty_turn"),
        roster("duty_otherday"),
        roster("duty_away"),
        RowSecurity(
            "duty_alert",
            [
                Policy("own alerts", "select", using=CALLED),
                Policy("raised", "insert", check=CALLS),
                Policy("taken up or called on", "update", using=CALLED, check=CALLED),
                Policy("over", "delete", using=CALLS),
                Policy("function below", "select", using="true", role="current_user"),
            ],
            {"schakel_app": "select, insert, update (next_at, taken_by, taken_at), delete"},
        ),
        RowSecurity(
            "duty_call",
            [
                Policy("own calls", "select", using=CALLED),
                Policy("called", "insert", check=CALLS),
                Policy("mailed", "update", using=CALLS, check=CALLS),
                Policy("over", "delete", using=CALLS),
            ],
            {"schakel_app": "select, insert, update (mailed_at), delete"},
        ),
        migrations.RunSQL(
            [
                OVERDUE,
                "revoke all on function duty_overdue(timestamptz) from public",
                "grant execute on function duty_overdue(timestamptz) to schakel_app",
            ],
            "drop function duty_overdue(timestamptz)",
        ),
    ]
