"""One transaction, one actor: the settings the row policies read, and that vanish with the transaction.

Settings are transaction-local on purpose: a setting of the session would leak to the next user of a pooled
connection. Outside `acting()` the policies find nothing, so forgetting it shows an empty page, never
somebody else's row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper
from django.db.transaction import TransactionManagementError
from psycopg.errors import LockNotAvailable

from schakel.ground.database.actor import Actor

LINKER = "schakel_linker"
PATIENCE = 8
"""Seconds that somebody at a screen, or a system that calls, waits for a row or a lock that another holds."""

_SCOPE_SETTINGS = (
    "schakel.actor",
    "schakel.organisation",
    "schakel.roles",
    "schakel.municipality",
    "schakel.covenants",
)
_LOOKUP_SETTINGS = ("schakel.lookup_account", "schakel.lookup_login_name", "schakel.lookup_token_hash")


@dataclass(frozen=True, slots=True)
class _Scope:
    actor: Actor
    using: str
    remembered: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)


_scope: ContextVar[_Scope | None] = ContextVar("schakel_scope", default=None)


@contextmanager
def acting(actor: Actor, *, using: str = "default", wait: int = 0) -> Iterator[Actor]:
    """A transaction in which `actor` acts; its first statement tells the database who.

    `wait`: after so many seconds of waiting for what another holds, a statement ends in an error for which
    `waited_too_long` is true; 0, for work behind the screen, waits as long as it takes.
    Nested with the same actor it is a savepoint. RuntimeError when nested with another actor or connection,
    or inside a transaction somebody else opened (rows read there were read without a scope).
    """
    around = _scope.get()
    if around is not None:
        if around != _Scope(actor, using):
            raise RuntimeError(
                "acting() inside acting() with another actor or connection: end the first one before starting the second."
            )
        with transaction.atomic(using=using):
            yield actor
        return
    _refuse_open_transaction(using)
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            tell(cursor, actor, wait=wait)
        token = _scope.set(_Scope(actor, using))
        try:
            yield actor
        finally:
            _scope.reset(token)


def tell(cursor: CursorWrapper, actor: Actor, *, wait: int = 0) -> None:
    """Tells the database who acts in the transaction of `cursor`; acting() does this for everybody but `apart`."""
    patience = ("lock_timeout",) if wait else ()
    _set(cursor, _SCOPE_SETTINGS + patience, (*_values(actor), *(f"{wait}s" for _one in patience)))


def waited_too_long(trouble: BaseException) -> bool:
    """Whether the database ended a statement because another held for too long what it needed."""
    return isinstance(trouble.__cause__, LockNotAvailable)


def current_actor() -> Actor:
    """The actor of this transaction. RuntimeError outside acting()."""
    scope = _scope.get()
    if scope is None:
        raise RuntimeError("Nobody acts here: wrap this in acting(actor).")
    return scope.actor


def remembered() -> dict[Any, Any]:
    """What was looked up once in this transaction and holds to its end; empty, and forgotten at once, outside acting()."""
    scope = _scope.get()
    return scope.remembered if scope is not None else {}


@contextmanager
def as_linker() -> Iterator[None]:
    """Inside acting(): the role that sees blind keys across the covenant, and no narrative, name or note.

    A savepoint around it hands the own role back when something fails half-way.
    """
    scope = _scope.get()
    if scope is None:
        raise RuntimeError("as_linker() outside acting(): the linker works for somebody, in one covenant.")
    with transaction.atomic(using=scope.using), connections[scope.using].cursor() as cursor:
        cursor.execute(f"set local role {LINKER}")
        yield
        cursor.execute("set local role none")


@contextmanager
def looking_up(
    *,
    account: UUID | None = None,
    login_name: str | None = None,
    token_hash: bytes | None = None,
    using: str = "default",
) -> Iterator[None]:
    """Before there is a scope (login, a session, an API token): shows exactly the one row that was asked for.

    Exactly one of the three is given. RuntimeError inside acting(): there the scope decides what is seen.
    """
    given = [value for value in (account, login_name, token_hash) if value is not None]
    if len(given) != 1:
        raise ValueError("looking_up() takes exactly one of account, login_name, token_hash.")
    if _scope.get() is not None:
        raise RuntimeError("looking_up() inside acting(): there is a scope already.")
    values = (str(account or ""), login_name or "", (token_hash or b"").hex())
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        _set(cursor, _LOOKUP_SETTINGS, values)
        yield
        _set(cursor, _LOOKUP_SETTINGS, ("", "", ""))


def _refuse_open_transaction(using: str) -> None:
    connection = connections[using]
    if connection.in_atomic_block:
        raise RuntimeError("acting() inside a transaction without an actor: let acting() open the transaction.")
    if not connection.get_autocommit():
        raise TransactionManagementError("acting() needs a connection in autocommit mode.")


def _values(actor: Actor) -> tuple[str, ...]:
    return (
        str(actor.account or ""),
        str(actor.organisation),
        ",".join(sorted(actor.roles)),
        actor.municipality or "",
        ",".join(sorted(str(covenant) for covenant in actor.covenants)),
    )


def _set(cursor: CursorWrapper, names: tuple[str, ...], values: tuple[str, ...]) -> None:
    calls = ", ".join(f"set_config('{name}', %s, true)" for name in names)
    cursor.execute(f"select {calls}", list(values))
