"""What `schakel work` does by the clock: calls the next on duty, and once a day throws away what is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from importlib import import_module

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from schakel.casework.intake import actions as intake
from schakel.casework.provisions import actions as provisions
from schakel.casework.rights import actions as rights
from schakel.casework.sharing import actions as sharing
from schakel.ground.accounts import actions as accounts
from schakel.ground.accounts import queries as organisations
from schakel.ground.audit import actions as audit
from schakel.ground.breakglass import actions as breakglass
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions as duty
from schakel.ground.vault.actions import CannotUnseal, KeyTrouble
from schakel.site import renewing
from schakel.site.expiring import announce_soft, expire_signals, forget_hits

log = structlog.get_logger(__name__)

_DAYS = {"years": 365, "months": 31, "days": 1}


def tidy(today: date | None = None) -> dict[str, int]:
    """How many of each kind went, and how many were announced (`soft`). Each organisation's own system does it, and each trail says so. Done by `schakel work`."""
    on = today or timezone.localdate()
    gone = {
        "drafts": 0, "accounts": 0, "duty": 0, "views": 0, "signals": 0, "hits": 0, "disclosures": 0, "requests": 0, "soft": 0,
        "accesses": 0, "entries": 0, "provisions": 0,
    }  # fmt: skip
    for organisation in organisations.organisations():
        by = organisations.system_actor(organisation.id)
        with acting(by):
            accounts.close_left(by=by)
            gone["drafts"] += intake.forget_old_drafts(by=by)
            gone["views"] += intake.forget_views(by=by)
            gone["accounts"] += accounts.forget_former(by=by, closed_before=on - term("account"))
            gone["duty"] += duty.forget_old(by=by, before=on - term("duty"))
            gone["requests"] += rights.forget_requests(by=by, on=on)
            gone["accesses"] += breakglass.forget_old(by=by, before=on - term("break_glass"))
            gone["disclosures"] += sharing.forget_disclosures(by=by, on=on, ended_before=on - term("disclosure"))
            gone["provisions"] += provisions.forget_provisions(by=by, on=on)
        # Each signal in a transaction of its own: these stand outside the one above.
        gone["soft"] += announce_soft(by=by, on=on)
        gone["signals"] += expire_signals(by=by, on=on)
        gone["entries"] += forget_trail(by, on)
        gone["hits"] += forget_hits(by=by, on=on, term=term("hit"))
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return gone


def forget_trail(by: Actor, on: date) -> int:
    """The oldest part of the trail, and of the processing log with it, after the longer of their terms; in parts."""
    before, gone = on - max(term("audit"), term("processing_log")), 0
    while went := audit.forget_old(by=by, before=before):
        gone += went
    return gone


def call_on(now: datetime | None = None) -> int:
    """Calls the next person for each alert that nobody took up in time; how many were called. One failure holds up nobody."""
    called = 0
    try:
        for alert, organisation in duty.overdue(now):
            try:
                called += duty.escalate(by=organisations.system_actor(organisation), alert=alert, now=now)
            except Exception as trouble:  # tried again at the next round
                log.error("duty.call_failed", entry=str(alert), exc_info=trouble)
    except DatabaseError as trouble:
        log.error("duty.interrupted", exc_info=trouble)
    return called


def check_files() -> int:
    """Asks the virus scanner again about files it gave no answer on; how many it did now. Done by `schakel work`."""
    checked = 0
    for organisation in organisations.organisations():
        by = organisations.system_actor(organisation.id)
        with acting(by):
            checked += sum(intake.check_waiting(by=by).values())
    return checked


def go_on_with_keys() -> int:
    """Destroys old keys that stood by long enough, and goes on with a renewal that was cut short; how many keys went."""
    try:
        return renewing.go_on()
    except (DatabaseError, KeyTrouble, CannotUnseal) as trouble:
        log.error("keys.interrupted", exc_info=trouble)
        return 0


def term(code: str) -> timedelta:
    """How long the content pack keeps this kind of record."""
    keep = pack().retention[code].keep
    return timedelta(days=sum(days * (getattr(keep, unit) or 0) for unit, days in _DAYS.items()))
