"""The tables there are with sealed columns may be sealed anew; a table that comes later says so itself (`Resealed`)."""

from django.db import migrations

from schakel.ground.database.security import Resealed

TABLES = (
    "accounts_secondstep",
    "accounts_signonprovider",
    "bundling_bundle",
    "bundling_judgement",
    "bundling_reading",
    "bundling_worksheet_answer",
    "intake_addedobservation",
    "intake_attachment",
    "intake_attachmentcontent",
    "intake_correction",
    "intake_draft",
    "intake_draftfile",
    "intake_duechange",
    "intake_feedback",
    "intake_mention",
    "intake_observation",
    "intake_provenance",
    "intake_savedview",
    "intake_signal",
    "intake_statechange",
    "sharing_basis_acceptance",
    "sharing_disclosure",
    "sharing_disclosure_step",
)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("accounts", "0008_ways_in_security"),
        ("bundling", "0006_worksheet"),
        ("intake", "0012_corrections"),
        ("sharing", "0002_row_security"),
        ("vault", "0002_versions_and_roots"),
    ]
    operations = [Resealed(*TABLES)]
