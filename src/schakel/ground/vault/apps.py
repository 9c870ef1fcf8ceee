from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "schakel.ground.vault"
    label = "vault"
    verbose_name = "Vault"
