"""Whether a signal can be taken in, before anything is written: one judgement for desk, file and other systems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial

from django.utils import timezone

from schakel.casework.intake.queries.keeping import keep_until
from schakel.casework.intake.rules import Fault, Incoming, Provenance, faults, holds_citizen_number, provenance_faults
from schakel.casework.intake.rules.provenance import Bases
from schakel.casework.intake.rules.words import marked as _
from schakel.engines import exchange
from schakel.engines.exchange import ReadFile, ReadRow, fault
from schakel.ground.content.queries import LegalBasis, heading_of, pack

MUNICIPALITY = "municipality"
Provenances = Mapping[str, Provenance]
"""For each kind of organisation, on what basis its data came."""


def read_file(name: str, content: bytes) -> ReadFile:
    """Every line of a file of signals, judged on its form. FileRefused when it cannot be read as a whole."""
    return exchange.read_file(name, content, heading=partial(heading_of, pack()), organisation_kind="other")


def bases_for(kind: str) -> list[LegalBasis]:
    """On what this kind of organisation may give something to a municipality, as the content pack has it."""
    return [one for one in pack().legal_bases.values() if _holds(one) and kind in one.giver]


def wrong_with(
    signal: Incoming,
    *,
    own_kind: str,
    sender_id: str = "",
    reported_at: datetime | None = None,
    provenance: Provenance | None = None,
) -> list[Fault]:
    """Everything that keeps a signal out: form, meaning, a term that is over, and where the data came from.

    `own_kind`: the kind of organisation that sends it; what the signal says of its source does not hide that.
    """
    content, today, now = pack(), timezone.localdate(), timezone.now()
    found = faults(
        signal,
        today=today,
        kinds=content.mention_kinds.keys(),
        indicator=lambda code: content.observable(code) is not None,
        reported_at=reported_at,
        now=now,
    )
    if holds_citizen_number(sender_id):
        text = _("Dit kenmerk lijkt een burgerservicenummer. Geef het signaal een ander kenmerk.")
        found.append(fault("id", "citizen_number", text))
    found += _over(reported_at, today)
    kinds = (own_kind, signal.organisation_kind)
    return found + provenance_faults(provenance, kinds=kinds, bases=_bases(), today=today)


def judged(
    rows: Iterable[ReadRow], *, municipality: str, own_kind: str = MUNICIPALITY, provenances: Provenances | None = None
) -> list[ReadRow]:
    """The same lines, each with every fault that keeps it out. A line for another municipality stays out."""
    found = []
    for row in rows:
        wrong: list[Fault] = []
        if row.municipality and row.municipality != municipality:
            text = _("Deze regel is voor %(theirs)s, en u leest in voor %(ours)s. Haal de regel weg.")
            wrong.append(fault("municipality", "other", text, theirs=row.municipality, ours=municipality))
        if row.signal is not None:
            given = (provenances or {}).get(row.signal.organisation_kind)
            formed = {(one.code, one.text) for one in row.faults}
            wrong += [
                one
                for one in wrong_with(
                    row.signal,
                    own_kind=own_kind,
                    sender_id=row.sender_id,
                    reported_at=row.reported_at,
                    provenance=given,
                )
                if (one.code, one.text) not in formed
            ]
        found.append(row.with_faults(wrong))
    return found


def _over(reported_at: datetime | None, today: date) -> list[Fault]:
    """Whether the term of a signal that came in then is over, so that it may not be kept any more."""
    if reported_at is None:
        return []
    received = timezone.localdate(reported_at)
    last = keep_until("received", received_on=received, decided_on=received)
    if last >= today:
        return []
    text = _(
        "De bewaartermijn is voorbij sinds %(last)s: dit signaal mag niet meer worden bewaard. Laat deze regel weg."
    )
    return [fault("reported_at", "expired", text, last=last.isoformat())]


def _bases() -> Bases:
    return {code: one.giver for code, one in pack().legal_bases.items() if _holds(one)}


def _holds(basis: LegalBasis) -> bool:
    return MUNICIPALITY in basis.recipient and basis.holds_on(timezone.localdate())
