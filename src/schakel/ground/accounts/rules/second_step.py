"""The second step of coming in: codes of half a minute (TOTP, RFC 6238) and recovery codes. No Django, no clock.

Six digits, SHA-1 and 30 seconds are what every authenticator app understands; RFC 6238 names no weakness of SHA-1
in this use. A code counts in its own half minute and in the ones beside it, because clocks of phones differ.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from datetime import datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

ISSUER: Final = "Schakel"
PERIOD: Final = 30  # seconds
DIGITS: Final = 6
DRIFT: Final = (0, -1, 1)  # half minutes beside the present one that count too
KEY_BYTES: Final = 20  # RFC 4226 section 4 recommends 160 bits
RECOVERY_CODES: Final = 10
HALF_LOGIN: Final = timedelta(minutes=5)
REASONS: Final = ("lost", "replaced", "suspicion", "other")

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without i, l, o, 0 and 1, which look alike
_GROUPS, _GROUP = 4, 4  # 79 bits: a hash of it cannot be searched through


def new_key() -> str:
    """160 random bits in base32, as an app wants them."""
    return base64.b32encode(secrets.token_bytes(KEY_BYTES)).decode()


def step_of(moment: datetime) -> int:
    """The number of the half minute, counted from 1970; RFC 6238 calls it T."""
    return int(moment.timestamp()) // PERIOD


def code_at(key: str, step: int) -> str:
    return _totp(key).generate(step * PERIOD).decode()


def fitting_step(key: str, typed: str, now: datetime) -> int | None:
    """The half minute this code belongs to; None when it is no code of now or of the half minute before or after."""
    code = digits(typed)
    if code is None:
        return None
    here, totp = step_of(now), _totp(key)
    for beside in DRIFT:
        try:
            totp.verify(code.encode(), (here + beside) * PERIOD)
        except InvalidToken:
            continue
        return here + beside
    return None


def digits(typed: str) -> str | None:
    """The six digits of what was typed, spaces left out; None when it is something else."""
    code = re.sub(r"\s", "", typed)
    return code if re.fullmatch(rf"[0-9]{{{DIGITS}}}", code) else None


def address(key: str, login_name: str) -> str:
    """What the square holds: the otpauth address an app reads."""
    return _totp(key).get_provisioning_uri(login_name, ISSUER)


def in_groups(key: str) -> str:
    """The key in groups of four, for who types it."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def new_recovery_codes() -> list[str]:
    """Ten codes such as "k7pd-2mxa-9rwe-t4hn", each good for one time."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
        for _ in range(RECOVERY_CODES)
    ]


def recovery_form(typed: str) -> str | None:
    """A recovery code as it is compared: without spaces and dashes, in small letters; None when it cannot be one."""
    code = re.sub(r"[\s-]", "", typed).lower()
    return code if len(code) == _GROUPS * _GROUP and set(code) <= set(_LETTERS) else None


def _totp(key: str) -> TOTP:
    try:
        return TOTP(base64.b32decode(key), DIGITS, SHA1(), PERIOD)  # noqa: S303 (see above)
    except binascii.Error:
        raise ValueError("a key is base32") from None
