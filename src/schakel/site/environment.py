"""Reads the environment, and says in one sentence what is missing or wrong."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class SettingsTrouble(Exception):
    """A setting is missing or cannot be used; the message names the variable and the mend."""


class Environment:
    """Typed reading of one mapping of environment variables.

    >>> Environment({"SCHAKEL_HTTPS": "yes"}).flag("SCHAKEL_HTTPS", default=False)
    True
    """

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values

    def text(self, name: str, *, default: str) -> str:
        return self.values.get(name, "").strip() or default

    def items(self, name: str, *, default: list[str]) -> list[str]:
        """Comma-separated values."""
        found = [item.strip() for item in self.values.get(name, "").split(",")]
        return [item for item in found if item] or default

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.values.get(name, "").strip().lower()
        if value == "":
            return default
        if value in ("1", "yes", "true", "on"):
            return True
        if value in ("0", "no", "false", "off"):
            return False
        raise SettingsTrouble(f"{name} is '{value}'; write yes or no.")

    def choice(self, name: str, allowed: Sequence[str], *, default: str) -> str:
        value = self.text(name, default=default)
        if value not in allowed:
            raise SettingsTrouble(f"{name} is '{value}'; choose one of {', '.join(allowed)}.")
        return value

    def number(self, name: str, *, lowest: int, highest: int, default: int) -> int:
        value = self.text(name, default=str(default))
        if not value.isdecimal() or not lowest <= int(value) <= highest:
            raise SettingsTrouble(f"{name} is '{value}'; write a whole number from {lowest} to {highest}.")
        return int(value)

    def whole_path(self, name: str) -> str:
        """ "" without one; else a path from /."""
        value = self.text(name, default="")
        if value and not value.startswith("/"):
            raise SettingsTrouble(f"{name} is '{value}'; write the whole path, from /.")
        return value

    def scanner(self, name: str) -> str:
        """ "" without one; else "clamd:" with the path of its socket, or "command:" with a program by its whole path."""
        value = self.text(name, default="")
        how, _colon, what = value.partition(":")
        if value and not (how in ("clamd", "command") and what.startswith("/")):
            raise SettingsTrouble(
                f"{name} is '{value}'; write clamd:/run/clamav/clamd.ctl, or command:/usr/bin/clamdscan --stream -."
            )
        return value

    def secret(self, name: str, *, needed: bool) -> str:
        """A long random text; outside live mode one is made for the life of the process."""
        value = self.values.get(name, "")
        if not value and needed:
            raise SettingsTrouble(
                f"{name} is missing; make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
            )
        if value and len(value) < 40:
            raise SettingsTrouble(f"{name} is shorter than 40 characters; make a longer one.")
        return value or secrets.token_urlsafe(50)

    def mail(self, name: str) -> dict[str, Any]:
        """Django's settings for the mail server; empty when there is none. Never without TLS, but on this machine."""
        url = self.values.get(name, "").strip()
        return _mail_from_url(name, url) if url else {}

    def mailbox(self, name: str, *, needed: bool) -> str:
        value = self.values.get(name, "").strip()
        if needed and not re.fullmatch(r"[^@\s<>,]+@[^@\s<>,]+", value):
            raise SettingsTrouble(
                f"{name} is missing or no address; write the sender, such as schakel@gemeente.example."
            )
        return value

    def database(self, name: str, role: str) -> dict[str, Any]:
        """Django's settings for one connection; without a URL the launcher fills in host and name before use."""
        base: dict[str, Any] = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "schakel",
            "USER": role,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"application_name": "schakel"},
        }
        url = self.values.get(name, "").strip()
        return {**base, **_from_url(name, url)} if url else base


def _from_url(name: str, url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise SettingsTrouble(f"{name} is not an address such as postgresql://user:password@host:5432/schakel.")
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", None) or (unquote(parts.hostname) if parts.hostname else "")
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": {"application_name": "schakel", **query},
    }


_MAIL = {"smtps": (465, {"EMAIL_USE_SSL": True}), "smtp+starttls": (587, {"EMAIL_USE_TLS": True}), "smtp": (25, {})}
_HERE = ("localhost", "127.0.0.1", "::1")


def _mail_from_url(name: str, url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in _MAIL or not parts.hostname:
        raise SettingsTrouble(
            f"{name} is not an address such as smtps://user:password@mail.example or smtp+starttls://mail.example."
        )
    if parts.scheme == "smtp" and parts.hostname not in _HERE:
        raise SettingsTrouble(
            f"{name} has no TLS; write smtps:// or smtp+starttls://. Without TLS goes to this machine only."
        )
    port, secure = _MAIL[parts.scheme]
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_TIMEOUT": 10,
        **secure,
    }
