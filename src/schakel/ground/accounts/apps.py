from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "schakel.ground.accounts"
    label = "accounts"
    verbose_name = "Accounts"
