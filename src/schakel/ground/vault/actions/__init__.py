"""What other modules may do with the vault: seal and unseal texts and files, blind, derive a secret; and, at the start, open the key file."""

from schakel.ground.vault.actions.keys import open_key_file
from schakel.ground.vault.actions.texts import blind, seal, seal_bytes, secret, unseal, unseal_bytes
from schakel.ground.vault.rules.key_file import KeyTrouble
from schakel.ground.vault.rules.sealing import CannotUnseal

__all__ = [
    "CannotUnseal", "KeyTrouble", "blind", "open_key_file", "seal", "seal_bytes", "secret", "unseal", "unseal_bytes",
]  # fmt: skip
