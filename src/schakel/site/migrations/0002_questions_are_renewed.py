from django.db import migrations

from schakel.ground.database.security import Resealed


class Migration(migrations.Migration):
    dependencies = [("site", "0001_keys_are_renewed"), ("hits", "0002_row_security")]
    operations = [Resealed("hits_question", "hits_side")]
