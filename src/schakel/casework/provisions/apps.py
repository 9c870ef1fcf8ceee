from django.apps import AppConfig


class ProvisionsConfig(AppConfig):
    name = "schakel.casework.provisions"
    label = "provisions"
    verbose_name = "Provisions"
