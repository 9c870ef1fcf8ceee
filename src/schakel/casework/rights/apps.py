from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "schakel.casework.rights"
    label = "rights"
    verbose_name = "Rights"
