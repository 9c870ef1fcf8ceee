"""A newer root for the keys by which things are found, while everybody goes on finding and linking.

First both roots are written and the old one is read; when every signal has keys under both, the new one is read; when nobody
reads the old one any more it is written no longer, and its keys go. Each step is told by what is in the database, so that a
run that was cut short goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable

from schakel.casework.bundling import actions as bundling
from schakel.ground.accounts import queries as accounts
from schakel.ground.database.actor import Actor
from schakel.ground.vault import actions as vault
from schakel.site.rounds import lay_anew

Told = Callable[[str], None]

REWRITTEN: tuple[Callable[[Actor, int], int], ...] = (
    lambda by, root: bundling.lay_keys(by=by, generation=root),
    lay_anew,
)
"""Writes what one organisation blinded, under a newer root too; each returns how much it wrote, and does nothing twice."""
FORGOTTEN: tuple[Callable[[Actor, int], int], ...] = (
    lambda by, root: bundling.forget_keys(by=by, generation=root),
    lay_anew,
)
"""Removes what was blinded under roots older than this one."""


def renew(*, told: Told = lambda _line: None) -> bool:
    """True when all is under a new root; False when a transaction of long ago still runs: then this is done again."""
    generation = vault.new_root()
    if not _everybody_knows(told):
        return False
    systems = [accounts.system_actor(row.id) for row in accounts.organisations()]
    for by in systems:
        if count := sum(write(by, generation) for write in REWRITTEN):
            told(f"{by.organisation}: {count} signals have new keys to be found by.")
    vault.let_root_count(generation)
    if not _everybody_knows(told):
        return False
    vault.end_older_roots(generation)
    if not _everybody_knows(told):
        return False
    for by in systems:
        for forget in FORGOTTEN:
            forget(by, generation)
    return True


def _everybody_knows(told: Told) -> bool:
    if vault.older_ended():
        return True
    told("A transaction that began long ago is still running: run this again when it has ended.")
    return False
