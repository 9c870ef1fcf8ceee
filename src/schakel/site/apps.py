from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "schakel.site"
    label = "site"
    verbose_name = "Site"

    def ready(self) -> None:
        """Sharing stands below the module that knows whether two regions both agreed: it is told here whom to ask."""
        from schakel.casework.hits import queries as hits
        from schakel.casework.sharing import queries as sharing

        sharing.both_agree_by(lambda viewer, signal: hits.agreed(viewer=viewer, signal=signal))
