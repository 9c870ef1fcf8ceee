"""Talking to a provider of single sign-on: what is fetched from where, and which of its answers are believed."""

from schakel.ground.accounts.sign_on.oidc import (
    Begun,
    Claims,
    Endpoints,
    Party,
    begin,
    details,
    discovered,
    exchange,
    leaving,
    verified,
)
from schakel.ground.accounts.sign_on.reaching import Distrusted
from schakel.ground.accounts.sign_on.remembering import forget_providers

__all__ = [
    "Begun",
    "Claims",
    "Distrusted",
    "Endpoints",
    "Party",
    "begin",
    "details",
    "discovered",
    "exchange",
    "forget_providers",
    "leaving",
    "verified",
]
