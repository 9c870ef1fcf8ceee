"""A small invented law: two elements, of which `hold` is not needed for children."""

from __future__ import annotations

from dataclasses import dataclass, field

from schakel.engines.picture import Entry, Inquiry


def entry(code: str, element: str | None, role: str, lane: str | None = None, form: str = "") -> Entry:
    return Entry(code, element, role, {"en": f"words of {code}"}, form, lane)


ENTRIES = [
    entry("HOLD-CORE", "hold", "core"),
    entry("HOLD-1", "hold", "supporting"),
    entry("HOLD-2", "hold", "supporting"),
    entry("HOLD-CONTEXT", "hold", "context"),
    entry("HOLD-AGAINST", "hold", "against"),
    entry("GAIN-CORE", "gain", "core", lane="work", form="salt"),
    entry("GAIN-1", "gain", "supporting", lane="work"),
    entry("GAIN-AGAINST", "gain", "against"),
    entry("LOOSE", None, "supporting"),
    entry("LOOSE-AGAINST", None, "against"),
]
INQUIRIES = [
    Inquiry(
        "Q-HOLD",
        "hold",
        {"en": "Who holds?"},
        {"en": "Ask A."},
        {"en": "With a letter."},
        answered_by=frozenset({"HOLD-CORE", "HOLD-AGAINST"}),
    ),
    Inquiry(
        "Q-GAIN",
        "gain",
        {"en": "Who gains?"},
        {"en": "Ask B."},
        {"en": "With a letter."},
        answered_by=frozenset({"GAIN-CORE"}),
    ),
    Inquiry(
        "Q-BOAT",
        "gain",
        {"en": "Whose boat?"},
        {"en": "Ask C."},
        {"en": "With a letter."},
        ("boat",),
        frozenset({"GAIN-1"}),
    ),
]


@dataclass(frozen=True)
class Invented:
    entries: dict[str, Entry] = field(default_factory=lambda: {e.code: e for e in ENTRIES})

    def element_codes(self) -> tuple[str, ...]:
        return ("hold", "gain")

    def needed_for_minors(self, element: str) -> bool:
        return element != "hold"

    def entry(self, code: str) -> Entry | None:
        return self.entries.get(code)

    def inquiries(self) -> list[Inquiry]:
        return INQUIRIES


CATALOGUE = Invented()
CODES = tuple(CATALOGUE.entries)
