"""Passkeys (WebAuthn Level 3): what the browser is asked, and whether its answer fits. No Django, no clock.

Everything is asked with user verification: the device checks that its owner holds it, so a passkey is both steps at once.
The make of a device is thrown away; whether it may be copied to other devices is kept, because its owner must know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from fido2.server import Fido2Server
from fido2.webauthn import (
    Aaguid,
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

CHALLENGE_HOLDS: Final = timedelta(minutes=5)
LONGEST_ANSWER: Final = 20_000  # characters; an answer of a browser is about 1,000
MOST: Final = 10  # passkeys of one person

State = dict[str, Any]


class Unfit(Exception):
    """The answer is no answer to what was asked: its code says why, for the trail."""


@dataclass(frozen=True, slots=True)
class Registered:
    """`credential`: number and public key as kept; `backup_eligible`: its maker may copy it; `backed_up`: it did."""

    credential_id: bytes
    credential: bytes
    sign_count: int
    backup_eligible: bool
    backed_up: bool


@dataclass(frozen=True, slots=True)
class Used:
    sign_count: int
    backed_up: bool


def party(origin: str) -> str:
    """The name that a passkey is bound to: the host of the site.

    >>> party("https://schakel.gemeente.example:8443")
    'schakel.gemeente.example'
    """
    return urlsplit(origin).hostname or ""


def to_make(origin: str, *, account: UUID, login_name: str, held: Sequence[bytes]) -> tuple[str, State]:
    """What a browser needs to make a passkey (JSON), and the state by which the answer is checked once."""
    user = PublicKeyCredentialUserEntity(name=login_name, id=account.bytes, display_name=login_name)
    options, state = _server(origin).register_begin(
        user,
        [AttestedCredentialData(one) for one in held],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return json.dumps(dict(options.public_key)), {**state, "user_verification": "required"}


def to_use(origin: str, held: Sequence[bytes] | None) -> tuple[str, State]:
    """What a browser needs to use a passkey: one of those `held`, or, when None, whichever its owner picks."""
    options, state = _server(origin).authenticate_begin(
        [AttestedCredentialData(one) for one in held] if held is not None else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return json.dumps(dict(options.public_key)), {**state, "user_verification": "required"}


def registered(origin: str, state: State, answer: str) -> Registered:
    """The new passkey; Unfit for another origin, challenge or site, or a device that did not check its owner."""
    given = parsed(answer)
    try:
        made = _server(origin).register_complete(state, RegistrationResponse.from_dict(given))
        known = made.credential_data
        if known is None:
            raise Unfit("no_credential")
        if not made.is_user_verified():
            raise Unfit("not_verified")
        kept = AttestedCredentialData.create(Aaguid.NONE, known.credential_id, known.public_key)
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError, NotImplementedError) as trouble:
        raise Unfit(reason(trouble)) from None
    return Registered(
        bytes(known.credential_id),
        bytes(kept),
        made.counter,
        bool(made.flags & made.FLAG.BE),
        bool(made.flags & made.FLAG.BS),
    )


def used(origin: str, state: State, answer: str, credential: bytes) -> Used:
    """What the device said; Unfit when it does not answer what was asked, or its signature is not of this key."""
    given = parsed(answer)
    try:
        response = AuthenticationResponse.from_dict(given)
        _server(origin).authenticate_complete(state, [AttestedCredentialData(credential)], response)
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError, NotImplementedError) as trouble:
        raise Unfit(reason(trouble)) from None
    said = response.response.authenticator_data
    if not said.is_user_verified():
        raise Unfit("not_verified")
    return Used(said.counter, bool(said.flags & said.FLAG.BS))


def claimed(answer: str) -> tuple[bytes, UUID | None]:
    """Which passkey, and whose it says to be (nothing is proven yet); Unfit when it says neither."""
    try:
        response = AuthenticationResponse.from_dict(parsed(answer))
        handle = response.response.user_handle
        return bytes(response.raw_id), UUID(bytes=bytes(handle)) if handle else None
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError) as trouble:
        raise Unfit(reason(trouble)) from None


def parsed(answer: str) -> Mapping[str, Any]:
    if len(answer) > LONGEST_ANSWER:
        raise Unfit("too_long")
    try:
        given = json.loads(answer)
    except ValueError:
        raise Unfit("no_json") from None
    if not isinstance(given, dict):
        raise Unfit("no_json")
    return given


def went_back(before: int, now: int) -> bool:
    """Whether the counter says that there may be a copy. Devices without a counter always say zero.

    >>> went_back(4, 5), went_back(5, 5), went_back(0, 0), went_back(3, 0)
    (False, True, False, True)
    """
    return (before > 0 or now > 0) and now <= before


_REASONS: Final = {
    "origin": "origin",
    "challenge": "challenge",
    "RP ID": "site",
    "ser verif": "not_verified",
    "ignature": "signature",
    "credential ID": "unknown",
}


def reason(trouble: Exception) -> str:
    said = str(trouble)
    return next((code for part, code in _REASONS.items() if part in said), "malformed")


def _server(origin: str) -> Fido2Server:
    """Bound to exactly this origin: scheme, host and port."""
    site = PublicKeyCredentialRpEntity(name="Schakel", id=party(origin))
    return Fido2Server(site, attestation=None, verify_origin=lambda said: said == origin)
