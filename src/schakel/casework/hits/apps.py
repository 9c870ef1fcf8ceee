from django.apps import AppConfig


class HitsConfig(AppConfig):
    name = "schakel.casework.hits"
    label = "hits"
    verbose_name = "Hits"
