"""One signal a request, in the exchange format, from the system of an organisation that is known by its token."""

from __future__ import annotations

import json
from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from schakel.casework.intake import actions
from schakel.casework.intake.actions import Fault, SignalRefused
from schakel.casework.intake.rules import Provenance
from schakel.casework.intake.rules.schema import PROVISION, SIGNAL
from schakel.casework.intake.rules.words import marked
from schakel.engines.exchange import Exchanged, fault, read_json, read_object
from schakel.ground.accounts import queries as accounts
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor

MOST_BYTES = 5 * 1024 * 1024
MAY_NOT = {"provenance", "expired"}
"""Codes of what is written well and may yet not be taken in: by its source, or because its term is over."""

router = Router(tags=["signals"])


class Receipt(Schema):
    """`id` and `number` are ours: say the number when you ask about the signal."""

    id: str
    number: int
    sender_id: str
    municipality: str
    receipt: str


class Problem(Schema):
    """Problem details (RFC 9457). `errors` names each field of the format and what to mend."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = []


@router.post(
    "/signals",
    operation_id="registerSignal",
    summary="Pass on one signal",
    response={201: Receipt, 200: Receipt, **dict.fromkeys((400, 403, 409, 413, 422), Problem)},
    openapi_extra={
        "parameters": PROVISION,
        "requestBody": {"required": True, "content": {"application/json": {"schema": SIGNAL}}},
    },
)
def post_signal(request: HttpRequest) -> HttpResponse:
    """201 when it is new; 200 with the same receipt when this id came in before with this body; 409 with another body.

    422 when it is written well and may not be taken in: its term is over, or it is data of police, bank or healthcare
    without the three headers that say on what basis it is given.
    """
    by = cast(Actor, request.actor)  # type: ignore[attr-defined]
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return problem(413, [fault("", "too_large", marked("Dit is groter dan 5 MB. Stuur één signaal per keer."))])
    body, wrong = _body(request.body, by)
    municipality, astray = _addressed(by, body) if body else ("", [])
    provenance, unclear = _provenance(request)
    if body is None or wrong or astray or unclear:
        return problem(400, [*wrong, *astray, *unclear])
    signal = body.signal
    try:
        receipt = actions.register_signal(
            by=by,
            municipality=municipality,
            observed_on=signal.observed_on,
            narrative=signal.narrative,
            observations=signal.observations,
            mentions=signal.mentions,
            minor=signal.minor,
            danger=signal.danger,
            function=signal.function,
            organisation_kind=signal.organisation_kind,
            sender_id=body.sender_id,
            reported_at=body.reported_at,
            provenance=provenance,
        )
    except SignalRefused as refused:
        return problem(_status(refused.faults), refused.faults)
    return _acknowledged(receipt, body.sender_id, municipality)


def _status(wrong: list[Fault]) -> int:
    codes = {one.code for one in wrong}
    if "other_body" in codes:
        return 409
    return 422 if codes <= MAY_NOT else 400


def problem(status: int, wrong: list[Fault]) -> HttpResponse:
    """Problem details with each field that must be mended."""
    answer = HttpResponse(status=status, content_type="application/problem+json")
    said = {
        "type": "about:blank",
        "title": answer.reason_phrase,
        "status": status,
        "detail": " ".join(one.said(_) for one in wrong),
        "errors": [{"field": one.field, "code": one.code, "detail": one.said(_)} for one in wrong],
    }
    answer.content = json.dumps(said, ensure_ascii=False).encode()
    return answer


def _body(raw: bytes, by: Actor) -> tuple[Exchanged | None, list[Fault]]:
    row, wrong = read_json(raw)
    if wrong:
        return None, wrong
    own = accounts.organisation(by.organisation)
    exchanged, wrong = read_object(row, organisation_kind=own.kind if own else "other")
    if isinstance(row, dict) and "organisation" in row:
        text = marked("Wie u bent, zegt uw sleutel. Haal dit veld weg.")
        wrong = [*wrong, fault("organisation", "not_here", text)]
    return (None if wrong else exchanged), wrong


def _provenance(request: HttpRequest) -> tuple[Provenance | None, list[Fault]]:
    """What the headers say of the basis on which this is given; None when they say nothing."""
    basis, reference, day = (request.headers.get(one["name"], "").strip() for one in PROVISION)
    if not (basis or reference or day):
        return None, []
    try:
        return Provenance(basis, reference, date.fromisoformat(day)), []
    except ValueError:
        text = marked("'%(written)s' is geen dag. Schrijf hem als 2026-02-03.")
        return None, [fault("provenance.date", "date", text, written=day[:20])]


def _addressed(by: Actor, body: Exchanged) -> tuple[str, list[Fault]]:
    """A municipality's own system addresses that municipality; somebody else's must say which."""
    if by.municipality:
        if body.municipality not in ("", by.municipality):
            text = marked("Deze sleutel is van %(own)s. Een signaal voor een andere gemeente geeft u daar door.")
            return "", [fault("municipality", "other", text, own=by.municipality)]
        return by.municipality, []
    if not body.municipality:
        text = marked("Zeg voor welke gemeente dit signaal is, zoals GM0363.")
        return "", [fault("municipality", "missing", text)]
    return body.municipality, []


def _acknowledged(receipt: actions.Receipt, sender_id: str, municipality: str) -> HttpResponse:
    told = {
        "id": str(receipt.id),
        "number": receipt.number,
        "sender_id": sender_id,
        "municipality": municipality,
        "receipt": str(pack().feedback["received"].text),
    }
    return HttpResponse(
        json.dumps(told, ensure_ascii=False), status=200 if receipt.known else 201, content_type="application/json"
    )
