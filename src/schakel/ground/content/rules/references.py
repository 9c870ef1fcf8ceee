"""Whatever a row points at exists: sources, codes of other rows, translations, what the law calls it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from schakel.ground.content.rules.found import Found, about, section_file, texts_in
from schakel.ground.content.rules.marks import Marked
from schakel.ground.content.rules.pack import Pack


def sources(pack: Pack) -> Iterator[Found]:
    for section, row in pack.rows():
        if isinstance(row, Marked):
            for source in row.source:
                if source not in pack.sources:
                    yield about(
                        section, row, ("source",), f"The source {source!r} is not in sources.yml.", "Add it there."
                    )
    for card in pack.cards.values():
        for step in card.five_minutes:
            for source in step.source:
                if source not in pack.sources:
                    problem = f"The source {source!r} of the step {step.code!r} is not in sources.yml."
                    yield about("cards", card, ("five_minutes",), problem, "Add it there.")


def translations(pack: Pack) -> Iterator[Found]:
    wanted = set(pack.languages)
    for section, row in pack.rows():
        for path, text in texts_in(row):
            if missing := sorted(wanted - set(text)):
                yield about(section, row, path, f"The translation is missing: {', '.join(missing)}.", "Write it.")
            if extra := sorted(set(text) - wanted):
                yield about(
                    section,
                    row,
                    path,
                    f"The pack does not speak: {', '.join(extra)}.",
                    "Remove it, or add it in pack.yml.",
                )


# section -> field -> section that the field's codes live in
REFERENCES: dict[str, dict[str, str]] = {
    "legal": {"element": "elements"},
    "dimensions": {"element": "elements"},
    "ilo": {"dimension": "dimensions"},
    "indicators": {
        "form": "forms",
        "legal": "legal",
        "dimensions": "dimensions",
        "seen_by": "observers",
        "lane": "lanes",
        "ilo": "ilo",
        "replaced_by": "indicators",
    },
    "lanes": {"routes": "routes"},
    "questions": {"element": "elements", "forms": "forms"},
    "professions": {"observer": "observers"},
    "cards": {"profession": "professions", "place": "places", "rows": "indicators"},
    "request_grounds": {"kinds": "request_kinds"},
    "routes": {"professions": "professions", "recipient": "parties", "forms": "forms"},
    "outcomes": {"receivers": "parties"},
    "legal_bases": {
        "giver": "parties",
        "recipient": "parties",
        "purposes": "purposes",
        "needs": "conditions",
        "may": "data_kinds",
        "may_not": "data_kinds",
    },
}


def references(pack: Pack) -> Iterator[Found]:
    for section, fields in REFERENCES.items():
        for row in getattr(pack, section).values():
            for field, target in fields.items():
                for code in _codes(getattr(row, field)):
                    if code not in getattr(pack, target):
                        yield about(
                            section,
                            row,
                            (field,),
                            f"{code!r} is not in {section_file(target)}.",
                            "Correct the code, or add it there.",
                        )
    for question in pack.questions.values():
        for code in question.answered_by:
            if not pack.observable(code):
                yield about(
                    "questions",
                    question,
                    ("answered_by",),
                    f"{code!r} is no indicator and no fact against.",
                    "Correct the code.",
                )
    yield from _unreachable(pack)
    for region in pack.regions.values():
        for member in region.members:
            if member.municipality not in pack.municipalities:
                yield about(
                    "regions",
                    region,
                    ("members",),
                    f"{member.municipality!r} is not in municipalities.yml.",
                    "Correct the code.",
                )


def _unreachable(pack: Pack) -> Iterator[Found]:
    """Whoever a text tells to call can be called."""
    for text in pack.rights.values():
        for at, helper in enumerate(text.helpers):
            if helper.route not in pack.routes or not pack.routes[helper.route].phone:
                yield about(
                    "rights",
                    text,
                    ("helpers", at),
                    f"{helper.route!r} is no route with a telephone number.",
                    "Take one of routes.yml that has one.",
                )


def legal_fit(pack: Pack) -> Iterator[Found]:
    """An indicator's element exists, and what the law calls it belongs to that element."""
    for row in pack.indicators.values():
        if row.element != "none" and row.element not in pack.elements:
            yield about(
                "indicators",
                row,
                ("element",),
                f"{row.element!r} is no element.",
                f"Use none, {', '.join(pack.elements)}.",
            )
            continue
        item = pack.legal.get(row.legal) if row.legal else None
        if (row.element == "none") != (row.legal is None):
            yield about(
                "indicators",
                row,
                ("legal",),
                "An element needs what the law calls it, and none needs nothing.",
                "Set both or neither.",
            )
        elif item and item.element != row.element:
            yield about(
                "indicators",
                row,
                ("legal",),
                f"{row.legal!r} belongs to {item.element!r}.",
                f"It says {row.element!r}.",
            )
    for fact in pack.against.values():
        if fact.element != "none" and fact.element not in pack.elements:
            problem = f"{fact.element!r} is no element."
            yield about("against", fact, ("element",), problem, f"Use none, {', '.join(pack.elements)}.")
        if fact.code in pack.indicators:
            yield about("against", fact, (), "The code is an indicator too.", "A code means one thing: give a new one.")


def _codes(value: Any) -> Iterable[str]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
