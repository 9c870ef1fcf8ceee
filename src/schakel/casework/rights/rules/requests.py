"""A request of somebody about their own data: what may follow what, what must be known first, and until when."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from schakel.casework.rights.rules.words import marked as _

OWN: Final = "own"
"""The municipality found out itself: nobody asked, so nobody has to be identified and no letter goes."""
CHANNELS: Final[dict[str, str]] = {
    "letter": _("Per brief"),
    "email": _("Per e-mail"),
    "counter": _("Aan het loket"),
    "phone": _("Aan de telefoon"),
    OWN: _("Wij ontdekten het zelf"),
}
ASKERS: Final[dict[str, str]] = {
    "self": _("De persoon zelf"),
    "parent": _("Een ouder of voogd"),
    "representative": _("Iemand anders namens de persoon"),
}
YES_NO: Final = ("yes", "no", "")

STATES: Final[dict[str, str]] = {
    "received": _("Ontvangen"),
    "checked": _("Persoon vastgesteld"),
    "collected": _("Opgezocht"),
    "decided": _("Besloten"),
    "answered": _("Beantwoord"),
    "withdrawn": _("Ingetrokken"),
}
MOVES: Final[dict[str, tuple[str, ...]]] = {
    "received": ("checked", "decided", "withdrawn"),  # straight to a decision only when nobody could be identified
    "checked": ("collected", "withdrawn"),
    "collected": ("checked", "decided", "withdrawn"),
    "decided": ("answered",),
    "answered": (),
    "withdrawn": (),
}
OPEN: Final = frozenset({"received", "checked", "collected", "decided"})


@dataclass(frozen=True, slots=True)
class Check:
    """Who asks, and whether freely. `identity`: how it was established, a code, "" for not.

    `apart`: the person was spoken without anybody else there; `willing`: said in own words that they want this;
    `authority`: for somebody else, the paper that gives them the right was seen. "yes", "no" or "" for not known.
    """

    asked_by: str
    identity: str = ""
    apart: str = ""
    willing: str = ""
    authority: str = ""


def allowed(state: str, to: str) -> bool:
    return to in MOVES.get(state, ())


def missing(check: Check) -> tuple[str, ...]:
    """What must still be established before anybody looks anything up; nothing counts until it is known.

    Who asks for somebody else may be who exploits them: the person is spoken apart, whoever asks.
    """
    wanted = {
        "identity": bool(check.identity),
        "apart": check.apart == "yes",
        "willing": check.willing == "yes",
        "authority": check.asked_by == "self" or check.authority == "yes",
    }
    return tuple(code for code, there in wanted.items() if not there)


def cautions(check: Check) -> tuple[str, ...]:
    """What asks for care: somebody else asks, the person was not alone, or may be pressed."""
    found = []
    if check.asked_by != "self":
        found.append("on_behalf")
    if check.apart == "no":
        found.append("not_apart")
    if check.willing == "no":
        found.append("pressed")
    return tuple(found)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month.

    >>> months_after(date(2026, 1, 31), 1), months_after(date(2026, 11, 24), 3)
    (datetime.date(2026, 2, 28), datetime.date(2027, 2, 24))
    """
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
