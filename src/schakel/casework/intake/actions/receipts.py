"""What a sender gets back, and how one body is told from another, so that a signal sent twice is there once."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection

from schakel.casework.intake.rules import Fault, Incoming, Noticer, Provenance, mask_citizen_numbers
from schakel.casework.intake.rules.words import marked as _
from schakel.engines.exchange import fault
from schakel.ground.vault.actions import blind_ever


@dataclass(frozen=True, slots=True)
class Receipt:
    """`number` is what people say aloud; `known` when the same id with the same body had come in before."""

    id: UUID
    number: int
    known: bool = False


class SignalRefused(Exception):
    """The signal cannot be taken in as it is; `faults` names each place and the mend. Nothing was written."""

    def __init__(self, found: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.said()}" for fault in found))
        self.faults = found


def sent_before(sender_id: str | None, digests: list[bytes]) -> Receipt | None:
    if sender_id is None:
        return None
    with connection.cursor() as cursor:
        # Two at once with one id: the second waits here, and then finds the first.
        cursor.execute("select pg_advisory_xact_lock(hashtext('intake.sender'), hashtext(%s))", [sender_id])
        cursor.execute("select id, number, body_digest from intake_sent_before(%s)", [sender_id])
        found = cursor.fetchone()
    if found is None:
        return None
    if bytes(found[2]) not in digests:
        text = _("Het kenmerk '%(id)s' kwam eerder binnen met een andere inhoud. Geef dit signaal een ander kenmerk.")
        raise SignalRefused([fault("id", "other_body", text, id=sender_id)])
    return Receipt(found[0], found[1], known=True)


def digests_of(
    municipality: str,
    signal: Incoming,
    reported_at: datetime | None,
    provenance: Provenance | None = None,
    noticer: Noticer | None = None,
) -> list[bytes]:
    """What tells one body from another, under every root there is, the first is kept: keyed, so that nobody with a copy of the database can guess a text and compare.

    As it is kept: a citizen service number that was taken out on the way makes no other body.
    """
    signal = replace(
        signal,
        narrative=mask_citizen_numbers(signal.narrative),
        observations=tuple(replace(row, note=mask_citizen_numbers(row.note)) for row in signal.observations),
    )
    came = [asdict(one) for one in (provenance, noticer) if one]
    body = json.dumps(
        [municipality, reported_at, asdict(signal), *came], default=str, sort_keys=True, ensure_ascii=False
    )
    found = blind_ever("intake.body", [f"{quarter}{body}" for quarter in range(4)])
    return [b"".join(number.to_bytes(8, "big", signed=True) for number in quarters) for quarters in found]
