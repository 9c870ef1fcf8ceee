from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "schakel.ground.audit"
    label = "audit"
    verbose_name = "Trail"
