"""The three elements of a bundle as they are drawn: facts with who saw or heard them, and the first open question."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.casework.bundling.pages.wording import listed, say, signals, who_inside
from schakel.casework.bundling.queries import BundleRow, ToldRow
from schakel.engines.picture import ElementPicture, Fact, OpenQuestion
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts

SHOWN = 1  # open question at each element; all of them stand below, with whom to ask and how
Told = Mapping[str, ToldRow]


def told_by(row: BundleRow) -> Told:
    """The signals by the name that the picture has for them."""
    return {f"{one.position:04}": one for one in row.signals}


def elements(row: BundleRow) -> list[parts.Element]:
    told = told_by(row)
    return [_element(one, told) for one in row.picture.elements]


def _element(one: ElementPicture, told: Told) -> parts.Element:
    known = pack().elements[one.code]
    return parts.Element(
        title=say(known.text),
        description=_described(one),
        sources=0 if one.state == "not_yet" else one.voices,
        facts=[seen(fact, told) for fact in one.facts],
        gaps=[_gap(question) for question in one.unknown[:SHOWN]],
        how=_known_how(one),
    )


def _described(one: ElementPicture) -> str:
    known = pack().elements[one.code]
    definition = _sentence(say(known.definition))
    if not one.needed:
        law = say(known.minors_law) if known.minors_law else ""
        if law and known.to_be_verified:
            law = _("%(law)s, nog te controleren") % {"law": law}
        where = f" ({law})" if law else ""
        return _("%(what)s Bij iemand onder de 18 is dit niet nodig%(law)s.") % {"what": definition, "law": where}
    if one.reason == "thin":
        return _("%(what)s Wat er staat, past ook bij iets anders.") % {"what": definition}
    return definition


def _known_how(one: ElementPicture) -> str:
    """ "2 zagen het zelf, 1 hoorde het": the sources of this element by how they know."""
    found = [
        ngettext("%(n)s zag het of heeft het op papier", "%(n)s zagen het of hebben het op papier", one.saw)
        % {"n": one.saw}
        if one.saw
        else "",
        ngettext("%(n)s hoorde het", "%(n)s hoorden het", one.heard) % {"n": one.heard} if one.heard else "",
        ngettext("van %(n)s is niet bekend hoe", "van %(n)s is niet bekend hoe", one.unsaid) % {"n": one.unsaid}
        if one.unsaid
        else "",
    ]
    return listed([words for words in found if words])


def _gap(question: OpenQuestion) -> parts.Gap:
    words = say(question.inquiry.text)  # type: ignore[arg-type]
    return parts.Gap(words[:1].lower() + words[1:], asked(question))


def asked(question: OpenQuestion) -> str:
    """Whom to ask, and which waiting signal says something about it already."""
    ask = say(question.inquiry.ask)  # type: ignore[arg-type]
    if not question.mentioned_in:
        return ask
    found = signals(int(one) for one in question.mentioned_in)
    says = (
        _("%(signal)s zegt hier iets over.")
        if len(question.mentioned_in) == 1
        else _("%(signal)s zeggen hier iets over.")
    )
    return f"{ask} {says % {'signal': found[:1].upper() + found[1:]}}"


def seen(fact: Fact, told: Told) -> parts.Seen:
    """The fact, and who saw or heard it; what was added later says so, and what somebody did not see."""
    first = [one for one in fact.sightings if not one.later]
    later = (
        signals({int(one.signal) for one in fact.sightings if one.later}) if len(first) < len(fact.sightings) else ""
    )
    said = ""
    if first:
        who = [who_inside(told[one.signal].organisation_kind, told[one.signal].function) for one in first]
        said = _how(fact) % {"by": listed(list(dict.fromkeys(who)))}
    if later:
        added = _("later toegevoegd bij %(signals)s") % {"signals": later}
        said = f"{said}; {added}" if said else f"{added[:1].upper()}{added[1:]}"
    if fact.not_seen_by:
        where = {"signals": signals(int(one) for one in fact.not_seen_by)}
        said = (_("%(said)s; niet gezien in %(signals)s") if said else _("Niet gezien in %(signals)s")) % {
            "said": said,
            **where,
        }
    return parts.Seen(say(fact.entry.text), said, "heard" if fact.heard_only else "seen")  # type: ignore[arg-type]


def _how(fact: Fact) -> str:
    """Seen by whom, or only heard; in between when some saw and others heard; reported where nobody said which."""
    heard = {one.basis for one in fact.sightings if not one.later} & {"heard", "told"}
    if fact.heard_only:
        return _("Gehoord door %(by)s")
    if not fact.bases:
        return _("Gemeld door %(by)s")
    return _("Gezien of gehoord door %(by)s") if heard else _("Gezien door %(by)s")


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
