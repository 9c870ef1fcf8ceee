"""What the letter says: never that something is there when the law keeps that in. No answer tells which of the two it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schakel.engines.linkage.naming import spans_of

GRANT, REFUSE = "grant", "refuse"
NEVER_SAID = (
    "politie", "recherche", "opsporing", "onderzoek", "justitie", "officier", "riec", "marechaussee", "arbeidsinspectie",
    "melder", "melding", "gemeld", "signaal", "bundel", "slachtoffer", "mensenhandel", "uitbuiting",
)  # fmt: skip
"""Words that tell of a report, an investigation or a presumed victim; a letter with one of them does not go."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was found and decided. `hides`: the ground of a refusal may not be told; `silent`: done and not told.

    `say`: what the person may read about it.
    """

    decision: str
    ground: str = ""
    hides: bool = False
    silent: bool = False
    say: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The parts of a letter: what may be read, grounds that may be told, and whether it is the neutral one."""

    say: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    neutral: bool = False
    unknown: bool = False


def told(items: Sequence[Item], *, identified: bool) -> Told:
    """The same letter when there was nothing, and when what there was may not be told."""
    if not identified:
        return Told(unknown=True)
    say = tuple(dict.fromkeys(one.say for one in items if one.decision == GRANT and not one.silent and one.say))
    grounds = tuple(sorted({one.ground for one in items if one.decision == REFUSE and not one.hides}))
    return Told(say, grounds, neutral=not (say or grounds))


def leaks(say: str, *, others: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    """Why a text may not stand in a letter: it names somebody else, or uses a word that tells of a report.

    `others`: everybody and everything named around it, the reporter too; `own`: names and numbers of who asks.
    """
    mine = spans_of(say, own)
    foreign = [span for span in spans_of(say, others) if not any(a <= span[0] and span[1] <= b for a, b in mine)]
    words = say.casefold()
    return (
        *(("names_other",) if foreign else ()),
        *(("tells_of_report",) if any(one in words for one in NEVER_SAID) else ()),
    )
