"""Seal and unseal texts and files, and blind, for rows of any module."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from schakel.ground.vault.actions.keys import opening_key, sealing_key
from schakel.ground.vault.actions.roots import root, roots
from schakel.ground.vault.rules.blinding import blinded, key_for
from schakel.ground.vault.rules.deriving import derived
from schakel.ground.vault.rules.sealing import key_version, seal_file, seal_text, unseal_file, unseal_text


def seal(text: str, *, organisation: UUID, bound_to: str) -> bytes:
    """Encrypts `text` for one row of one organisation, whose first key is made on the way. Inside acting().

    `bound_to` names the row and field, e.g. "intake.signal:<uuid>:narrative": nowhere else can it be opened.
    """
    version, key = sealing_key(organisation)
    return seal_text(key, text, organisation=organisation, bound_to=bound_to, version=version)


def unseal(sealed: bytes, *, organisation: UUID, bound_to: str) -> str:
    """The text again. CannotUnseal when it was changed, moved, or sealed for another organisation. Inside acting()."""
    sealed = bytes(sealed)
    key = opening_key(organisation, key_version(sealed))
    return unseal_text(key, sealed, organisation=organisation, bound_to=bound_to)


def seal_bytes(content: bytes, *, organisation: UUID, bound_to: str) -> bytes:
    """A whole file, as seal() does a text; its size is hidden up to a few bits, at the cost of 12 % at most."""
    version, key = sealing_key(organisation)
    return seal_file(key, content, organisation=organisation, bound_to=bound_to, version=version)


def unseal_bytes(sealed: bytes, *, organisation: UUID, bound_to: str) -> bytes:
    """The file again. CannotUnseal as for unseal(); a sealed text does not open here."""
    sealed = bytes(sealed)
    key = opening_key(organisation, key_version(sealed))
    return unseal_file(key, sealed, organisation=organisation, bound_to=bound_to)


def blind(
    kind: str, values: Iterable[str], *, covenant: UUID | None = None, generation: int | None = None
) -> list[int]:
    """Signed 64-bit numbers, one for each value in order; equal only within one kind, one covenant and one root.

    Values must be in their normal form already. Without a covenant the numbers hold for this installation. Without a
    `generation` the root that counts: what is written down.
    """
    return blinded(key_for(root(generation), covenant), kind, values)


def blind_ever(kind: str, values: Iterable[str], *, covenant: UUID | None = None) -> list[list[int]]:
    """As blind(), under every root there is, the one that counts first: with what a value may have been written down."""
    given = list(values)
    return [blinded(key_for(known, covenant), kind, given) for _generation, known, _written in roots()]


def generations() -> list[int]:
    """The roots there are, the one that counts first; a later one than that is being prepared."""
    return [one.generation for one in roots()]


def written_generations() -> list[int]:
    """Under which of them blind keys are written down now: the one that counts first, and in a change the other one too."""
    return [one.generation for one in roots() if one.written]


def secret(purpose: str, scope: UUID, *, generation: int | None = None) -> bytes:
    """32 bytes that are this installation's for one purpose (a code, e.g. "hits.oprf") in one scope (e.g. a covenant).

    The same for the same two in every process, and nowhere written down: it follows from the root that counts, and is
    another one when that root was renewed (`generations` names what there is).
    """
    return derived(root(generation), purpose, scope)
