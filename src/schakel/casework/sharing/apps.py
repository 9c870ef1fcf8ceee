from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "schakel.casework.sharing"
    label = "sharing"
    verbose_name = "Sharing"
