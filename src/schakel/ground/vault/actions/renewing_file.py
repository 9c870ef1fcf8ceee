"""Puts another keeper on top of the key file, takes away what nothing needs any more, and tries a copy before it is needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from schakel.ground.vault.actions import keys, roots
from schakel.ground.vault.actions.keeping import ids_in_use, in_environment, key_file, open_key_file, path
from schakel.ground.vault.actions.rotating import renewing
from schakel.ground.vault.models import RootKey
from schakel.ground.vault.rules.keepers import DeviceKey, Keeper, KeyTrouble, OwnKey
from schakel.ground.vault.rules.key_file import KeyFile, read, write
from schakel.ground.vault.rules.places import Sealed
from schakel.ground.vault.rules.sealing import CannotUnseal, key_version, new_key, opens


@dataclass
class Tried:
    """What a copy of the key file opened, and what it did not."""

    keys: int = 0
    texts: int = 0
    faults: list[str] = field(default_factory=list)


def add_keeper(address: str = "", *, copy: Path | None = None) -> Keeper:
    """A new keeper as the first line of the key file: a new own key, or a key in the device with this address, made when new.

    `copy` is written and read back before the file itself changes. What was wrapped before stays wrapped as it was: see `rewrap`.
    """
    if in_environment():
        raise KeyTrouble(
            "SCHAKEL_KEYS stands in the environment: put the new line above the old one there, start again, then rewrap."
        )
    keeper: Keeper = _device(address) if address else OwnKey(new_key())
    file = open_key_file()
    others = tuple(one for one in file.keepers if one.id != keeper.id)
    fresh = KeyFile((keeper, *others), file.blind)
    if copy is not None:
        write(copy, fresh)
        if read(copy) != fresh:
            raise KeyTrouble(f"The copy in {copy} does not read back: choose another place for it.")
    write(path(), fresh)
    open_key_file()
    return keeper


def drop_unused() -> int:
    """Takes the lines from the key file that no key in the database needs; how many. The first line always stays."""
    if in_environment():
        return 0
    file, used = open_key_file(), ids_in_use()
    kept = (file.current, *(one for one in file.keepers[1:] if one.id in used))
    lines = KeyFile(kept, None if RootKey.objects.exists() else file.blind)
    if lines != file:
        write(path(), lines)
        open_key_file()
    return len(file.keepers) - len(kept) + (file.blind is not None and lines.blind is None)


def try_copy(file: KeyFile, columns: tuple[Sealed, ...]) -> Tried:
    """Opens every key there is with this copy, and with each key the newest text of every column; changes nothing."""
    done, opened = Tried(), {}
    with renewing() as cursor:
        cursor.execute("select generation, wrapped, key_id from vault_root_key order by 1")
        for generation, wrapped, key_id in cursor.fetchall():
            _open(done, file, bytes(key_id), bytes(wrapped), roots.wrapping(generation), f"root {generation}")
        cursor.execute("select organisation, version, wrapped, key_id from vault_data_key order by 1, 2")
        for organisation, version, wrapped, key_id in cursor.fetchall():
            about = f"data key {version} of organisation {organisation}"
            bound_to = keys.wrapping(organisation, version)
            opened[organisation, version] = _open(done, file, bytes(key_id), bytes(wrapped), bound_to, about)
        for one in columns:
            for organisation in {organisation for organisation, _version in opened}:
                cursor.execute(one.newest(), [organisation])
                for row, content in cursor.fetchall():
                    key = opened.get((organisation, key_version(bytes(content))))
                    place = one.place.replace("{}", str(row))
                    if key and opens(key, bytes(content), organisation=organisation, bound_to=place, file=one.file):
                        done.texts += 1
                    else:
                        done.faults.append(f"{one.table} {row} {one.column}")
    return done


def _open(done: Tried, file: KeyFile, key_id: bytes, wrapped: bytes, bound_to: bytes, about: str) -> bytes | None:
    keeper = file.keeper(key_id)
    try:
        if keeper is not None:
            key = keeper.unwrap(wrapped, bound_to=bound_to)
            done.keys += 1
            return key
    except CannotUnseal:
        pass
    done.faults.append(about)
    return None


def _device(address: str) -> DeviceKey:
    try:
        keeper = DeviceKey(address)
        keeper.id  # noqa: B018 (reads the parts of the address)
    except (KeyError, ValueError):
        raise KeyTrouble(
            "Write the address of the device as pkcs11:token=...;object=...?module-path=...&pin-source=file:..."
        ) from None
    if key_file().keeper(keeper.id) is None:
        keeper.make()
    return keeper
