"""Why not with less is asked of every new disclosure; what the recipient says can be added. Which bases the privacy
officer answers for, everybody of the house may know: the page "Mag ik dit delen?" says it."""

from django.db import migrations

MINE = "controller = (select schakel_organisation())"
OWN = f"({MINE} and ((select schakel_has_role('focal_person')) or (select schakel_has_role('system'))))"
BEFORE = f"{OWN} and state = 'proposed' and checked_by is null and proposed_by = (select schakel_actor())"
WHO = "((select schakel_has_role('focal_person')) or (select schakel_has_role('privacy_officer')) or (select schakel_has_role('system')))"

FORWARDS = f"""
drop policy "written" on sharing_disclosure;
create policy "written" on sharing_disclosure for insert to schakel_app
  with check ({BEFORE} and subsidiarity is not null and their_reference is null and answer = '');
grant update (their_reference) on sharing_disclosure to schakel_app;
drop policy "own" on sharing_basis_acceptance;
create policy "own" on sharing_basis_acceptance for select to schakel_app using ({MINE});
"""
BACKWARDS = f"""
drop policy "own" on sharing_basis_acceptance;
create policy "own" on sharing_basis_acceptance for select to schakel_app using ({MINE} and {WHO});
revoke update (their_reference) on sharing_disclosure from schakel_app;
drop policy "written" on sharing_disclosure;
create policy "written" on sharing_disclosure for insert to schakel_app with check ({BEFORE});
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0003_necessity_and_outcome")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
