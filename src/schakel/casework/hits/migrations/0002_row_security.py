"""Neither side reads the other's row, nobody reads anything before its tick, and numbers are met by the linker alone.

A question and what a side is told belong to one municipality: its focal persons and its system. Sides are written by the
system of whoever asked, for every municipality at once, and never read back by it. Numbers (`hits_token`) are written by
the system of their controller; the linker, acting for the system of a municipality whose covenant has an agreement, lays
them beside a question. That both said yes is all that crosses, by one function.
"""

from django.db import migrations

from schakel.ground.database.security import Policy, RowSecurity

US = "(select schakel_organisation())"
MINE = f"controller = {US}"
SYSTEM = "(select schakel_has_role('system'))"
FOCAL = "(select schakel_has_role('focal_person'))"
PRIVACY = "(select schakel_has_role('privacy_officer'))"
ME = "(select schakel_actor())"
OWN = f"({MINE} and ({FOCAL} or {SYSTEM}))"
OWN_SYSTEM = f"({MINE} and {SYSTEM})"
COVENANTS = "((select schakel_covenants())::uuid[])"
PARTY = f"(one = any ({COVENANTS}) or other = any ({COVENANTS}))"
SHOWN = f"({MINE} and ({FOCAL} and visible_at <= now() or {SYSTEM}))"
# Written by the system of whoever asked, while the question is being put, and answered by nobody yet.
TOLD = f"""({SYSTEM} and answer = '' and exists (
  select 1 from hits_question q where q.id = hits_side.question and q.controller = {US} and q.went_at is null))"""
MEETS = f"""({SYSTEM} and covenant in (
  select unnest(array[a.one, a.other]) from hits_agreement a where a.signed_at is not null and a.ended_at is null))"""

AGREED = """
create function hits_agreed() returns setof uuid language sql stable security definer
begin atomic
  select s.question from public.hits_side s
  where s.controller = schakel_organisation() and schakel_has_role('focal_person')
    and s.visible_at <= now() and s.answer = 'yes'
    and exists (select 1 from public.hits_side o
                where o.question = s.question and o.controller <> s.controller and o.answer = 'yes');
end
"""


class Migration(migrations.Migration):
    dependencies = [("hits", "0001_initial"), ("database", "0001_scope")]
    operations = [
        RowSecurity(
            "hits_agreement",
            [
                Policy("party", "select", using=PARTY),
                Policy("linker looks", "select", using=PARTY, role="schakel_linker"),
                Policy(
                    "proposed", "insert",
                    check=f"{PRIVACY} and one = any ({COVENANTS}) and proposed_for = {US} and proposed_by = {ME}"
                    " and signed_at is null and ended_at is null",
                ),
                Policy(
                    "signed or ended", "update", using=f"{PRIVACY} and {PARTY} and ended_at is null",
                    check=f"{PRIVACY} and (signed_for is null or signed_for = {US} and signed_by = {ME}"
                    f" and other = any ({COVENANTS}) or ended_for = {US} and ended_by = {ME})",
                ),
            ],
            {
                "schakel_app": "select, insert, update (signed_for, signed_by, signed_at, ended_for, ended_by, ended_at)",
                "schakel_linker": "select (one, other, signed_at, ended_at)",
            },
        ),
        RowSecurity(
            "hits_question",
            [
                Policy("own", "select", using=OWN),
                Policy("asked", "insert", check=f"{MINE} and {FOCAL} and asked_by = {ME} and went_at is null"),
                Policy("put", "update", using=OWN_SYSTEM, check=OWN_SYSTEM),
                Policy("withdrawn or over", "delete", using=f"{MINE} and ({FOCAL} and went_at is null or {SYSTEM})"),
            ],
            {"schakel_app": "select, insert, update (went_at, answer_at, asked), delete"},
        ),
        RowSecurity(
            "hits_side",
            [
                Policy("own, from its tick on", "select", using=SHOWN),
                Policy("told", "insert", check=TOLD),
                Policy("answered", "update", using=f"{SHOWN} and {FOCAL}", check=f"{MINE} and {FOCAL} and answered_by = {ME}"),
                Policy("over", "delete", using=OWN_SYSTEM),
                Policy("function below", "select", using="true", role="current_user"),
            ],
            {"schakel_app": "select, insert, update (answer, basis, necessity, answered_by, answered_at), delete"},
        ),
        RowSecurity(
            "hits_token",
            [
                Policy("own system", "select", using=OWN_SYSTEM),
                Policy("laid", "insert", check=f"{OWN_SYSTEM} and covenant = any ({COVENANTS})"),
                Policy("taken away", "delete", using=OWN_SYSTEM),
                Policy("linker meets numbers", "select", using=MEETS, role="schakel_linker"),
            ],
            {
                "schakel_app": "select, insert, delete",
                "schakel_linker": "select (controller, signal, covenant, kind, number, laid_at)",
            },
        ),
        migrations.RunSQL(
            [
                AGREED, "revoke all on function hits_agreed() from public",
                "grant execute on function hits_agreed() to schakel_app",
            ],
            "drop function hits_agreed()",
        ),
    ]  # fmt: skip
