"""Who keeps the key that wraps all other keys: this machine, or a device that never gives it out."""

from __future__ import annotations

import base64
import hashlib
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qsl, unquote

from schakel.ground.vault.rules.sealing import CannotUnseal, decrypt, encrypt

if TYPE_CHECKING:
    from collections.abc import Callable

_NONCE_BYTES = 12


class KeyTrouble(Exception):
    """A key is missing, open to others, not the right one, or its device does not answer; the message says what to mend."""


class Keeper(Protocol):
    """Wraps keys and unwraps them; `id`: eight bytes that tell two keepers apart and say nothing about the key."""

    @property
    def id(self) -> bytes: ...

    @property
    def line(self) -> str:
        """How it stands in the key file."""
        ...

    @property
    def kind(self) -> str: ...

    def wrap(self, key: bytes, *, bound_to: bytes) -> bytes: ...

    def unwrap(self, wrapped: bytes, *, bound_to: bytes) -> bytes:
        """CannotUnseal when it was changed, or wrapped by another or for something else."""
        ...


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The key itself, from the key file, the environment or a credential of the system."""

    key: bytes = field(repr=False)
    kind: str = field(default="own key", init=False)

    @property
    def id(self) -> bytes:
        return hashlib.sha256(b"schakel/key-id/1/" + self.key).digest()[:8]

    @property
    def line(self) -> str:
        return f"seal {base64.b64encode(self.key).decode('ascii')}"

    def wrap(self, key: bytes, *, bound_to: bytes) -> bytes:
        return encrypt(self.key, key, bound_to=bound_to)

    def unwrap(self, wrapped: bytes, *, bound_to: bytes) -> bytes:
        return decrypt(self.key, wrapped, bound_to=bound_to)


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """An AES key in a PKCS#11 device (a hardware security module, a smart card, SoftHSM), which wraps with AES-GCM itself.

    `address` is a PKCS#11 URI (RFC 7512): token and object name the key, module-path the device's library, pin-source
    a file with the PIN.
    """

    address: str
    kind: str = field(default="device", init=False)

    @property
    def id(self) -> bytes:
        return hashlib.sha256(f"schakel/key-id/pkcs11/{self._part('token')}/{self._part('object')}".encode()).digest()[
            :8
        ]

    @property
    def line(self) -> str:
        return self.address

    def wrap(self, key: bytes, *, bound_to: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._do(lambda held, how: held.encrypt(key, **how), nonce, bound_to)

    def unwrap(self, wrapped: bytes, *, bound_to: bytes) -> bytes:
        nonce, content = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
        if len(content) < 16:
            raise CannotUnseal
        return self._do(lambda held, how: held.decrypt(content, **how), nonce, bound_to)

    def make(self) -> None:
        """Makes the key in the device, so that it can never be taken out. KeyTrouble when there is one."""
        import pkcs11

        never = {pkcs11.Attribute.EXTRACTABLE: False, pkcs11.Attribute.SENSITIVE: True}
        with _one_at_a_time, self._session(writing=True) as session:
            try:
                session.get_key(label=self._part("object"))
            except pkcs11.NoSuchKey:
                session.generate_key(pkcs11.KeyType.AES, 256, label=self._part("object"), store=True, template=never)
                return
        raise KeyTrouble(f"The device {self._part('token')} has a key {self._part('object')} already.")

    def _do(self, what: Callable[[Any, dict[str, Any]], bytes], nonce: bytes, bound_to: bytes) -> bytes:
        import pkcs11

        how = {
            "mechanism": pkcs11.Mechanism.AES_GCM,
            "mechanism_param": pkcs11.GCMParams(nonce, bound_to, 128),
        }
        with _one_at_a_time, self._session() as session:
            try:
                key = session.get_key(label=self._part("object"))
            except pkcs11.PKCS11Error as error:
                raise KeyTrouble(f"The device {self._part('token')} has no key {self._part('object')}.") from error
            try:
                return bytes(what(key, how))
            except pkcs11.PKCS11Error:
                raise CannotUnseal from None

    def _session(self, *, writing: bool = False) -> Any:
        try:
            import pkcs11
        except ImportError:
            raise KeyTrouble("A key in a device needs the package python-pkcs11: install schakel[hsm].") from None
        try:
            pin = Path(self._part("pin-source").removeprefix("file:")).read_text("utf-8").strip()
            token = pkcs11.lib(self._part("module-path")).get_token(token_label=self._part("token"))
            return token.open(user_pin=pin, rw=writing)
        except (OSError, RuntimeError, pkcs11.PKCS11Error) as error:
            raise KeyTrouble(
                f"The device {self._part('token')} does not answer ({type(error).__name__}): check its address in the key file."
            ) from error

    def _part(self, name: str) -> str:
        return parts_of(self.address)[name]


_one_at_a_time = threading.RLock()
_NEEDED = {"token", "object", "module-path", "pin-source"}


def parts_of(address: str) -> dict[str, str]:
    """The parts of a PKCS#11 URI. ValueError when one that is needed is missing."""
    scheme, _colon, rest = address.partition(":")
    path, _mark, query = rest.partition("?")
    named = dict(piece.split("=", 1) for piece in path.split(";"))
    parts = {name: unquote(value) for name, value in named.items()} | dict(parse_qsl(query))
    if scheme != "pkcs11" or not parts.keys() >= _NEEDED:
        raise ValueError(address)
    return parts
