from django.apps import AppConfig


class BundlingConfig(AppConfig):
    name = "schakel.casework.bundling"
    label = "bundling"
    verbose_name = "Bundling"
