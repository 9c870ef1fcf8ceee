"""Keys without what they stand for: equal keys stay equal, and nothing else is left of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from schakel.engines.linkage import Key
from schakel.ground.vault.actions import blind


def code(kind: str) -> str:
    """The name under which the vault blinds keys of this kind."""
    return f"link.{kind.replace(' ', '_')}"


def blinded(keys: Iterable[Key], *, covenant: UUID | None = None, generation: int | None = None) -> dict[Key, Key]:
    """Each key with its blind self: the same kind and strength, and a number for the text, under the root that counts or another."""
    by_kind: dict[str, list[Key]] = defaultdict(list)
    for key in set(keys):
        by_kind[key.kind].append(key)
    found: dict[Key, Key] = {}
    for kind, known in by_kind.items():
        numbers = blind(code(kind), [key.text for key in known], covenant=covenant, generation=generation)
        found |= {key: Key(kind, str(number), key.strength) for key, number in zip(known, numbers, strict=True)}
    return found
