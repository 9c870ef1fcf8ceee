"""What must be true of a pack as a whole: references, translations, cards, words and what is never asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from schakel.ground.content.rules.desk import Question
from schakel.ground.content.rules.found import Found, about
from schakel.ground.content.rules.pack import Pack
from schakel.ground.content.rules.plain import plain
from schakel.ground.content.rules.references import legal_fit, references, sources, translations
from schakel.ground.content.rules.words import avoided_words, excluded_topics

ROLE_ORDER = ("core", "supporting", "context")
# What the exchange format and the screens count on, in whichever country.
FEEDBACK_STATES = ("received", "in_hand", "passed_on", "closed")
ALERTS = ("danger", "minor")
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
REQUESTS = ("access", "correction", "restriction", "objection", "erasure")
REQUEST_TEXTS = ("received", "neutral", "told", "done", "extended", "unknown_person", "also", "complaint")
NEVER_ON_A_CARD = ("police-data-not-for-municipality",)


def all_of(pack: Pack) -> list[Found]:
    """Every fault of meaning, one rule after the other."""
    return [
        *sources(pack),
        *translations(pack),
        *references(pack),
        *legal_fit(pack),
        *cards(pack),
        *counted_on(pack),
        *headings(pack),
        *excluded_topics(pack),
        *avoided_words(pack),
    ]


def cards(pack: Pack) -> Iterator[Found]:
    """Core first, no row twice, only what this profession can see, five whole minutes, and a card for everyone."""
    for card in pack.cards.values():
        rows = [pack.indicators[code] for code in card.rows if code in pack.indicators]
        order = [ROLE_ORDER.index(row.role) for row in rows]
        if order != sorted(order):
            yield about(
                "cards", card, ("rows",), "The rows are not in order.", "Core first, then supporting, then context."
            )
        if len(set(card.rows)) < len(card.rows):
            yield about("cards", card, ("rows",), "A row stands twice.", "Remove one.")
        answered = {question for step in card.five_minutes for question in step.answers}
        if card.face_to_face and (silent := sorted(set(get_args(Question)) - answered)):
            problem = f"The five minutes do not answer: {', '.join(silent)}."
            yield about("cards", card, ("five_minutes",), problem, "Add a step whose `answers` names it.")
        profession = pack.professions.get(card.profession)
        for row in rows:
            if profession and row.seen_by and profession.observer not in row.seen_by:
                yield about(
                    "cards",
                    card,
                    ("rows",),
                    f"{row.code} is not seen by {profession.observer!r}.",
                    "Take it off, or change its seen_by.",
                )
            if set(row.flags) & set(NEVER_ON_A_CARD) or any(flag.startswith("bias-") for flag in row.flags):
                yield about(
                    "cards", card, ("rows",), f"{row.code} must not stand on a card.", "Its flags say why. Take it off."
                )
    for profession in pack.professions.values():
        if not pack.cards_of(profession.code):
            yield about(
                "professions", profession, (), "Nobody made a card for this profession.", "Add one in cards.yml."
            )


def counted_on(pack: Pack) -> Iterator[Found]:
    for section, wanted in (
        ("feedback", FEEDBACK_STATES), ("alerts", ALERTS), ("mention_kinds", MENTION_KINDS),
        ("request_kinds", REQUESTS), ("request_texts", REQUEST_TEXTS),
    ):  # fmt: skip
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


def headings(pack: Pack) -> Iterator[Found]:
    """A heading of a spreadsheet means one thing."""
    taken: dict[str, str] = {}
    for section in ("mention_kinds", "columns"):
        for row in getattr(pack, section).values():
            for heading in sorted({plain(heading) for heading in (row.code, *row.headings)}):
                if heading in taken:
                    problem = f"The heading {heading!r} already means {taken[heading]!r}."
                    yield about(section, row, ("headings",), problem, "Let it mean one thing.")
                taken.setdefault(heading, row.code)
