"""Passkeys of one person: made, named, used, and taken away. A wrong one is an answer and not an exception."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.ground.accounts.actions import checks, tries
from schakel.ground.accounts.actions.second_step import fresh_codes
from schakel.ground.accounts.actions.sessions import end_sessions
from schakel.ground.accounts.models import Passkey, RecoveryCode, SecondStep
from schakel.ground.accounts.queries.dated import day
from schakel.ground.accounts.rules import passkeys as rules
from schakel.ground.accounts.rules.naming import shown_name
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused


@dataclass(frozen=True, slots=True)
class PasskeyAnswer:
    """`wait`: how long until a next try counts. `doubted`: there may be a copy of this passkey, and it is set aside."""

    fits: bool
    wait: timedelta = timedelta()
    doubted: bool = False


@transaction.atomic
def add_passkey(*, by: Actor, name: str, origin: str, state: rules.State, answer: str) -> tuple[str, ...]:
    """Keeps a new passkey; returns recovery codes, to be shown once, when there were none left.

    Refused when the answer does not fit what was asked, when the passkey is known, or when there are ten.
    """
    found = checks.own_account(by)
    if Passkey.objects.filter(account=found).count() >= rules.MOST:
        raise Refused("passkey.many", _("U hebt al tien passkeys. Haal er eerst een weg die u niet meer gebruikt."))
    try:
        made = rules.registered(origin, state, answer)
    except rules.Unfit as unfit:
        audit.record_refusal(
            "passkey.refused", by=by, organisation=by.organisation, object_kind="account", object_id=by.account,
            code=f"passkey.{unfit}",
        )  # fmt: skip
        raise Refused("passkey.unfit", _("Dit apparaat gaf geen goed antwoord. Begin opnieuw.")) from None
    try:
        with transaction.atomic():
            Passkey.objects.create(
                account=found, name=shown_name(name), credential_id=made.credential_id, credential=made.credential,
                sign_count=made.sign_count, backup_eligible=made.backup_eligible, backed_up=made.backed_up, made_on=day(None),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("passkey.known", _("Deze passkey is al bekend.")) from None
    end_sessions(found)
    _record("passkey.added", by, copied=made.backup_eligible)
    left = RecoveryCode.objects.filter(account=found, used_at__isnull=True).exists()
    return () if left else fresh_codes(by)


@transaction.atomic
def rename_passkey(*, by: Actor, passkey: UUID, name: str) -> None:
    found = _mine(by, passkey)
    found.name = shown_name(name)
    found.save(update_fields=["name"])
    _record("passkey.renamed", by)


@transaction.atomic
def remove_passkey(*, by: Actor, passkey: UUID, last_stays: bool) -> None:
    """From now on it opens nothing, and every session begins anew. `last_stays`: the last second step cannot go."""
    found = _mine(by, passkey)
    others = Passkey.objects.filter(account_id=checks.me(by), doubted_at__isnull=True).exclude(id=found.id).exists()
    if (
        last_stays
        and not others
        and not SecondStep.objects.filter(account_id=checks.me(by), confirmed_at__isnull=False)
    ):
        raise Refused(
            "passkey.last",
            _("Dit is uw enige tweede stap. Zonder tweede stap komt u hier niet meer binnen."),
            _("Maak eerst een andere passkey, of stel codes van uw telefoon in."),
        )
    found.delete()
    end_sessions(checks.own_account(by))
    _record("passkey.removed", by)


@transaction.atomic
def use_passkey(*, by: Actor, origin: str, state: rules.State, answer: str) -> PasskeyAnswer:
    """Whether one of this person's passkeys gave this answer. Wrong ones in a row make one wait."""
    wait = tries.wait(by)
    if wait:
        return PasskeyAnswer(False, wait)
    try:
        number, owner = rules.claimed(answer)
        found = Passkey.objects.select_for_update().filter(account_id=checks.me(by), credential_id=number).first()
        if found is None or found.doubted_at is not None or owner not in (None, by.account):
            raise rules.Unfit("unknown")
        said = rules.used(origin, state, answer, bytes(found.credential))
    except rules.Unfit as unfit:
        tries.count(by, right=False)
        _record("passkey.refused", by, result="refused", code=str(unfit))
        return PasskeyAnswer(False)
    if rules.went_back(found.sign_count, said.sign_count):
        found.doubted_at = timezone.now()
        found.save(update_fields=["doubted_at"])
        _record("passkey.doubted", by, result="refused")
        return PasskeyAnswer(False, doubted=True)
    found.sign_count, found.backed_up, found.last_used_on = said.sign_count, said.backed_up, day(None)
    found.save(update_fields=["sign_count", "backed_up", "last_used_on"])
    tries.count(by, right=True)
    _record("second_step.passed", by, code="passkey")
    return PasskeyAnswer(True)


def _mine(by: Actor, passkey: UUID) -> Passkey:
    found = Passkey.objects.filter(id=passkey, account_id=checks.me(by)).first()
    if found is None:
        raise Refused("passkey.unknown", _("Deze passkey is er niet."), as_not_found=True)
    return found


def _record(kind: str, by: Actor, *, result: str = "done", **facts: str | bool) -> None:
    audit.record(
        kind, by=by, organisation=by.organisation, object_kind="account", object_id=by.account, result=result, facts=facts
    )  # fmt: skip
