"""The desk as this person finds it: which card, for which municipality, and who will read the signal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake.pages.desk_another import earlier_of, work_of
from schakel.casework.intake.pages.desk_form import Choices
from schakel.casework.intake.pages.desk_typed import Typed
from schakel.casework.intake.pages.wording import say
from schakel.casework.intake.queries import PassedOn
from schakel.casework.intake.rules import needing
from schakel.casework.intake.rules.masking import holds_citizen_number
from schakel.casework.intake.rules.noticing import noticed
from schakel.ground.accounts import queries as accounts
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor

NOTICED = {
    "phone": gettext_lazy("een telefoonnummer"),
    "licence_plate": gettext_lazy("een kenteken"),
    "email": gettext_lazy("een e-mailadres"),
    "bank_account": gettext_lazy("een rekeningnummer"),
    "organisation_number": gettext_lazy("een KvK-nummer"),
    "online": gettext_lazy("een account of internetadres"),
}
MOST_NOTICES = 4


@dataclass(frozen=True, slots=True)
class Notice:
    """A number that stands in the text, as it was typed."""

    value: str
    kind: str
    icon: str
    text: str


class Desk:
    def __init__(self, actor: Actor, typed: Typed | None = None) -> None:
        self.actor = actor
        self._person = accounts.myself(actor)
        self.typed = typed or Typed.new(self.usual_municipality)

    @property
    def usual_municipality(self) -> str:
        return self.actor.municipality or (self._person.report_to if self._person else "")

    @property
    def municipality(self) -> str:
        """To whom the signal goes: the own municipality, else the one chosen. "" while nothing is chosen."""
        return self.actor.municipality or self.typed.municipality

    @cached_property
    def municipalities(self) -> Choices:
        """Those that take part; none to choose from when the reporter works for one."""
        if self.actor.municipality:
            return []
        joined = accounts.organisations("municipality")
        return [(row.municipality, row.name) for row in joined if row.municipality]

    @cached_property
    def source(self) -> str:
        """The kind of organisation of the reporter, or of who noticed, when that may give this only on a basis; else ""."""
        own = accounts.organisation(self.actor.organisation)
        _function, noticed = work_of(self.typed, own_function="")
        return next(iter(needing(own.kind if own else "", noticed or "")), "")

    @cached_property
    def card_code(self) -> str:
        if self.typed.card in pack().cards:
            return self.typed.card
        own = accounts.organisation(self.actor.organisation)
        function, place = (self._person.function, self._person.place) if self._person else ("", "")
        work = pack().profession_of(function, own.kind if own else "")
        return pack().card(work.code, place or None).code

    @property
    def function(self) -> str:
        """How the exchange format calls the work of the chosen card."""
        work = pack().professions[pack().cards[self.card_code].profession]
        return work.functions[0] if work.functions else work.code

    @property
    def cards(self) -> Choices:
        content = pack()
        return [
            (card.code, f"{say(content.professions[card.profession].text)}: {say(card.title)}")
            for card in content.cards.values()
        ]

    @cached_property
    def earlier(self) -> list[PassedOn]:
        """For whom this person wrote a signal down before."""
        return earlier_of(self.actor)

    @property
    def open_rows(self) -> list[str]:
        return list(pack().cards[self.card_code].first)

    @property
    def more_rows(self) -> list[str]:
        """What stands behind "Toon nog": the rest of the card, and what was answered on another card."""
        card = pack().cards[self.card_code]
        kept = [code for code in self.typed.answers if code not in card.rows and pack().observable(code)]
        return [*card.more, *kept]

    @property
    def more_answered(self) -> bool:
        """What somebody answered stays in sight."""
        return any(code in self.typed.answers for code in self.more_rows)

    @property
    def five_minutes(self) -> list[str]:
        return [
            f"{say(step.text)} ({_('nog te controleren')})" if step.to_be_verified else say(step.text)
            for step in pack().cards[self.card_code].five_minutes
        ]

    @cached_property
    def readers(self) -> list[str]:
        """The focal person and stand-in of the municipality, by the name that colleagues know."""
        if not self.municipality:
            return []
        return [one.name for one in accounts.focal_persons(self.actor, municipality=self.municipality)]

    @property
    def holds_citizen_number(self) -> bool:
        return holds_citizen_number(self.typed.narrative)

    @property
    def notices(self) -> list[Notice]:
        """Numbers in the text that have no line of their own and were not skipped; a few at a time, in their order."""
        given = [*(value for _kind, value in self.typed.mentions), *self.typed.skipped]
        kinds = pack().mention_kinds
        return [
            Notice(value, kind, kinds[kind].icon, str(NOTICED.get(kind, say(kinds[kind].text))))
            for kind, value in noticed(self.typed.narrative, given=given)
            if kind in kinds
        ][:MOST_NOTICES]
