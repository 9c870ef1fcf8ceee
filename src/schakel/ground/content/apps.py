"""The Django app: no models, only the template filter `say`."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "schakel.ground.content"
    label = "content"
