from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "schakel.site"
    label = "site"
    verbose_name = "Site"
