"""Names of files: what a person may read of theirs, and the one we give."""

from __future__ import annotations

import re
import unicodedata

from schakel.casework.intake.rules.files.kinds import EXTENSIONS
from schakel.casework.intake.rules.files.limits import LONGEST_NAME
from schakel.casework.intake.rules.masking import mask_citizen_numbers

_PATH = re.compile(r"^.*[/\\]", re.DOTALL)
_ENDING = re.compile(r"(?:\.[A-Za-z0-9]{1,5})+$")


def readable_stem(given: str) -> str:
    """The name as it came without its ending, safe to show: no folder, no sign that cannot be seen or turns the text
    round, no citizen service number. "" when nothing is left of it."""
    last = _PATH.sub("", unicodedata.normalize("NFC", given))
    seen = "".join(sign if _is_seen(sign) else " " for sign in last)
    return mask_citizen_numbers(_ENDING.sub("", " ".join(seen.split())).strip(". "))[:LONGEST_NAME].strip()


def readable_name(given: str, kind: str) -> str:
    """The same with the ending of what the file is."""
    stem = readable_stem(given)
    return f"{stem}.{EXTENSIONS[kind]}" if stem else ""


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign)[0] != "C" and unicodedata.category(sign) not in ("Zl", "Zp")


def own_name(number: int, position: int, kind: str) -> str:
    """What a copy is called: only the number of the signal and of the file in it."""
    return f"signaal-{number}-bestand-{position}.{EXTENSIONS[kind]}"
