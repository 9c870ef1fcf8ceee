"""The key on paper, split over several people: with enough of the shares it comes back, fewer tell nothing (SLIP-39)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from schakel.ground.vault.actions.keeping import open_key_file
from schakel.ground.vault.actions.roots import roots
from schakel.ground.vault.rules.keepers import KeyTrouble, OwnKey
from schakel.ground.vault.rules.key_file import KeyFile, read, write

_MOST = 16
_LACKING = "Shares need the package shamir-mnemonic: install schakel[shares]."


def split_key(*, needed: int, of: int) -> tuple[str, list[str]]:
    """The name of the key that wraps now, and its shares of 33 words. KeyTrouble when it cannot be split."""
    if not 2 <= needed <= of <= _MOST:
        raise KeyTrouble(f"Choose at least 2 needed, and at most {_MOST} shares.")
    roots()  # what the first key files held besides the key is in the database from here on
    keeper = open_key_file().current
    if not isinstance(keeper, OwnKey):
        raise KeyTrouble("The key is in a device, which never gives it out: keep a second device, as its maker says.")
    try:
        import shamir_mnemonic
    except ImportError:
        raise KeyTrouble(_LACKING) from None
    (made,) = shamir_mnemonic.generate_mnemonics(1, [(needed, of)], keeper.key)
    return keeper.id.hex(), made


def join_key(shares: Iterable[str], file: Path) -> str:
    """Writes a key file with the key that the shares make; its name. KeyTrouble, without a word of a share, when they do not."""
    if file.exists():
        raise KeyTrouble(f"{file} exists: name a new file.")
    try:
        import shamir_mnemonic
    except ImportError:
        raise KeyTrouble(_LACKING) from None
    try:
        keeper = OwnKey(shamir_mnemonic.combine_mnemonics([share.strip() for share in shares if share.strip()]))
    except shamir_mnemonic.MnemonicError:
        raise KeyTrouble("These shares do not make a key: check how many are needed, and each word.") from None
    write(file, KeyFile((keeper,)))
    return keeper.id.hex()


def key_file_in(path: Path) -> KeyFile:
    """A copy of a key file. KeyTrouble when there is none or it is damaged."""
    try:
        return read(path)
    except FileNotFoundError:
        raise KeyTrouble(f"There is no key file {path}.") from None
