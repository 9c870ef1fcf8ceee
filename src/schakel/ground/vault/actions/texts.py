"""Seal and unseal texts and files, and blind, for rows of any module."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from schakel.ground.vault.actions.keys import data_key, key_file
from schakel.ground.vault.rules.blinding import blinded, key_for
from schakel.ground.vault.rules.deriving import derived
from schakel.ground.vault.rules.sealing import seal_file, seal_text, unseal_file, unseal_text


def seal(text: str, *, organisation: UUID, bound_to: str) -> bytes:
    """Encrypts `text` for one row of one organisation, whose first key is made on the way. Inside acting().

    `bound_to` names the row and field, e.g. "intake.signal:<uuid>:narrative": nowhere else can it be opened.
    """
    return seal_text(data_key(organisation, make=True), text, organisation=organisation, bound_to=bound_to)


def unseal(sealed: bytes, *, organisation: UUID, bound_to: str) -> str:
    """The text again. CannotUnseal when it was changed, moved, or sealed for another organisation. Inside acting()."""
    return unseal_text(data_key(organisation, make=False), bytes(sealed), organisation=organisation, bound_to=bound_to)


def seal_bytes(content: bytes, *, organisation: UUID, bound_to: str) -> bytes:
    """A whole file, as seal() does a text; its size is hidden up to a few bits, at the cost of 12 % at most."""
    return seal_file(data_key(organisation, make=True), content, organisation=organisation, bound_to=bound_to)


def unseal_bytes(sealed: bytes, *, organisation: UUID, bound_to: str) -> bytes:
    """The file again. CannotUnseal as for unseal(); a sealed text does not open here."""
    return unseal_file(data_key(organisation, make=False), bytes(sealed), organisation=organisation, bound_to=bound_to)


def blind(kind: str, values: Iterable[str], *, covenant: UUID | None = None) -> list[int]:
    """Signed 64-bit numbers, one for each value in order; equal only within one kind and one covenant.

    Values must be in their normal form already. Without a covenant the numbers hold for this installation.
    """
    return blinded(key_for(key_file().blind, covenant), kind, values)


def secret(purpose: str, scope: UUID) -> bytes:
    """32 bytes that are this installation's for one purpose (a code, e.g. "hits.oprf") in one scope (e.g. a covenant).

    Always the same for the same two, in every process, and nowhere written down: it follows from the root of the keys.
    """
    return derived(key_file().blind, purpose, scope)
