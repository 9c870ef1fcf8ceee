"""The picture of a bundle as it is drawn: act, means and purpose with facts and open questions, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from schakel.casework.bundling.pages.wording import capital, listed, say, signals, who_inside
from schakel.casework.bundling.queries import BundleRow, ToldRow
from schakel.engines.picture import ElementPicture, Fact, OpenQuestion
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts

SHOWN = 1  # open question at each element; the rest stands behind a fold


@dataclass(frozen=True, slots=True)
class Beside:
    """What is no part of the three elements. Each is a list of facts with their sources."""

    questions: tuple[parts.Gap, ...]
    against: tuple[parts.Seen, ...]
    other: tuple[parts.Seen, ...]
    lanes: tuple[str, ...]


def elements(row: BundleRow) -> list[parts.Element]:
    told = {f"{one.position:04}": one for one in row.signals}
    return [_element(one, told, row) for one in row.picture.elements]


def beside(row: BundleRow) -> Beside:
    told = {f"{one.position:04}": one for one in row.signals}
    drawn = row.picture
    rest = [gap for one in drawn.elements for gap in _gaps(one)[SHOWN:]]
    context = [fact for one in drawn.elements for fact in one.context]
    return Beside(
        questions=tuple(rest),
        against=tuple(_seen(fact, told) for one in drawn.elements for fact in one.against),
        other=tuple(_seen(fact, told) for fact in _once([*context, *drawn.loose])),
        lanes=tuple(say(pack().lanes[lane.code].text) for lane in drawn.lanes),
    )


def _element(one: ElementPicture, told: Mapping[str, ToldRow], row: BundleRow) -> parts.Element:
    known = pack().elements[one.code]
    return parts.Element(
        title=say(known.text),
        description=_described(say(known.definition), one),
        sources=0 if one.state == "not_yet" else one.voices,
        facts=[_seen(fact, told) for fact in one.facts],
        gaps=_gaps(one)[:SHOWN],
    )


def _described(definition: str, one: ElementPicture) -> str:
    if not one.needed:
        return _("%(what)s Bij iemand onder de 18 is dit niet nodig.") % {"what": _sentence(definition)}
    if one.reason == "thin":
        return _("%(what)s Wat er staat, past ook bij iets anders.") % {"what": _sentence(definition)}
    return definition


def _gaps(one: ElementPicture) -> list[parts.Gap]:
    """What a waiting signal says something about comes first: one judgement may answer it."""
    ordered = sorted(one.unknown, key=lambda question: not question.mentioned_in)
    return [_gap(question) for question in ordered]


def _gap(question: OpenQuestion) -> parts.Gap:
    words = say(question.inquiry.text)  # type: ignore[arg-type]
    ask = say(question.inquiry.ask)  # type: ignore[arg-type]
    if question.mentioned_in:
        told = capital(signals(int(one) for one in question.mentioned_in))
        says = (
            _("%(signal)s zegt hier iets over.")
            if len(question.mentioned_in) == 1
            else _("%(signal)s zeggen hier iets over.")
        )
        ask = f"{ask} {says % {'signal': told}}"
    return parts.Gap(words[:1].lower() + words[1:], ask)


def _seen(fact: Fact, told: Mapping[str, ToldRow]) -> parts.Seen:
    by = listed(
        list(
            dict.fromkeys(
                who_inside(told[one.signal].organisation_kind, told[one.signal].function) for one in fact.sightings
            )
        )
    )
    said = _how(fact) % {"by": by}
    if fact.not_seen_by:
        said = _("%(said)s; niet gezien in %(signals)s") % {
            "said": said,
            "signals": signals(int(one) for one in fact.not_seen_by),
        }
    return parts.Seen(say(fact.entry.text), said, "heard" if fact.heard_only else "seen")  # type: ignore[arg-type]


def _how(fact: Fact) -> str:
    """Seen by whom, or only heard; in between when some saw and others heard."""
    heard = {one.basis for one in fact.sightings} & {"heard", "told"}
    if fact.heard_only:
        return _("Gehoord door %(by)s")
    return _("Gezien of gehoord door %(by)s") if heard else _("Gezien door %(by)s")


def _once(facts: Iterable[Fact]) -> Sequence[Fact]:
    return list({fact.code: fact for fact in facts}.values())


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
