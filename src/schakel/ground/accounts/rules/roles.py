"""The roles, written to be read by the official who hands them out.

A role says what it is for, what its holder may, what it refuses, and which pages stand in the menu.
Nothing else in the product decides who may: pages name one capability, and rows are the database's second lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from schakel.ground.accounts.rules.words import marked as _

EVERYBODY: Final = frozenset({"signal.register", "signal.own"})
"""A single worry can always be reported, whatever somebody's work is."""

READERS: Final = frozenset({"focal_person", "chain_director", "care_coordinator", "case_partner", "comensha_placement"})
NO_READERS: Final = frozenset({"functional_administrator", "privacy_officer", "analyst"})
"""Who works with what was told does not also hand out access, supervise, or count."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word in the menu: its Dutch label and the name of its address."""

    label: str
    url_name: str


REGISTER = Entry(_("Signaal doorgeven"), "register-signal")
MINE = Entry(_("Mijn signalen"), "my-signals")
WORK = Entry(_("Werk"), "work")
SIGNALS = Entry(_("Signalen"), "signals")
BUNDLES = Entry(_("Bundels"), "bundles")
ACCOUNTS = Entry(_("Accounts"), "accounts")
ORGANISATIONS = Entry(_("Organisaties"), "organisations")


def navigation(roles: Iterable[str]) -> tuple[Entry, ...]:
    """The menu: at most five words, in the order of the roles above, each once."""
    held = set(roles)
    entries = dict.fromkeys(entry for code, kind in ROLES.items() if code in held for entry in kind.menu)
    return tuple(entries)[:5]


def clash(held: Iterable[str], wanted: str) -> str | None:
    """The role already held that does not go with `wanted`, both ways round; None when it fits."""
    for code in held:
        if code in ROLES[wanted].never_with or wanted in ROLES[code].never_with:
            return code
    return None
