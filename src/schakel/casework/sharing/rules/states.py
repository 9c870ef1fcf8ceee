"""From a proposal to a receipt. The table is the law; the picture in the docs is printed from it."""

from __future__ import annotations

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

ANSWERS: Final[dict[str, str]] = {
    "received": _("Zij hebben de brief"),
    "taken_up": _("Zij pakken het op"),
    "not_taken_up": _("Zij kunnen er nu niets mee"),
    "may_not_say": _("Zij mogen er niets over zeggen"),
}
"""What a recipient may release to us: a code, never what they found."""

CHANNELS: Final[dict[str, str]] = {
    "secure_mail": _("Beveiligde e-mail"),
    "post": _("Aangetekende post"),
    "by_hand": _("In handen gegeven"),
}


def allowed(state: str, to: str) -> bool:
    return to in MOVES.get(state, ())


def may_check(*, second_person: bool, proposer: object, checker: object) -> bool:
    """Where the content asks for a second person, the one who proposed cannot be it."""
    return not second_person or proposer != checker
