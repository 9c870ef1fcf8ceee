"""What must be true of a pack as a whole: references, translations, cards, words and what is never asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from schakel.ground.content.rules.found import Found, section_file, texts_in
from schakel.ground.content.rules.marks import Marked
from schakel.ground.content.rules.pack import FILES, Pack
from schakel.ground.content.rules.words import avoided_words, excluded_topics

ROLE_ORDER = ("core", "supporting", "context")
# What the exchange format and the screens count on, in whichever country.
FEEDBACK_STATES = ("received", "in_hand", "passed_on", "closed")
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
NEVER_ON_A_CARD = ("police-data-not-for-municipality",)


def all_of(pack: Pack) -> list[Found]:
    """Every fault of meaning, in the order of the files."""
    return [
        *sources(pack),
        *translations(pack),
        *references(pack),
        *legal_fit(pack),
        *cards(pack),
        *counted_on(pack),
        *excluded_topics(pack),
        *avoided_words(pack),
    ]


def sources(pack: Pack) -> Iterator[Found]:
    for section, row in _rows(pack):
        if isinstance(row, Marked):
            for source in row.source:
                if source not in pack.sources:
                    yield _found(
                        section, row, ("source",), f"The source {source!r} is not in sources.yml.", "Add it there."
                    )


def translations(pack: Pack) -> Iterator[Found]:
    wanted = set(pack.languages)
    for section, row in _rows(pack):
        for path, text in texts_in(row):
            if missing := sorted(wanted - set(text)):
                yield _found(section, row, path, f"The translation is missing: {', '.join(missing)}.", "Write it.")
            if extra := sorted(set(text) - wanted):
                yield _found(
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
        "replaced_by": "indicators",
    },
    "against": {"element": "elements"},
    "lanes": {"routes": "routes"},
    "questions": {"element": "elements", "forms": "forms"},
    "professions": {"observer": "observers"},
    "cards": {"profession": "professions", "place": "places", "rows": "indicators"},
    "routes": {"professions": "professions"},
    "legal_bases": {"giver": "parties", "recipient": "parties", "may": "data_kinds", "may_not": "data_kinds"},
}


def references(pack: Pack) -> Iterator[Found]:
    for section, fields in REFERENCES.items():
        for row in getattr(pack, section).values():
            for field, target in fields.items():
                for code in _codes(getattr(row, field)):
                    if code not in getattr(pack, target):
                        yield _found(
                            section,
                            row,
                            (field,),
                            f"{code!r} is not in {section_file(target)}.",
                            "Correct the code, or add it there.",
                        )
    for question in pack.questions.values():
        for code in question.answered_by:
            if not pack.observable(code):
                yield _found(
                    "questions",
                    question,
                    ("answered_by",),
                    f"{code!r} is no indicator and no fact against.",
                    "Correct the code.",
                )
    for region in pack.regions.values():
        for member in region.members:
            if member.municipality not in pack.municipalities:
                yield _found(
                    "regions",
                    region,
                    ("members",),
                    f"{member.municipality!r} is not in municipalities.yml.",
                    "Correct the code.",
                )


def legal_fit(pack: Pack) -> Iterator[Found]:
    """An indicator's element exists, and what the law calls it belongs to that element."""
    for row in pack.indicators.values():
        if row.element != "none" and row.element not in pack.elements:
            yield _found(
                "indicators",
                row,
                ("element",),
                f"{row.element!r} is no element.",
                f"Use none, {', '.join(pack.elements)}.",
            )
            continue
        item = pack.legal.get(row.legal) if row.legal else None
        if (row.element == "none") != (row.legal is None):
            yield _found(
                "indicators",
                row,
                ("legal",),
                "An element needs what the law calls it, and none needs nothing.",
                "Set both or neither.",
            )
        elif item and item.element != row.element:
            yield _found(
                "indicators",
                row,
                ("legal",),
                f"{row.legal!r} belongs to {item.element!r}.",
                f"It says {row.element!r}.",
            )
    for code in pack.against:
        if code in pack.indicators:
            yield Found("against", code, (), "The code is an indicator too.", "A code means one thing: give a new one.")


def cards(pack: Pack) -> Iterator[Found]:
    """Core first, no row twice, only what this profession can see, and a card for everyone."""
    for card in pack.cards.values():
        rows = [pack.indicators[code] for code in card.rows if code in pack.indicators]
        order = [ROLE_ORDER.index(row.role) for row in rows]
        if order != sorted(order):
            yield _found(
                "cards", card, ("rows",), "The rows are not in order.", "Core first, then supporting, then context."
            )
        if len(set(card.rows)) < len(card.rows):
            yield _found("cards", card, ("rows",), "A row stands twice.", "Remove one.")
        profession = pack.professions.get(card.profession)
        for row in rows:
            if profession and row.seen_by and profession.observer not in row.seen_by:
                yield _found(
                    "cards",
                    card,
                    ("rows",),
                    f"{row.code} is not seen by {profession.observer!r}.",
                    "Take it off, or change its seen_by.",
                )
            if set(row.flags) & set(NEVER_ON_A_CARD) or any(flag.startswith("bias-") for flag in row.flags):
                yield _found(
                    "cards", card, ("rows",), f"{row.code} must not stand on a card.", "Its flags say why. Take it off."
                )
    for profession in pack.professions.values():
        if not pack.cards_of(profession.code):
            yield _found(
                "professions", profession, (), "Nobody made a card for this profession.", "Add one in cards.yml."
            )


def counted_on(pack: Pack) -> Iterator[Found]:
    for section, wanted in (("feedback", FEEDBACK_STATES), ("mention_kinds", MENTION_KINDS)):
        have = getattr(pack, section)
        for code in wanted:
            if code not in have:
                yield Found(
                    section, code, (), f"{code!r} is missing.", "The screens and the exchange format count on it."
                )
        for code in have:
            if code not in wanted:
                yield Found(
                    section, code, ("code",), f"{code!r} is unknown to the product.", f"Known: {', '.join(wanted)}."
                )


def _rows(pack: Pack) -> Iterator[tuple[str, Any]]:
    for shapes in FILES.values():
        for section in shapes:
            for row in getattr(pack, section).values():
                yield section, row


def _codes(value: Any) -> Iterable[str]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _found(section: str, row: Any, path: tuple[str | int, ...], problem: str, mend: str) -> Found:
    return Found(section, row.code, path, problem, mend)
