"""A question goes to who has the related signal, is withdrawn by who asked and seen by who was asked: nobody else.

An asker could call the own question seen, and could ask a municipality that has no related signal.
"""

from django.db import migrations

HANDLES = "((select schakel_has_role('focal_person')) or (select schakel_has_role('system')))"
US = "(select schakel_organisation())"
ASKED_BEFORE = f"(controller = {US} and {HANDLES}) and covenant = any (((select schakel_covenants()))::uuid[])"
TOLD = """exists (select 1 from bundling_hit h where h.controller = bundling_ask_request.controller
  and h.covenant = bundling_ask_request.covenant and h.pair = bundling_ask_request.pair and h.other = asked)"""
ANSWERED_BEFORE = f"((controller = {US} or asked = {US}) and {HANDLES})"
ANSWERED = f"((controller = {US} and state = 'withdrawn' or asked = {US} and state = 'acknowledged') and {HANDLES})"


def check(policy: str, before: str, after: str) -> migrations.RunSQL:
    alter = 'alter policy "{}" on bundling_ask_request with check ({})'
    return migrations.RunSQL(alter.format(policy, after), alter.format(policy, before))


class Migration(migrations.Migration):
    dependencies = [("bundling", "0002_row_security")]
    operations = [
        check("asked", ASKED_BEFORE, f"{ASKED_BEFORE} and {TOLD}"),
        check("answered", ANSWERED_BEFORE, ANSWERED),
    ]
