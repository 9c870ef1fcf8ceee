"""From a proposal to a receipt. The table is the law; the picture in the docs is printed from it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Final

from schakel.casework.sharing.rules.words import marked as _

STATES: Final[dict[str, str]] = {
    "proposed": _("Voorgesteld"),
    "checked": _("Nagekeken"),
    "sent": _("Verstuurd"),
    "acknowledged": _("Ontvangst bevestigd"),
    "withdrawn": _("Ingetrokken"),
}

MOVES: Final[dict[str, tuple[str, ...]]] = {
    "proposed": ("checked", "withdrawn"),
    "checked": ("sent", "withdrawn"),
    "sent": ("acknowledged", "withdrawn"),
    "acknowledged": (),
    "withdrawn": (),
}

PRINTABLE: Final = frozenset({"checked", "sent", "acknowledged"})
"""Before somebody checked it there is no letter, only a preview."""

OUTCOMES: Final[dict[str, tuple[str, ...]]] = {
    "": ("taken_up", "not_taken_up", "closed", "may_not_say"),
    "taken_up": ("not_taken_up", "closed"),
    "may_not_say": ("taken_up", "not_taken_up", "closed"),
    "not_taken_up": ("taken_up",),
    "closed": (),
}
"""What a recipient may release to us, and what may follow it. A code, never what they found; which recipient may release
which stands in the content pack, with its words."""

ANSWERED: Final = tuple(code for code in OUTCOMES if code)

ASK_AFTER: Final = timedelta(days=7)
"""A letter of which nobody confirmed the receipt by then is asked after. A clock of ours."""

LONGEST_REFERENCE: Final = 64

CHANNELS: Final[dict[str, str]] = {
    "secure_mail": _("Beveiligde e-mail"),
    "post": _("Aangetekende post"),
    "by_hand": _("In handen gegeven"),
}


def allowed(state: str, to: str) -> bool:
    return to in MOVES.get(state, ())


def may_release(now: str, outcome: str, *, recipient: str, receivers: Collection[str]) -> bool:
    """Whether this recipient may let us know this, after what they let us know before. `receivers`: of the content pack."""
    return recipient in receivers and outcome in OUTCOMES.get(now, ())


def may_check(*, second_person: bool, proposer: object, checker: object) -> bool:
    """Where the content asks for a second person, the one who proposed cannot be it."""
    return not second_person or proposer != checker
