from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DatabaseConfig(AppConfig):
    name = "schakel.ground.database"
    label = "database"
    verbose_name = "Database"

    def ready(self) -> None:
        from schakel.ground.database.foreign import grant_foreign_tables

        post_migrate.connect(grant_foreign_tables, sender=self, dispatch_uid="schakel.database.foreign")
