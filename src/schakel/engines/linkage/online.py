"""Addresses on the net as typed: e-mail, profile, page."""

from __future__ import annotations

import re

from schakel.engines.linkage.forms import Exact, Form, Unreadable
from schakel.engines.linkage.text import folded

_EMAIL = re.compile(r"[a-z0-9][a-z0-9._%+\-]*@[a-z0-9][a-z0-9.\-]*\.[a-z]{2,}")
_SITES = (
    "instagram",
    "facebook",
    "tiktok",
    "snapchat",
    "telegram",
    "whatsapp",
    "kinky",
    "sexjobs",
    "marktplaats",
    "onlyfans",
    "twitter",
    "x",
)
_PREFIX = re.compile(r"^(?:https?:/+)?(?:www\.|m\.|nl-nl\.)?")


def read_email(value: str) -> Form:
    """Lower-case address; a tag after `+` and dots before a gmail sign are dropped."""
    found = _EMAIL.search(re.sub(r"\s*(?:\(at\)|\[at\]| at )\s*", "@", re.sub(r"^mailto:", "", folded(value))))
    if not found:
        return Unreadable("no address")
    local, _, host = found.group().partition("@")
    local = local.partition("+")[0]
    if host in ("gmail.com", "googlemail.com"):
        local, host = local.replace(".", ""), "gmail.com"
    return Exact(f"{local}@{host}") if local else Unreadable("no address")


def read_online(value: str) -> Form:
    """Host and path of a page ("kinky.nl/ads/12"), or the bare name of a profile ("@lotte_x" on any site)."""
    text = folded(value)
    page = re.search(r"(?:https?:/+)?(?:[a-z0-9\-]+\.)+[a-z]{2,}(?:/[^\s,;]*)?", text)
    if page and not page.group().startswith("@") and "@" not in text[: page.start() + 1][-1:]:
        return _page(page.group())
    words = [
        word
        for word in re.findall(r"@?[a-z0-9][a-z0-9._\-]{1,}", text)
        if word.strip("@") not in (*_SITES, "profiel", "account", "op", "insta", "snap")
    ]
    handle = next((word for word in words if word.startswith("@")), words[-1] if words else "")
    name = handle.strip("@._-")
    return Exact(f"@{name}", "", name) if len(name) > 2 else Unreadable("no name")


def _page(address: str) -> Form:
    bare = _PREFIX.sub("", address)
    host, _, path = bare.partition("/")
    path = re.split(r"[?#]", path)[0].strip("/")
    site = host.split(".")[-2] if host.count(".") else host
    if site in ("instagram", "facebook", "tiktok", "snapchat", "twitter", "x", "t", "onlyfans") and path:
        name = path.split("/")[-1].strip("@._-")
        return Exact(f"@{name}", "", name) if len(name) > 2 else Unreadable("no name")
    return Exact(f"{host}/{path}" if path else host, "" if path else "host")
