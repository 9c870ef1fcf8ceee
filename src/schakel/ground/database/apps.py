from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "schakel.ground.database"
    label = "database"
    verbose_name = "Database"

    def ready(self) -> None:
        from schakel.ground.database.foreign import grant_after_migrating

        grant_after_migrating()
