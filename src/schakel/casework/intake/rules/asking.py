"""What may be asked and added by a municipality, and what it has from others only."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

ADDED_ANSWERS: Final = ("seen", "not_seen")  # somebody who does not know yet adds nothing
_OF_THE_POLICE: Final = "police-data-not-for-municipality"


def police_only(flags: Collection[str]) -> bool:
    """Whether a municipality may not write this down by itself: it has it as a recorded provision of the police."""
    return _OF_THE_POLICE in flags


def never_asked(flags: Collection[str]) -> bool:
    """Whether nobody is asked to look for this: it is not ours, or it points at groups of people."""
    return police_only(flags) or any(flag.startswith("bias-") for flag in flags)
