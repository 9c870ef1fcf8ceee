"""What stands beside the three elements: forms, facts against, lanes with a route of their own, and what to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from schakel.casework.bundling.pages.picture_parts import asked, seen, told_by
from schakel.casework.bundling.pages.wording import capital, listed, say, signals
from schakel.casework.bundling.queries import BundleRow
from schakel.engines.picture import Fact, LanePicture, Picture
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts


@dataclass(frozen=True, slots=True)
class Lane:
    """Something wrong with a route of its own. `open`: which elements nothing is known of. `routes`: where it can go."""

    title: str
    hint: str
    sources: int
    facts: tuple[parts.Seen, ...]
    open: str
    routes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What would complete the picture, for which element, whom to ask, and how that may be done."""

    element: str
    text: str
    ask: str
    way: str


@dataclass(frozen=True, slots=True)
class Beside:
    """`against` and `evidence` never lower anything. `forms` and `copied` are sentences, "" when there is nothing."""

    forms: str
    copied: str
    against: tuple[parts.Seen, ...]
    evidence: tuple[parts.Seen, ...]
    lanes: tuple[Lane, ...]
    questions: tuple[Question, ...]
    not_seen: tuple[parts.Seen, ...]
    other: tuple[parts.Seen, ...]

    @property
    def table(self) -> parts.Table:
        """The questions with whom to ask and how, for the page."""
        return parts.Table(
            caption=_("Wat zou dit beeld completer maken?"),
            columns=[_("Vraag"), _("Deel"), _("Wie u kunt vragen"), _("Hoe dat mag")],
            rows=[(one.text, one.element, one.ask, one.way) for one in self.questions],
        )


def beside(row: BundleRow) -> Beside:
    told, drawn = told_by(row), row.picture
    context = [fact for one in drawn.elements for fact in one.context]
    return Beside(
        forms=_forms(drawn),
        copied=_copied(drawn),
        against=_against(row, evidence=False),
        evidence=_against(row, evidence=True),
        lanes=tuple(_lane(lane, row) for lane in drawn.lanes),
        questions=_questions(drawn),
        not_seen=tuple(seen(fact, told) for fact in drawn.not_seen),
        other=tuple(seen(fact, told) for fact in _once([*context, *drawn.loose])),
    )


def _against(row: BundleRow, *, evidence: bool) -> tuple[parts.Seen, ...]:
    """Those of signals under review too: nothing counts them, and who wrote one down looks for it here."""
    told, drawn = told_by(row), row.picture
    sure = [seen(fact, told) for fact in drawn.against if fact.entry.evidence == evidence]
    waiting = [seen(fact, told) for fact in drawn.against_waiting if fact.entry.evidence == evidence]
    later = _("%(said)s; wacht nog op een oordeel")
    return (*sure, *(replace(one, source=later % {"said": one.source}) for one in waiting))


def _forms(drawn: Picture) -> str:
    if not drawn.forms:
        return ""
    words = [say(pack().forms[form.code].text) for form in drawn.forms]
    named = listed([word[:1].lower() + word[1:] for word in words])
    return _("De feiten passen bij: %(forms)s. Dat zegt waar u verder kunt kijken, en is geen oordeel.") % {
        "forms": named
    }


def _copied(drawn: Picture) -> str:
    said = [
        _("%(signals)s hebben dezelfde tekst. Zij tellen als één bron.")
        % {"signals": capital(signals(int(one) for one in group))}
        for group in drawn.copied
    ]
    return " ".join(said)


def _lane(lane: LanePicture, row: BundleRow) -> Lane:
    known, told = pack().lanes[lane.code], told_by(row)
    unknown = [
        say(pack().elements[one.code].text).lower()
        for one in row.picture.elements
        if one.needed and one.reason == "no_facts"
    ]
    hint = say(known.hint) if known.hint else ""
    return Lane(
        title=say(known.text),
        hint=f"{hint} ({_('nog te controleren')})" if known.to_be_verified else hint,
        sources=lane.voices,
        facts=tuple(seen(fact, told) for fact in lane.facts),
        open=_("Over %(elements)s is nog niets bekend.") % {"elements": listed(unknown)} if unknown else "",
        routes=tuple(_route(code) for code in known.routes),
    )


def _route(code: str) -> tuple[str, str]:
    """What to do, and the number with its mark when it was not checked."""
    route = pack().routes[code]
    check = f" ({_('nog te controleren')})" if route.phone and route.to_be_verified else ""
    return say(route.title), f"{route.phone}{check}"


def _questions(drawn: Picture) -> tuple[Question, ...]:
    """In the order of the elements, and within one as the content pack has them; by nothing else."""
    return tuple(
        Question(
            element=say(pack().elements[one.code].text),
            text=say(question.inquiry.text),  # type: ignore[arg-type]
            ask=asked(question),
            way=say(question.inquiry.way),  # type: ignore[arg-type]
        )
        for one in drawn.elements
        for question in one.unknown
    )


def _once(facts: Iterable[Fact]) -> Sequence[Fact]:
    return list({fact.code: fact for fact in facts}.values())
