"""Somebody writes down what somebody else noticed: whose observation it is, and whom to ask about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from schakel.casework.intake.rules.masking import holds_citizen_number
from schakel.casework.intake.rules.words import marked as _
from schakel.engines.exchange import Fault, fault
from schakel.engines.exchange.shape import unkeepable

RELATIONS: Final = ("colleague", "other")
LONGEST_REACH: Final = 200


@dataclass(frozen=True, slots=True)
class Noticer:
    """Who noticed, when it was not the reporter. Never a required name.

    `relation`: a colleague of the reporter's organisation, or somebody from elsewhere, such as a resident at the counter.
    `same_as`: an earlier signal, passed on by the same reporter, of the same person. `other_person`: told to be another one
    than in every earlier signal. Neither: nobody knows. `reach`: how that person may be asked; "" when the reporter is asked.
    """

    relation: str
    same_as: UUID | None = None
    other_person: bool = False
    reach: str = ""


def noticer_faults(noticer: Noticer | None) -> Iterator[Fault]:
    if noticer is None:
        return
    if noticer.relation not in RELATIONS:
        yield fault("noticer.relation", "unknown", _("Kies wie dit zag of hoorde."))
    if len(noticer.reach) > LONGEST_REACH:
        text = _("Dit is langer dan %(most)s tekens. Maak het korter.")
        yield fault("noticer.reach", "too_long", text, most=LONGEST_REACH)
    if unkeepable(noticer.reach):
        text = _("Hier staat een onzichtbaar teken dat wij niet kunnen bewaren. Typ dit opnieuw.")
        yield fault("noticer.reach", "signs", text)
    if holds_citizen_number(noticer.reach):
        text = _("Dit is een burgerservicenummer. Dat mag hier niet staan. Haal het weg.")
        yield fault("noticer.reach", "citizen_number", text)


def basis(answer: str, *, passed_on: bool, first_hand: bool) -> str:
    """How an answer is known, seen from who noticed: own eyes, or again told by others. "" for what was not seen.

    What a person at the counter saw with own eyes is first hand, also when a clerk writes it down.

    >>> basis("seen", passed_on=True, first_hand=True), basis("seen", passed_on=True, first_hand=False)
    ('saw', 'told')
    """
    if answer != "seen":
        return ""
    return "told" if passed_on and not first_hand else "saw"
