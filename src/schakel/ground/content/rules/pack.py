"""The pack as the rest of the house sees it: frozen, by code, with the few look-ups that need more than a code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from schakel.engines.picture import Entry
from schakel.ground.content.rules import desk
from schakel.ground.content.rules.chain import (
    SHARING,
    Alert,
    BreakGlass,
    DataKind,
    LegalBasis,
    Municipality,
    Region,
    Retention,
)
from schakel.ground.content.rules.marks import Marked, Named, Source
from schakel.ground.content.rules.observing import (
    AgainstFact,
    Dimension,
    Element,
    Exclusion,
    Form,
    IloList,
    IloRow,
    IloRule,
    Indicator,
    Lane,
    LegalItem,
    Question,
)  # fmt: skip
from schakel.ground.content.rules.outcomes import Outcome
from schakel.ground.content.rules.plain import plain
from schakel.ground.content.rules.requests import REQUESTS, NoticeGround, NoticeWay, RequestGround, RequestKind
from schakel.ground.content.rules.rights import RightsText
from schakel.ground.content.rules.sheets import Sheets

# file -> its sections; a section's name is the name of the attribute of Pack, its value the shape of one row.
FILES: Mapping[str, Mapping[str, type[Any]]] = {
    "sources.yml": {"sources": Source},
    "forms.yml": {"forms": Form},
    "legal.yml": {"elements": Element, "legal": LegalItem},
    "ilo.yml": {"ilo_lists": IloList, "dimensions": Dimension, "ilo_rules": IloRule, "ilo": IloRow},
    "indicators.yml": {"indicators": Indicator},
    "against.yml": {"against": AgainstFact, "lanes": Lane},
    "exclusions.yml": {"exclusions": Exclusion},
    "questions.yml": {"questions": Question},
    "professions.yml": {"observers": Named, "places": Named, "professions": desk.Profession},
    "cards.yml": {"steps": desk.Step, "cards": desk.Card},
    "mention_kinds.yml": {"mention_kinds": desk.MentionKind, "columns": desk.Column},
    "routes.yml": {"routes": desk.Route},
    "emergency.yml": {"emergency": desk.Emergency},
    "rights.yml": {"rights": RightsText},
    "requests.yml": REQUESTS,
    "feedback.yml": {"feedback": desk.Feedback},
    "alerts.yml": {"alerts": Alert},
    "break_glass.yml": {"break_glass": BreakGlass},
    "legal_bases.yml": SHARING,
    "retention.yml": {"retention": Retention},
    "glossary.yml": {"glossary": desk.Term},
    "municipalities.yml": {"municipalities": Municipality},
    "regions.yml": {"regions": Region},
}


@dataclass(frozen=True, kw_only=True)
class Pack(Sheets):
    """One country's content: code to row, in the order of the file. A record keeps code and `version`; codes are never reused."""

    code: str
    version: str
    name: str
    languages: tuple[str, ...]
    licences: tuple[str, ...]
    sources: Mapping[str, Source]
    forms: Mapping[str, Form]
    elements: Mapping[str, Element]
    legal: Mapping[str, LegalItem]
    ilo_lists: Mapping[str, IloList]
    dimensions: Mapping[str, Dimension]
    ilo: Mapping[str, IloRow]
    ilo_rules: Mapping[str, IloRule]
    indicators: Mapping[str, Indicator]
    against: Mapping[str, AgainstFact]
    lanes: Mapping[str, Lane]
    exclusions: Mapping[str, Exclusion]
    questions: Mapping[str, Question]
    observers: Mapping[str, Named]
    places: Mapping[str, Named]
    professions: Mapping[str, desk.Profession]
    steps: Mapping[str, desk.Step]
    cards: Mapping[str, desk.Card]
    mention_kinds: Mapping[str, desk.MentionKind]
    columns: Mapping[str, desk.Column]
    routes: Mapping[str, desk.Route]
    emergency: Mapping[str, desk.Emergency]
    rights: Mapping[str, RightsText]
    request_kinds: Mapping[str, RequestKind]
    request_grounds: Mapping[str, RequestGround]
    identity_ways: Mapping[str, Named]
    request_texts: Mapping[str, Named]
    notice_ways: Mapping[str, NoticeWay]
    notice_grounds: Mapping[str, NoticeGround]
    feedback: Mapping[str, desk.Feedback]
    alerts: Mapping[str, Alert]
    break_glass: Mapping[str, BreakGlass]
    parties: Mapping[str, Named]
    data_kinds: Mapping[str, DataKind]
    purposes: Mapping[str, Named]
    outcomes: Mapping[str, Outcome]
    conditions: Mapping[str, Named]
    legal_bases: Mapping[str, LegalBasis]
    retention: Mapping[str, Retention]
    glossary: Mapping[str, desk.Term]
    municipalities: Mapping[str, Municipality]
    regions: Mapping[str, Region]

    def rows(self) -> Iterator[tuple[str, Any]]:
        """Every row with its section, in the order of the files."""
        for shapes in FILES.values():
            for section in shapes:
                for row in getattr(self, section).values():
                    yield section, row

    def marked(self) -> Iterator[Marked]:
        """Every row that says where it comes from."""
        return (row for _, row in self.rows() if isinstance(row, Marked))

    def observable(self, code: str) -> Indicator | AgainstFact | None:
        """What an observation's code means, or None for a code that this pack never had."""
        return self.indicators.get(code) or self.against.get(code)

    def profession_of(self, function: str = "", organisation_kind: str = "") -> desk.Profession:
        """Whose card fits: by function, else by the kind of organisation, else the last profession (anyone)."""
        professions = list(self.professions.values())
        for profession in professions:
            if function and (function == profession.code or function in profession.functions):
                return profession
        for profession in professions:
            if organisation_kind and organisation_kind in profession.organisation_kinds:
                return profession
        return professions[-1]

    def card(self, profession: str, place: str | None = None) -> desk.Card:
        """The card of a profession in a place, else its first card. KeyError for a profession without a card."""
        own = self.cards_of(profession)
        if not own:
            raise KeyError(profession)
        return next((card for card in own if card.place == place), own[0])

    def cards_of(self, profession: str) -> tuple[desk.Card, ...]:
        return tuple(card for card in self.cards.values() if card.profession == profession)

    def routes_of(self, profession: str) -> tuple[desk.Route, ...]:
        """The routes open to a profession, in the order of the file: danger first."""
        return tuple(one for one in self.routes.values() if not one.professions or profession in one.professions)

    def municipalities_on(self, day: date) -> tuple[Municipality, ...]:
        return tuple(place for place in self.municipalities.values() if place.holds_on(day))

    def mention_kind_of(self, heading: str) -> desk.MentionKind | None:
        """The kind that a spreadsheet heading means, whatever its capitals and spaces."""
        wanted = plain(heading)
        return next(
            (k for k in self.mention_kinds.values() if wanted in {plain(h) for h in (k.code, *k.headings)}), None
        )

    def column_of(self, heading: str) -> desk.Column | None:
        """The column of the exchange format that a spreadsheet heading means."""
        wanted = plain(heading)
        return next((c for c in self.columns.values() if wanted in {plain(h) for h in (c.code, *c.headings)}), None)

    # What the picture engine asks of a catalogue.
    def entry(self, code: str) -> Entry | None:
        """The engine's view of an observation's code."""
        if indicator := self.indicators.get(code):
            return Entry(
                code=code,
                element=indicator.element if indicator.element in self.elements else None,
                role=indicator.role,
                text=indicator.text,
                form="" if self.forms[indicator.form].general else indicator.form,
                lane=indicator.lane,
            )
        if fact := self.against.get(code):
            element = fact.element if fact.element in self.elements else None
            return Entry(code=code, element=element, role="against", text=fact.text, evidence=fact.about_evidence)
        return None
