"""What a signal may look like when it comes in, and what is wrong with one: each fault names the place and the mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from schakel.casework.intake.rules.masking import holds_citizen_number

ANSWERS: Final = ("seen", "not_seen", "not_known")
ADDED_ANSWERS: Final = ("seen", "not_seen")  # somebody who does not know yet adds nothing
BASES: Final = ("saw", "heard", "told", "document", "system")
MINOR: Final = ("yes", "no", "unknown")
MENTION_ROLES: Final = ("presumed_victim", "presumed_exploiter", "contact", "place", "unknown")
ORGANISATION_KINDS: Final = (
    "municipality", "labour_inspectorate", "police", "healthcare", "school", "ngo", "bank", "citizen", "housing", "tax", "other",
)  # fmt: skip
LONGEST_NARRATIVE: Final = 15_000
LONGEST_NOTE: Final = 2_000
LONGEST_MENTION: Final = 300
LONGEST_DAY: Final = 40
MOST_PARTS: Final = 60
FIRST_YEAR: Final = 1900
_OF_THE_POLICE: Final = "police-data-not-for-municipality"
_OLDEST_AGE: Final = 120
_NOT_TEXT: Final = re.compile("[\x00\ud800-\udfff]")  # no database keeps a null sign, and half a sign is none


@dataclass(frozen=True, slots=True)
class IncomingObservation:
    indicator: str
    answer: str
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IncomingMention:
    """`value` is what was typed, whatever it is: half a plate, a nickname, "nummer onbekend"."""

    kind: str
    value: str
    role: str = "unknown"
    birth_date: str = ""
    age_from: int | None = None
    age_to: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    observed_on: date
    narrative: str = ""
    observations: tuple[IncomingObservation, ...] = ()
    mentions: tuple[IncomingMention, ...] = ()
    minor: str = "unknown"
    danger: bool = False
    function: str = ""
    organisation_kind: str = "other"


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` in the words of the exchange format (`mentions[2].value`); `code` is told apart by pages, `text` by people."""

    field: str
    code: str
    text: str


def police_only(flags: Collection[str]) -> bool:
    """Whether a municipality may not write this down by itself: it has it as a recorded provision of the police."""
    return _OF_THE_POLICE in flags


def never_asked(flags: Collection[str]) -> bool:
    """Whether nobody is asked to look for this: it is not ours, or it points at groups of people."""
    return police_only(flags) or any(flag.startswith("bias-") for flag in flags)


def unkeepable(text: str) -> bool:
    """Whether a text holds a sign that cannot be kept: a null byte, or half of a sign.

    >>> unkeepable("Een man\\x00"), unkeepable("Een man 😀")
    (True, False)
    """
    return _NOT_TEXT.search(text) is not None


def faults(signal: Incoming, *, today: date, kinds: Collection[str], indicator: Callable[[str], bool]) -> list[Fault]:
    """Everything that is wrong, in the order of the form; empty when the signal can be taken in."""
    return [
        *_signs(signal),
        *_whole(signal, today),
        *(fault for at, row in enumerate(signal.observations) for fault in _observation(f"observations[{at}]", row, indicator)),
        *(fault for at, row in enumerate(signal.mentions) for fault in _mention(f"mentions[{at}]", row, kinds)),
    ]  # fmt: skip


def _signs(signal: Incoming) -> Iterator[Fault]:
    texts = [("narrative", signal.narrative), ("function", signal.function)]
    texts += [(f"observations[{at}].note", row.note) for at, row in enumerate(signal.observations)]
    for at, row in enumerate(signal.mentions):
        texts += [(f"mentions[{at}].value", row.value), (f"mentions[{at}].birth_date", row.birth_date)]
    for field, text in texts:
        if unkeepable(text):
            yield Fault(
                field, "signs", "Hier staat een onzichtbaar teken dat wij niet kunnen bewaren. Typ dit opnieuw."
            )


def _whole(signal: Incoming, today: date) -> Iterator[Fault]:
    if not (signal.narrative.strip() or signal.observations or signal.mentions):
        yield Fault("narrative", "empty", "Schrijf op wat u zag of hoorde. Eén zin is genoeg.")
    if len(signal.narrative) > LONGEST_NARRATIVE:
        yield Fault("narrative", "too_long", f"De tekst is langer dan {LONGEST_NARRATIVE} tekens. Maak hem korter.")
    if signal.observed_on > today:
        yield Fault("observed_on", "future", "Deze dag moet nog komen. Kies de dag waarop u het zag of hoorde.")
    if signal.observed_on.year < FIRST_YEAR:
        yield Fault("observed_on", "too_early", "Deze dag is te lang geleden. Kijk het jaar na.")
    if signal.minor not in MINOR:
        yield Fault("minor_possibly_involved", "unknown", f"Kies uit {', '.join(MINOR)}.")
    if signal.organisation_kind not in ORGANISATION_KINDS:
        yield Fault("organisation_kind", "unknown", f"Kies uit {', '.join(ORGANISATION_KINDS)}.")
    for name, parts in (("observations", signal.observations), ("mentions", signal.mentions)):
        if len(parts) > MOST_PARTS:
            yield Fault(name, "too_many", f"Niet meer dan {MOST_PARTS} in één signaal. Verdeel ze over twee signalen.")


def _observation(place: str, row: IncomingObservation, known: Callable[[str], bool]) -> Iterator[Fault]:
    if not known(row.indicator):
        yield Fault(f"{place}.indicator", "unknown", f"Het kenmerk '{row.indicator[:40]}' staat niet in de lijst.")
    if row.answer not in ANSWERS:
        yield Fault(f"{place}.answer", "unknown", f"Kies uit {', '.join(ANSWERS)}.")
    if row.basis and row.basis not in BASES:
        yield Fault(f"{place}.basis", "unknown", f"Kies uit {', '.join(BASES)}.")
    if len(row.note) > LONGEST_NOTE:
        yield Fault(
            f"{place}.note", "too_long", f"De toelichting is langer dan {LONGEST_NOTE} tekens. Maak hem korter."
        )


def _mention(place: str, row: IncomingMention, kinds: Collection[str]) -> Iterator[Fault]:
    if row.kind not in kinds:
        yield Fault(f"{place}.kind", "unknown", f"Kies uit {', '.join(kinds)}.")
    if not row.value.strip():
        yield Fault(f"{place}.value", "empty", "Schrijf de naam, het adres of het nummer op, of haal de regel weg.")
    if len(row.value) > LONGEST_MENTION:
        yield Fault(
            f"{place}.value", "too_long", f"Dit is langer dan {LONGEST_MENTION} tekens. Zet de rest in de tekst."
        )
    for name, typed in (("value", row.value), ("birth_date", row.birth_date)):
        if holds_citizen_number(typed):
            yield Fault(
                f"{place}.{name}",
                "citizen_number",
                "Dit is een burgerservicenummer. Dat mag hier niet staan. Haal het weg.",
            )
    if len(row.birth_date) > LONGEST_DAY:
        yield Fault(f"{place}.birth_date", "too_long", "Schrijf alleen de geboortedag, of het jaar.")
    if row.role not in MENTION_ROLES:
        yield Fault(f"{place}.role", "unknown", f"Kies uit {', '.join(MENTION_ROLES)}.")
    ages = [age for age in (row.age_from, row.age_to) if age is not None]
    if any(not 0 <= age <= _OLDEST_AGE for age in ages) or (len(ages) == 2 and ages[0] > ages[1]):
        yield Fault(f"{place}.age_from", "age", "De leeftijd klopt niet. Schrijf eerst de laagste en dan de hoogste.")
