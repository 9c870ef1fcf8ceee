"""What goes into the engine: a signal as a reporter sent it, with what was typed left as it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MENTION_KINDS = (
    "person",
    "address",
    "organisation",
    "organisation_number",
    "phone",
    "licence_plate",
    "email",
    "online",
    "bank_account",
    "document",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing named in a signal. `kind` is one of MENTION_KINDS; `value` is the raw text; ages are whole years."""

    kind: str
    value: str
    role: str = "unknown"
    birth_date: str = ""
    age_from: int | None = None
    age_to: int | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal. `id` is a label only: it never influences a link. `seen` holds the indicator codes answered "seen"."""

    id: str
    observed_on: date
    narrative: str = ""
    mentions: tuple[Mention, ...] = ()
    seen: frozenset[str] = frozenset()
    place: str = ""
    source: str = ""
