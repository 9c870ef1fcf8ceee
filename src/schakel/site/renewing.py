"""Gives an organisation, or the whole installation, new keys while people work; cut short it goes on where it was.

New texts take the new key at once. Old ones are sealed anew in small transactions; then, when nobody can hold anything
of before any more, the old key goes. Each step stands in the trail of the organisation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.database.scope import acting
from schakel.ground.vault import actions as vault
from schakel.site.sealed import SEALED

STANDS_BY = timedelta(days=1)
"""How long an old data key still opens: what somebody typed when a login ended is sealed in the session, for half an hour."""

Told = Callable[[str], None]


@dataclass
class Renewed:
    """`sealed` anew in this run. `broken`: rows that open with no key there is; then the old key stays. `retired`: old keys gone."""

    organisation: UUID
    version: int = 1
    sealed: int = 0
    broken: list[str] = field(default_factory=list)
    waiting: int = 0
    retired: int = 0


def renew(organisation: UUID, *, at_once: bool = False, told: Told = lambda _line: None) -> Renewed:
    """A new data key for one organisation. `at_once`: the old one goes today (a thief has it), else after a day.

    Run again it goes on, and retires what stood by.
    """
    done = Renewed(organisation)
    before = _newest(organisation)
    made = vault.new_data_key(organisation)
    if made is None:
        return done
    done.version = made
    if before is None or before.version != made:
        _record("keys.renewed", organisation, version=made)
    for _round in range(2):  # the second takes what transactions that began before the new key wrote meanwhile
        _seal_anew(done, told)
        if not vault.older_ended():
            told("A transaction that began long ago is still running: run this again when it has ended.")
            done.waiting = 1
            return done
    done.waiting = sum(vault.still_old(one, organisation) for one in SEALED)
    newest = _newest(organisation)
    if done.waiting == 0 and newest and (at_once or datetime.now(UTC) - newest.made_at >= STANDS_BY):
        done.retired = vault.retire(organisation)
        if done.retired:
            _record("keys.retired", organisation, version=made, keys=done.retired)
    return done


def unfinished() -> list[UUID]:
    """Organisations with an older data key that still stands by."""
    rows = [row for row in vault.all_keys() if row.organisation and not row.counts]
    return sorted({row.organisation for row in rows if row.organisation})


def go_on() -> int:
    """What `schakel work` does once a day: goes on with what was cut short and retires what stood by long enough; how many."""
    return sum(renew(organisation).retired for organisation in unfinished())


def organisations_with_keys() -> list[UUID]:
    return sorted({row.organisation for row in vault.all_keys() if row.organisation})


def _newest(organisation: UUID) -> vault.KeyRow | None:
    return next((row for row in vault.all_keys() if row.organisation == organisation and row.counts), None)


def _seal_anew(done: Renewed, told: Told) -> None:
    done.broken.clear()
    for one in SEALED:
        sealed, last = 0, None
        while True:
            batch = vault.reseal(one, done.organisation, after=last)
            sealed += batch.done
            done.broken += [f"{one.table} {row} {one.column}" for row in batch.broken]
            if batch.last is None:
                break
            last = batch.last
        if sealed:
            done.sealed += sealed
            _record(
                "keys.resealed",
                done.organisation,
                version=done.version,
                texts=sealed,
                column=f"{one.table}.{one.column}",
            )
            told(f"{one.table}.{one.column}: {sealed}")


def _record(kind: str, organisation: UUID, **facts: int | str) -> None:
    with acting(accounts.system_actor(organisation)) as by:
        audit.record(kind, by=by, organisation=organisation, object_kind="keys", object_id=None, facts=facts)
