"""What other modules may do with the vault: seal and unseal texts and files, blind, derive a secret, renew keys."""

from schakel.ground.vault.actions.keeping import open_key_file
from schakel.ground.vault.actions.masks import Mask, NamedText, TextPlace, hashed, mask_out, named_in, remade
from schakel.ground.vault.actions.recipients import new_recipient, recipient, seal_to, unseal_to
from schakel.ground.vault.actions.renewing_file import Tried, add_keeper, drop_unused, try_copy
from schakel.ground.vault.actions.renewing_root import end_older_roots, let_root_count, new_root
from schakel.ground.vault.actions.resealing import how_many, reseal, still_old
from schakel.ground.vault.actions.rotating import KeyRow, all_keys, new_data_key, older_ended, renewing, retire, rewrap
from schakel.ground.vault.actions.shares import join_key, key_file_in, split_key
from schakel.ground.vault.actions.texts import (
    blind,
    blind_ever,
    generations,
    seal,
    seal_bytes,
    secret,
    unseal,
    unseal_bytes,
    written_generations,
)
from schakel.ground.vault.rules.keepers import KeyTrouble
from schakel.ground.vault.rules.places import Sealed
from schakel.ground.vault.rules.sealing import CannotUnseal

__all__ = [
    "CannotUnseal", "KeyRow", "KeyTrouble", "Mask", "NamedText", "Sealed", "TextPlace", "Tried", "add_keeper", "all_keys",
    "blind", "blind_ever", "drop_unused", "end_older_roots", "generations", "hashed", "how_many", "join_key", "key_file_in",
    "let_root_count", "mask_out", "named_in", "new_data_key", "new_recipient", "new_root", "older_ended", "open_key_file",
    "recipient", "remade", "renewing", "reseal", "retire", "rewrap", "seal", "seal_bytes", "seal_to", "secret", "split_key", "still_old", "try_copy", "unseal", "unseal_bytes", "unseal_to",
    "written_generations",
]  # fmt: skip
