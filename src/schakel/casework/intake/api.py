"""One signal a request, in the exchange format, from the system of an organisation that is known by its token."""

from __future__ import annotations

import json
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from schakel.casework.intake import actions
from schakel.casework.intake.actions import Fault, SignalRefused
from schakel.casework.intake.rules.exchange import Exchanged, read_object
from schakel.casework.intake.rules.schema import SIGNAL
from schakel.ground.accounts import queries as accounts
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor

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
    response={201: Receipt, 200: Receipt, 400: Problem, 403: Problem, 409: Problem},
    openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": SIGNAL}}}},
)
def post_signal(request: HttpRequest) -> HttpResponse:
    """201 when it is new; 200 with the same receipt when this id came in before with this body; 409 with another body."""
    by = cast(Actor, request.actor)  # type: ignore[attr-defined]
    body, wrong = _body(request.body, by)
    if body is None:
        return _problem(400, wrong)
    municipality, wrong = _addressed(by, body)
    if wrong:
        return _problem(400, wrong)
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
        )
    except SignalRefused as refused:
        known = any(fault.code == "other_body" for fault in refused.faults)
        return _problem(409 if known else 400, refused.faults)
    return _acknowledged(receipt, body.sender_id, municipality)


def _problem(status: int, wrong: list[Fault]) -> HttpResponse:
    """Problem details with each field that must be mended."""
    answer = HttpResponse(status=status, content_type="application/problem+json")
    said = {
        "type": "about:blank",
        "title": answer.reason_phrase,
        "status": status,
        "detail": " ".join(fault.text for fault in wrong),
        "errors": [{"field": fault.field, "code": fault.code, "detail": fault.text} for fault in wrong],
    }
    answer.content = json.dumps(said, ensure_ascii=False).encode()
    return answer


def _body(raw: bytes, by: Actor) -> tuple[Exchanged | None, list[Fault]]:
    try:
        row: Any = json.loads(raw)
    except (ValueError, RecursionError):
        return None, [Fault("", "json", _("Dit is geen JSON."))]
    own = accounts.organisation(by.organisation)
    exchanged, wrong = read_object(row, organisation_kind=own.kind if own else "other")
    if isinstance(row, dict) and "organisation" in row:
        text = _("Wie u bent, zegt uw sleutel. Haal dit veld weg.")
        wrong = [*wrong, Fault("organisation", "not_here", text)]
    return (None if wrong else exchanged), wrong


def _addressed(by: Actor, body: Exchanged) -> tuple[str, list[Fault]]:
    """A municipality's own system addresses that municipality; somebody else's must say which."""
    if by.municipality:
        if body.municipality not in ("", by.municipality):
            text = _("Deze sleutel is van %(own)s. Een signaal voor een andere gemeente geeft u daar door.")
            return "", [Fault("municipality", "other", text % {"own": by.municipality})]
        return by.municipality, []
    if not body.municipality:
        return "", [Fault("municipality", "missing", _("Zeg voor welke gemeente dit signaal is, zoals GM0363."))]
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
