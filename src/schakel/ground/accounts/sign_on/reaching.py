"""Fetches JSON of a provider, and nothing else of anybody else.

An administrator of any organisation names an issuer, so this must not become a way into the network around the server:
https only, no redirects, only the origin of the issuer itself, ten seconds and a quarter of a megabyte at most, and no
private address unless who keeps the machine named that host (SCHAKEL_SIGN_ON_INSIDE). The address that was checked is
the one that is called, so that a name cannot point elsewhere a moment later.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings

STEP: Final = 5.0  # seconds for one step: connecting, one read
WHOLE: Final = 10.0  # seconds for the whole answer
MOST: Final = 256 * 1024  # bytes


class Distrusted(Exception):
    """The provider cannot be reached, or said something that is not believed; the code says which, never what."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a provider is: the same scheme, host and port for everything that is fetched."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, address: str) -> Site:
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            raise Distrusted("address") from None
        inside = parts.hostname in settings.SIGN_ON_INSIDE
        if not parts.hostname or parts.username or parts.fragment or parts.scheme not in ("https", "http"):
            raise Distrusted("address")
        if parts.scheme == "http" and not inside:
            raise Distrusted("no_https")
        return cls(parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80))


def get(address: str, site: Site, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    return _asked("GET", address, site, None, dict(headers or {}))


def post(address: str, site: Site, fields: Mapping[str, str], headers: Mapping[str, str]) -> dict[str, Any]:
    body = urlencode(fields).encode()
    return _asked("POST", address, site, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})


def demand_there(address: object, site: Site) -> str:
    """The address when it is one of this site; Distrusted when it is somewhere else."""
    if not isinstance(address, str) or Site.of(address) != site:
        raise Distrusted("elsewhere")
    return address


def checked_address(site: Site) -> str:
    """The number to call. Every number the name has must be allowed: one private one among public ones is a trick."""
    try:
        found = socket.getaddrinfo(site.host, site.port, type=socket.SOCK_STREAM)
    except OSError:
        raise Distrusted("no_such_host") from None
    numbers = [ipaddress.ip_address(str(entry[4][0])) for entry in found]
    if site.host not in settings.SIGN_ON_INSIDE and not all(number.is_global for number in numbers):
        raise Distrusted("private_address")
    if site.scheme == "http" and not all(number.is_loopback for number in numbers):
        raise Distrusted("no_https")
    return str(numbers[0])


def _asked(method: str, address: str, site: Site, body: bytes | None, headers: dict[str, str]) -> dict[str, Any]:
    parts = urlsplit(demand_there(address, site))
    number = checked_address(site)
    connection = _connection(site, number)
    try:
        connection.request(
            method, _target(parts), body, {"Host": parts.netloc, "Accept": "application/json", **headers}
        )
        answer = connection.getresponse()
        if answer.status != 200:
            raise Distrusted("redirect" if 300 <= answer.status < 400 else "status")
        said = json.loads(_read(answer))
    except (OSError, http.client.HTTPException):
        raise Distrusted("unreachable") from None
    except ValueError:
        raise Distrusted("no_json") from None
    finally:
        connection.close()
    if not isinstance(said, dict):
        raise Distrusted("no_json")
    return said


def _read(answer: http.client.HTTPResponse) -> bytes:
    late, parts, size = time.monotonic() + WHOLE, [], 0
    while part := answer.read1(16 * 1024):
        size += len(part)
        if size > MOST or time.monotonic() > late:
            raise Distrusted("too_much")
        parts.append(part)
    return b"".join(parts)


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _connection(site: Site, number: str) -> http.client.HTTPConnection:
    """To the number that was checked, in the name of the host: certificates are looked at as always."""
    if site.scheme == "http":
        return http.client.HTTPConnection(number, site.port, timeout=STEP)
    return _NamedConnection(site.host, number, site.port)


class _NamedConnection(http.client.HTTPSConnection):
    def __init__(self, host: str, number: str, port: int) -> None:
        super().__init__(host, port, timeout=STEP, context=ssl.create_default_context())
        self._number = number

    def connect(self) -> None:
        plain = socket.create_connection((self._number, self.port), STEP)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
