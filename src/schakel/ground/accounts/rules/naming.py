"""Names to log in with, secrets that are shown once, and how long a wrong password makes one wait."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from typing import Final, NewType

LoginName = NewType("LoginName", str)

LINK_VALID_FOR: Final = timedelta(days=3)
FREE_TRIES: Final = 5
LONGEST_WAIT: Final = timedelta(minutes=15)
FORGET_TRIES_AFTER: Final = timedelta(hours=24)
LONGEST_TOKEN: Final = timedelta(days=366)

_SHAPE = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")  # no letter that only looks like one
_GROUPS = (
    "info|balie|loket|team|post|contact|algemeen|receptie|admin|beheer|noreply|burgerzaken|wijkteam|afdeling|frontoffice|backoffice|"
    "secretariaat|meldpunt|klantcontact|klantencontact|dienst|groep|medewerkers?|zorgteam"
)
_GROUP = re.compile(rf"^({_GROUPS})[^a-z]*@")
_GROUP_NAME = re.compile(  # not "post" or "dienst": somebody may be called so
    r"^\s*(?:info|balie|loket|(?:sociaal )?(?:wijk|zorg)?team|receptie|beheer|burgerzaken|afdeling|secretariaat|meldpunt|klantcontact|gemeente)"
    r"(?:\b|[0-9])",
    re.IGNORECASE,
)


def login_form(text: str) -> LoginName:
    """A login name as it is kept and compared: without spaces around it, in small letters."""
    return LoginName(text.strip().lower())


def is_login_name(name: LoginName) -> bool:
    return bool(_SHAPE.fullmatch(name)) and len(name) <= 254


def shown_name(text: str) -> str:
    """A name of a person or an organisation as it is kept: no sign that cannot be seen or that turns the text round.

    >>> shown_name("  No\u200bor \u202e de  Vries ")
    'Noor de Vries'
    """
    normal = unicodedata.normalize("NFC", text)
    seen = (" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in normal)
    return " ".join("".join(sign for sign in seen if unicodedata.category(sign)[0] != "C").split())


def looks_shared(name: LoginName) -> bool:
    """True for names such as balie@ or info@: what was seen must lead back to one person, so no account is shared."""
    return bool(_GROUP.match(name))


def names_a_group(name: str) -> bool:
    """True for a display name such as "Team Wijk" or "Balie 2": the name on the screen is of one person too.

    >>> [names_a_group(name) for name in ("Balie 2", "afdeling Zorg", "Noor de Post", "Teamila Info")]
    [True, True, False, False]
    """
    return bool(_GROUP_NAME.match(name))


def new_secret() -> str:
    """256 random bits, safe in an address; shown once and kept only as a hash."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> bytes:
    """SHA-256: enough for a secret that nobody chose, and quick enough for every request."""
    return hashlib.sha256(secret.encode()).digest()


def link_expired(made_at: datetime, now: datetime) -> bool:
    return now >= made_at + LINK_VALID_FOR


def wait_after(wrong: int) -> timedelta:
    """How long to wait after this many wrong passwords in a row: nothing for five, then twice as long each time.

    >>> [wait_after(n).total_seconds() for n in (4, 5, 6, 7, 50)]
    [0.0, 30.0, 60.0, 120.0, 900.0]
    """
    if wrong < FREE_TRIES:
        return timedelta()
    doublings = min(wrong - FREE_TRIES, 10)
    return min(timedelta(seconds=30) * (1 << doublings), LONGEST_WAIT)
