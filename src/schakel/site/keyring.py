"""What the keeper of an installation does with its keys: look, renew, wrap anew, try a copy, and answer a theft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import actions as audit
from schakel.ground.database.scope import acting
from schakel.ground.vault import actions as vault
from schakel.site import reblinding, renewing
from schakel.site.sealed import SEALED

Told = Callable[[str], None]

WORDS = {
    "intake_signal.narrative": "signals: what was told",
    "intake_mention.value": "names, numbers and addresses in signals",
    "intake_attachmentcontent.sealed": "photos and documents",
    "sharing_disclosure.given": "letters to other organisations",
    "bundling_reading.observed": "signals as they were read for linking",
    "accounts_secondstep.sealed_key": "keys of second steps (codes of a phone)",
    "accounts_signonprovider.sealed_secret": "secrets of single sign-on",
}


@dataclass(frozen=True, slots=True)
class Exposed:
    """What lies open of one organisation to who has a copy of the database and of its key; numbers only."""

    organisation: UUID
    name: str
    texts: dict[str, int]


def wrap_anew(*, address: str = "", copy: Path | None = None) -> int:
    """A new keeper, and every key wrapped by it; how many keys. Sealed texts stay as they are, and nobody waits."""
    vault.add_keeper(address, copy=copy)
    return rewrap()


def rewrap() -> int:
    """Every key wrapped by the first line of the key file; done again it does what was left."""
    wrapped = vault.rewrap()
    for organisation in renewing.organisations_with_keys() if wrapped else []:
        with acting(accounts.system_actor(organisation)) as by:
            audit.record("keys.rewrapped", by=by, organisation=organisation, object_kind="keys", object_id=None)
    return wrapped


def exposed() -> list[Exposed]:
    """What somebody could read who has the key and a copy of the database of this moment. Written down before it is mended."""
    names = {row.id: row.name for row in accounts.organisations()}
    found = []
    for organisation in renewing.organisations_with_keys():
        texts = {f"{one.table}.{one.column}": vault.how_many(one, organisation) for one in SEALED}
        found.append(
            Exposed(organisation, names.get(organisation, ""), {name: count for name, count in texts.items() if count})
        )
    return found


def answer_theft(
    *, address: str = "", copy: Path | None = None, as_it_stands: bool = False, told: Told = lambda _line: None
) -> bool:
    """Everything that a thief of the key file could use gets another key, at once: the wrapping, every data key, the root, the
    pairs of recipients. `as_it_stands`: the first line of the key file is a new one already. True when all of it is done; False when something still waits, and then this is given again.
    """
    wrapped = rewrap() if as_it_stands else wrap_anew(address=address, copy=copy)
    told(f"{wrapped} keys wrapped anew.")
    whole = True
    for organisation in renewing.organisations_with_keys():
        done = renewing.renew(organisation, at_once=True)
        _renew_pair(organisation)
        told(f"{organisation}: {done.sealed} texts sealed anew, {done.retired} old keys destroyed.")
        whole = whole and not done.waiting and not done.broken
    whole = reblinding.renew(told=told) and whole
    if whole:
        told(f"{vault.drop_unused()} lines taken from the key file.")
    return whole


def _renew_pair(organisation: UUID) -> None:
    if vault.recipient(organisation) is None:
        return
    with acting(accounts.system_actor(organisation)):
        vault.new_recipient(organisation)
