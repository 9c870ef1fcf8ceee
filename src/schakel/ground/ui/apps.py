from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "schakel.ground.ui"
    label = "ui"
    verbose_name = "Look"
