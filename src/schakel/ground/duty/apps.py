from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "schakel.ground.duty"
    label = "duty"
    verbose_name = "Duty"
