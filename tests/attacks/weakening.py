"""How an attack is named, and how the product is weakened for the moment so that the attack is seen to succeed.

An attack is a test with `@attack(...)`. Its docstring says what the attacker tries; `holds` what stops it; `broken_by`
is the weakening under which the same test must fail. `bench/weakened.py` runs every one that way (see `mutate.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import override_settings

from tests.clones import Clone

Weakening = Callable[["Weak"], None]
ON = {"weakened": False}  # set by the plugin `tests.attacks.mutate`, never in `make test`


@dataclass(frozen=True)
class Attack:
    holds: str
    broken_by: Weakening


def attack(*, holds: str, broken_by: Weakening) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Names a test as an attack. ValueError without words on what the attacker tries, or on what is broken."""

    def name(test: Callable[..., Any]) -> Callable[..., Any]:
        if not (test.__doc__ and broken_by.__doc__):
            raise ValueError(f"{test.__name__}: say what the attacker tries, and what the weakening breaks")
        test.attack = Attack(holds, broken_by)  # type: ignore[attr-defined]
        return test

    return name


@dataclass
class Weak:
    """The product while it is weak: everything is put back after the test."""

    patching: pytest.MonkeyPatch
    clone: Callable[[], Clone]
    _settings: list[override_settings] = field(default_factory=list)

    def patch(self, target: str | object, name: object, *value: object) -> None:
        """`patch("module.name", new)` or `patch(object, "name", new)`."""
        self.patching.setattr(target, name, *value)  # type: ignore[call-overload]

    def settings(self, **other: Any) -> None:
        changed = override_settings(**other)
        changed.enable()
        self._settings.append(changed)

    def sql(self, *statements: str) -> None:
        """As the superuser of this one database, which nobody of the product is."""
        with self.clone().as_superuser() as server:
            for statement in statements:
                server.execute(statement.encode())

    def open_tables(self, *names: str) -> None:
        """Takes the lock off these tables; without names off every table."""
        with self.clone().as_superuser() as server:
            locked = "select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace"
            for (table,) in server.execute(locked).fetchall():
                if not names or table in names:
                    server.execute(f'alter table "{table}" disable row level security'.encode())

    def restore(self) -> None:
        for changed in reversed(self._settings):
            changed.disable()
