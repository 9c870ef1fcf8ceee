"""Checked, sent, acknowledged or withdrawn. Before it is checked and before it is sent everything is looked at anew."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.sharing.actions.locks import held, needed
from schakel.casework.sharing.actions.proposing import sealed
from schakel.casework.sharing.actions.refusing import not_yet, reason
from schakel.casework.sharing.models import Disclosure, DisclosureStep
from schakel.casework.sharing.queries.agreeing import acceptances, agreement, consent_row
from schakel.casework.sharing.queries.both import both_agree
from schakel.casework.sharing.queries.disclosures import subjects_of
from schakel.casework.sharing.queries.matrix import basis, digest
from schakel.casework.sharing.queries.sealing import bound
from schakel.casework.sharing.rules import (
    CHANNELS,
    LONGEST_REFERENCE,
    OTHER,
    STATES,
    Circumstances,
    Question,
    allowed,
    cleaned,
    decide,
    may_check,
    may_release,
)
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal


def check_disclosure(*, by: Actor, disclosure: UUID) -> None:
    """Somebody read what would go and agrees. Refused for its proposer where the content asks for a second person."""
    with acting(by):
        row = held(by, disclosure)
        _legal(row, "checked")
        if not may_check(second_person=row.second_person, proposer=row.proposed_by, checker=by.account):
            raise Refused(
                "disclosure.second_person",
                _("U stelde dit zelf voor. Een tweede aandachtsfunctionaris kijkt het na."),
                _("Vraag het een collega die ook aandachtsfunctionaris is."),
            )
        _still_allowed(by, row)
        row.checked_by = by.account
        _moved(by, row, "checked")


def send_disclosure(*, by: Actor, disclosure: UUID, channel: str) -> None:
    """The letter went, by `channel`. From today it is kept as long as the content pack says of disclosures."""
    if channel not in CHANNELS:
        raise Refused("disclosure.channel", _("Kies hoe de brief gaat."))
    with acting(by):
        row = held(by, disclosure)
        _legal(row, "sent")
        _still_allowed(by, row)
        row.channel, row.keep_until = channel, _kept_from(timezone.localdate())
        _moved(by, row, "sent")


def acknowledge_disclosure(*, by: Actor, disclosure: UUID, reference: str = "") -> None:
    """The recipient says that they have it; `reference`: the number under which they wrote it down, sealed here."""
    told = cleaned(reference)
    if len(told) > LONGEST_REFERENCE:
        raise Refused(
            "disclosure.reference", _("Dit nummer is te lang. Schrijf alleen het nummer van de ontvanger op.")
        )
    with acting(by):
        row = held(by, disclosure)
        _legal(row, "acknowledged")
        if told:
            row.their_reference = sealed(told, by, row.id, "their_reference")
        _moved(by, row, "acknowledged")


def record_outcome(*, by: Actor, disclosure: UUID, outcome: str) -> None:
    """What the recipient may release of what became of it: a code that the content pack lists for them, never more.

    Refused before they confirmed that they have it. The reporter is told nothing of it: that stays a fixed text.
    """
    with acting(by):
        row = held(by, disclosure)
        if row.state != "acknowledged":
            raise Refused("disclosure.no_receipt", _("Leg eerst vast dat de ontvanger de brief heeft."))
        known = pack().outcomes.get(outcome)
        receivers = known.receivers if known else ()
        if not may_release(row.answer, outcome, recipient=row.recipient, receivers=receivers):
            raise Refused("disclosure.outcome", _("Dit kan deze ontvanger nu niet laten weten. Kies wat er staat."))
        row.answer = outcome
        _moved(by, row, "acknowledged", outcome=outcome)


def withdraw_disclosure(*, by: Actor, disclosure: UUID, reason: str) -> None:
    """It no longer stands. What was sent stays written down, and the recipient is told by people."""
    told = needed(reason)
    with acting(by):
        row = held(by, disclosure)
        _legal(row, "withdrawn")
        _moved(by, row, "withdrawn", reason=told)


def _legal(row: Disclosure, to: str) -> None:
    if not allowed(row.state, to):
        raise Refused(
            "disclosure.move",
            _("Een brief die '%(state)s' is, kan niet naar '%(to)s'. Ververs de pagina: misschien was een collega u voor.")
            % {"state": _(STATES[row.state]), "to": _(STATES[to])},
        )  # fmt: skip


def _still_allowed(by: Actor, row: Disclosure) -> None:
    """The same question again: a consent or an acceptance may have ended, or the content pack may say it otherwise."""
    known = basis(row.basis)
    if known is None or bytes(row.digest) != digest(row.basis):
        raise Refused(
            "disclosure.basis_changed", _("De grondslag is veranderd sinds het voorstel. Maak een nieuw voorstel.")
        )
    consent = agreement(consent_row(row.consent)) if row.consent else agreement(None)
    accepted, both = frozenset(acceptances(viewer=by)), row.recipient == OTHER and both_agree(by, row.signal)
    now = Circumstances(row.minor, consent, frozenset(row.confirmed), accepted, True, True, both)
    decision = decide(Question(row.giver, row.recipient, row.purpose, frozenset(row.kinds)), known, now)
    if decision.unmet:
        raise not_yet(decision)
    for why in decision.refused.values():
        raise Refused(f"sharing.{why}", reason(why))


def _moved(by: Actor, row: Disclosure, to: str, *, reason: str = "", outcome: str = "") -> None:
    now, before = timezone.now(), row.state
    row.state = to
    row.save(update_fields=["state", "checked_by", "channel", "their_reference", "answer", "keep_until"])
    step = DisclosureStep(
        id=new_id(), disclosure=row, controller=row.controller, from_state=before, to_state=to, outcome=outcome,
        by=by.account, at=now,
    )  # fmt: skip
    if reason:
        step.reason = seal(reason, organisation=row.controller, bound_to=bound("step", step.id, "reason"))
    DisclosureStep.objects.bulk_create([step])
    audit.record(
        "disclosure.outcome" if outcome else f"disclosure.{to}", by=by, organisation=row.controller, object_kind="disclosure", object_id=row.id,
        basis=row.basis.lower(), subjects=subjects_of(row), facts={"recipient": row.recipient, "from": before, **({"outcome": outcome} if outcome else {})},
    )  # fmt: skip


def _kept_from(day: date) -> date:
    keep = pack().retention["disclosure"].keep
    months = day.month - 1 + (keep.months or 0)
    year = day.year + (keep.years or 0) + months // 12
    first = date(year, months % 12 + 1, 1)
    return date.fromordinal(first.toordinal() + day.day - 1 + (keep.days or 0))
