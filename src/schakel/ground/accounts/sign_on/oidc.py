"""OpenID Connect, authorization code with PKCE (RFC 7636), state and nonce; the answer of the provider is proven, not believed.

Signatures are checked with joserfc, with asymmetric algorithms only: "none" and a shared secret are no proof of who spoke.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from base64 import b64encode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from schakel.ground.accounts.sign_on import reaching
from schakel.ground.accounts.sign_on.reaching import Distrusted, Site
from schakel.ground.accounts.sign_on.remembering import remembered

ALGORITHMS: Final = ["RS256", "PS256", "ES256", "ES384", "Ed25519", "EdDSA"]
SCOPE: Final = "openid email profile"
LEEWAY: Final = 60  # seconds that two clocks may differ
OLDEST: Final = 600  # seconds since the provider spoke


@dataclass(frozen=True, slots=True)
class Party:
    """Us, as one provider knows us. `back`: the address it sends people back to."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    back: str = ""


@dataclass(frozen=True, slots=True)
class Endpoints:
    authorization: str
    token: str
    keys: str
    details: str
    leaving: str
    posts_secret: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """What this browser must bring back. Kept in its session, used once."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Claims:
    """What the provider proved. `subject` is who; `email` and `name` only fill in a form."""

    subject: str
    email: str
    email_verified: bool
    name: str
    means: frozenset[str]


def discovered(issuer: str) -> Endpoints:
    """Where the provider says its doors are; Distrusted when it says to be another, or points to another host."""
    site = Site.of(issuer)
    said = remembered(issuer.rstrip("/") + "/.well-known/openid-configuration", site)
    if said.get("issuer") != issuer:
        raise Distrusted("issuer")
    methods = said.get("code_challenge_methods_supported", ["S256"])
    if "S256" not in methods:
        raise Distrusted("no_pkce")
    ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return Endpoints(
        authorization=reaching.demand_there(said.get("authorization_endpoint"), site),
        token=reaching.demand_there(said.get("token_endpoint"), site),
        keys=reaching.demand_there(said.get("jwks_uri"), site),
        details=reaching.demand_there(said["userinfo_endpoint"], site) if said.get("userinfo_endpoint") else "",
        leaving=reaching.demand_there(said["end_session_endpoint"], site) if said.get("end_session_endpoint") else "",
        posts_secret="client_secret_basic" not in ways and "client_secret_post" in ways,
    )


def begin(party: Party, endpoints: Endpoints, means: frozenset[str] = frozenset()) -> tuple[str, Begun]:
    """The address to send somebody to, and what must come back. `means`: values of `acr` that are wished for."""
    begun = Begun(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))
    challenge = urlsafe_b64encode(hashlib.sha256(begun.verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code", "client_id": party.client_id, "redirect_uri": party.back, "scope": SCOPE,
        "state": begun.state, "nonce": begun.nonce, "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    if means:
        asked["acr_values"] = " ".join(sorted(means))
    return _with(endpoints.authorization, asked), begun


def exchange(party: Party, endpoints: Endpoints, code: str, begun: Begun) -> tuple[str, str]:
    """The id token and the access token for this code; the provider checks code, secret and verifier."""
    asked = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": party.back, "code_verifier": begun.verifier,
    }  # fmt: skip
    headers: dict[str, str] = {}
    if endpoints.posts_secret:
        asked |= {"client_id": party.client_id, "client_secret": party.secret}
    else:
        pair = f"{quote(party.client_id, safe='')}:{quote(party.secret, safe='')}"
        headers["Authorization"] = "Basic " + b64encode(pair.encode()).decode()
    said = reaching.post(endpoints.token, Site.of(party.issuer), asked, headers)
    token = said.get("id_token")
    if not isinstance(token, str):
        raise Distrusted("no_id_token")
    return token, str(said.get("access_token", ""))


def verified(party: Party, endpoints: Endpoints, token: str, begun: Begun) -> Claims:
    """What the id token proves; Distrusted for another signature, issuer, audience or nonce, and for one that is too old."""
    said = _signed(party, endpoints, token)
    now = time.time()
    audience = said.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    expires, spoken = said.get("exp"), said.get("iat")
    faults = {
        "iss": said.get("iss") != party.issuer,
        "aud": party.client_id not in audiences or (len(audiences) > 1 and "azp" not in said),
        "azp": said.get("azp", party.client_id) != party.client_id,
        "exp": not isinstance(expires, int | float) or expires + LEEWAY <= now,
        "iat": not isinstance(spoken, int | float) or not now - OLDEST <= spoken <= now + LEEWAY,
        "nonce": not secrets.compare_digest(str(said.get("nonce", "")).encode(), begun.nonce.encode()),
        "sub": not isinstance(said.get("sub"), str) or not said["sub"] or len(said["sub"]) > 255,
    }
    for name, wrong in faults.items():
        if wrong:
            raise Distrusted(name)
    return _claims(said)


def details(party: Party, endpoints: Endpoints, claims: Claims, access: str) -> Claims:
    """Name and e-mail address, where the id token has none; they must be about the same person."""
    if claims.email or not endpoints.details or not access:
        return claims
    said = reaching.get(endpoints.details, Site.of(party.issuer), {"Authorization": f"Bearer {access}"})
    if said.get("sub") != claims.subject:
        raise Distrusted("sub")
    more = _claims(said)
    return Claims(claims.subject, more.email, more.email_verified, more.name, claims.means)


def leaving(party: Party, endpoints: Endpoints) -> str:
    """Where somebody goes to leave the provider too; "" when it has no such door."""
    if not endpoints.leaving:
        return ""
    return _with(endpoints.leaving, {"client_id": party.client_id, "post_logout_redirect_uri": party.back})


def _signed(party: Party, endpoints: Endpoints, token: str) -> dict[str, Any]:
    site = Site.of(party.issuer)
    for fresh in (False, True):
        try:
            keys = KeySet.import_key_set(remembered(endpoints.keys, site, again=fresh))  # type: ignore[arg-type]
            return dict(jwt.decode(token, keys, algorithms=ALGORITHMS).claims)
        except (JoseError, ValueError, KeyError, TypeError):
            continue  # a provider may have changed its keys: they are read once more, though not over and over
    raise Distrusted("signature")


def _claims(said: dict[str, Any]) -> Claims:
    amr = said.get("amr")
    means = {str(one) for one in amr} if isinstance(amr, list) else set()
    if isinstance(said.get("acr"), str):
        means.add(said["acr"])
    return Claims(
        subject=str(said.get("sub", "")),
        email=str(said.get("email", "")).strip().lower(),
        email_verified=said.get("email_verified") is True,
        name=str(said.get("name", "")).strip()[:100],
        means=frozenset(means),
    )


def _with(address: str, asked: dict[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"
