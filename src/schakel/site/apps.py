from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "schakel.site"
    label = "site"
    verbose_name = "Site"

    def ready(self) -> None:
        """Sharing stands below the modules that know whether two regions both agreed, and where is written down what no
        backup may bring back: it is told here whom to ask."""
        from schakel.casework.hits import queries as hits
        from schakel.casework.provisions import actions as provisions
        from schakel.casework.sharing import actions as letters
        from schakel.casework.sharing import queries as sharing
        from schakel.site import consents, tracks

        sharing.both_agree_by(lambda viewer, signal: hits.agreed(viewer=viewer, signal=signal))
        letters.consents_end_with(consents.note_end)
        provisions.names_go_with(tracks.note_taken)
