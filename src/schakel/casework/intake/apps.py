from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "schakel.casework.intake"
    label = "intake"
    verbose_name = "Intake"
