"""The words that can stand in the menu: only pages that exist."""

from __future__ import annotations

from dataclasses import dataclass

from schakel.ground.accounts.rules.words import marked as _


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
MAY_SHARE = Entry(_("Mag ik delen?"), "may-i-share")
INVESTIGATIONS = Entry(_("Opsporing"), "investigations")
SUPERVISIONS = Entry(_("Toezicht"), "supervisions")
PROVISIONS = Entry(_("Verstrekkingen"), "provision-log")
DUTY = Entry(_("Dienst"), "duty")
ACCOUNTS = Entry(_("Accounts"), "accounts")
ORGANISATIONS = Entry(_("Organisaties"), "organisations")
BASES = Entry(_("Grondslagen"), "bases")
REQUESTS = Entry(_("Verzoeken"), "requests")
OVERSIGHT = Entry(_("Toezicht"), "oversight")
