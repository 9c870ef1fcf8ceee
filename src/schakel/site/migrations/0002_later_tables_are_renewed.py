from django.db import migrations

from schakel.ground.database.security import Resealed


class Migration(migrations.Migration):
    dependencies = [("site", "0001_keys_are_renewed"), ("hits", "0002_row_security"), ("rights", "0002_row_security")]
    operations = [
        Resealed("hits_question", "hits_side"),
        Resealed("rights_request", "rights_request_step", "rights_finding", "rights_finding_words", "rights_notice"),
    ]
