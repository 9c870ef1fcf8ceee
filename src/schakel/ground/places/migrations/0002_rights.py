"""Places are reference data: the application reads them and loads the lists of the content pack."""

from django.db import migrations

from schakel.ground.database.security import Grants

READ_AND_LOAD = {"schakel_app": "select, insert, update, delete"}


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [
        Grants("places_municipality", {"schakel_app": "select, insert, update", "schakel_linker": "select"}),
        Grants("places_region", {"schakel_app": "select, insert, update", "schakel_linker": "select"}),
        Grants("places_regionmembership", {**READ_AND_LOAD, "schakel_linker": "select"}),
    ]
