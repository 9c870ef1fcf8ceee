"""The second step of coming in: set up by the person, asked for at each login, taken away when the phone is gone.

A wrong code is an answer and not an exception: the count of wrong codes must stay when the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions import checks, tries
from schakel.ground.accounts.actions.sessions import end_sessions
from schakel.ground.accounts.models import RecoveryCode, SecondStep
from schakel.ground.accounts.queries.second_step import bound_to, opened
from schakel.ground.accounts.rules import second_step as rules
from schakel.ground.accounts.rules import secret_hash
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.vault import actions as vault


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """`wait`: how long until a next try counts; then the code was not looked at. `made`: new recovery codes, shown once."""

    fits: bool
    wait: timedelta = timedelta()
    made: tuple[str, ...] = ()


@transaction.atomic
def begin_second_step(*, by: Actor, code: str = "") -> CodeAnswer:
    """Makes a key to confirm. Who has one in use already gives a code of it, and keeps it until the new one is confirmed."""
    found = checks.own_account(by)
    if _in_use(by).exists():
        answer = use_code(by=by, code=code)
        if not answer.fits:
            return answer
    SecondStep.objects.filter(account=found, confirmed_at__isnull=True).delete()
    step = new_id()
    sealed = vault.seal(rules.new_key(), organisation=found.organisation_id, bound_to=bound_to(step))
    SecondStep.objects.create(id=step, account=found, sealed_key=sealed)
    _record("second_step.begun", by)
    return CodeAnswer(True)


@transaction.atomic
def confirm_second_step(*, by: Actor, code: str) -> tuple[str, ...]:
    """From now on this key counts, and every session begins anew. Returns the recovery codes, to be shown once.

    Refused when the code does not fit.
    """
    step = _mine(by).filter(confirmed_at__isnull=True).first()
    if step is None:
        raise Refused("second_step.none", _("Er is niets om te bevestigen. Begin opnieuw."), as_not_found=True)
    now = timezone.now()
    half_minute = rules.fitting_step(opened(by, step), code, now)
    if half_minute is None:
        raise Refused("code.wrong", _("Deze code klopt niet. Wacht op de volgende code in de app en typ die over."))
    _in_use(by).delete()
    step.confirmed_at, step.last_step = now, half_minute
    step.save(update_fields=["confirmed_at", "last_step"])
    end_sessions(checks.own_account(by))
    _record("second_step.confirmed", by)
    return fresh_codes(by)


@transaction.atomic
def use_code(*, by: Actor, code: str) -> CodeAnswer:
    """Whether this is the code of now, or a recovery code; either counts once. Wrong ones in a row make one wait."""
    step = _in_use(by).select_for_update().first()
    if step is None and not RecoveryCode.objects.filter(account_id=checks.me(by)).exists():
        raise _none()
    now = timezone.now()
    wait = tries.wait(by)
    if wait:
        return CodeAnswer(False, wait)
    kind = _kind(by, step, code, now)
    tries.count(by, right=bool(kind))
    if kind:
        _record("second_step.passed", by, code=kind)
    else:
        _record("second_step.refused", by, result="refused")
    return CodeAnswer(bool(kind))


@transaction.atomic
def renew_recovery_codes(*, by: Actor, code: str) -> CodeAnswer:
    """Ten new ones in `made` when the code fits; the old ones no longer work then."""
    answer = use_code(by=by, code=code)
    if not answer.fits:
        return answer
    _record("second_step.codes_renewed", by)
    return CodeAnswer(True, made=fresh_codes(by))


@transaction.atomic
def remove_second_step(*, by: Actor, account: UUID, reason: str) -> None:
    """Takes a colleague's second step away, whose phone is gone, without ever reading it; set up anew at the next login.

    `reason` is one of the codes in rules.second_step.REASONS; ValueError for another.
    """
    if reason not in rules.REASONS:
        raise ValueError(f"reason {reason!r}: one of {', '.join(rules.REASONS)}")
    found = checks.demand_account(by, account)
    checks.demand_not_oneself(
        by, account, "second_step.own", _("Uw eigen tweede stap stelt u opnieuw in bij Mijn account.")
    )
    if not forget_second_step(account):
        raise _none()
    end_sessions(found)
    audit.record(
        "second_step.removed", by=by, organisation=found.organisation_id, object_kind="account", object_id=found.id,
        subjects=[found.id], facts={"reason": reason},
    )  # fmt: skip


def forget_second_step(account: UUID) -> bool:
    """Deletes key and codes of somebody the actor looks after; False when there was nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select accounts_forget_second_step(%s)", [account])
        return bool(cursor.fetchone()[0])


def _none() -> Refused:
    return Refused("second_step.none", _("Voor dit account is geen tweede stap ingesteld."))


def _mine(by: Actor) -> QuerySet[SecondStep]:
    return SecondStep.objects.filter(account_id=checks.me(by))


def _in_use(by: Actor) -> QuerySet[SecondStep]:
    return _mine(by).filter(confirmed_at__isnull=False)


def _kind(by: Actor, step: SecondStep | None, typed: str, now: datetime) -> str:
    """ "app" or "recovery" when the code counts, and then it is used up; else empty."""
    half_minute = rules.fitting_step(opened(by, step), typed, now) if step else None
    if step and half_minute is not None and (step.last_step is None or half_minute > step.last_step):
        step.last_step = half_minute
        step.save(update_fields=["last_step"])
        return "app"
    code = rules.recovery_form(typed)
    unused = RecoveryCode.objects.filter(account_id=checks.me(by), used_at__isnull=True)
    if code is not None and unused.filter(code_hash=secret_hash(code)).update(used_at=now) == 1:
        return "recovery"
    return ""


def fresh_codes(by: Actor) -> tuple[str, ...]:
    """Ten recovery codes instead of those there were; to be shown once."""
    RecoveryCode.objects.filter(account_id=checks.me(by)).delete()
    made = rules.new_recovery_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account_id=checks.me(by), code_hash=secret_hash(rules.recovery_form(code) or "")) for code in made
    )
    return tuple(made)


def _record(kind: str, by: Actor, *, result: str = "done", code: str = "") -> None:
    facts = {"code": code} if code else {}
    audit.record(
        kind,
        by=by,
        organisation=by.organisation,
        object_kind="account",
        object_id=by.account,
        result=result,
        facts=facts,
    )
