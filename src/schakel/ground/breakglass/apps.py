from django.apps import AppConfig


class BreakglassConfig(AppConfig):
    name = "schakel.ground.breakglass"
    label = "breakglass"
    verbose_name = "Emergency access"
