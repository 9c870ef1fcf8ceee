"""How a picture is made. A signal can add to it and never take from it; the order of signals is nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from schakel.engines.picture.catalogue import Catalogue, Entry
from schakel.engines.picture.independence import voices
from schakel.engines.picture.shapes import (
    Basis,
    ElementPicture,
    Fact,
    FormPicture,
    LanePicture,
    Minor,
    OpenQuestion,
    Picture,
    PictureSignal,
    Reason,
    Sighting,
    State,
)

ROLES = ("core", "supporting", "context", "against")
COUNTED = ("core", "supporting")
SAW: tuple[Basis, ...] = ("saw", "document", "system")
LATER = "added later"  # one text for all of it
HEARD: tuple[Basis, ...] = ("heard", "told")


def picture_of(signals: Iterable[PictureSignal], catalogue: Catalogue) -> Picture:
    """The picture of the signals of one bundle under one country's catalogue."""
    ordered = sorted(signals, key=lambda signal: (signal.observed_on or date.max, signal.id))
    counting = [signal for signal in ordered if signal.counting]
    waiting = [signal for signal in ordered if not signal.counting]
    known, heard = _said_by(counting, catalogue), _said_by(waiting, catalogue)
    minor = _minor(counting)
    return Picture(
        elements=tuple(_element(code, known, heard, minor, catalogue) for code in catalogue.element_codes()),
        against=tuple(fact for fact in known.facts if fact.entry.role == "against"),
        against_waiting=tuple(fact for fact in heard.facts if fact.entry.role == "against"),
        not_seen=known.absent,
        loose=tuple(fact for fact in known.facts if fact.entry.element is None and fact.entry.role != "against"),
        forms=_forms(known.facts),
        lanes=_lanes(known.facts),
        minor=minor,
        against_weighs=minor != "yes",
        counted=tuple(signal.id for signal in counting),
        waiting=tuple(signal.id for signal in waiting),
        unknown_codes=tuple(sorted({o[0] for s in ordered for o in s.observations if catalogue.entry(o[0]) is None})),
        copied=_copied(counting),
    )


def judged(facts: Sequence[Fact]) -> tuple[State, Reason, int]:
    """The state of an element with these facts (core and supporting only), why, and its number of voices.

    Supported: at least two independent sources, and together at least one core fact or two different supporting ones.
    So one source never supports, whatever it says, and one thing that fits many causes never does, whoever says it.
    """
    count = _all_voices(facts)
    if count == 0:
        return "not_yet", "no_facts", 0
    if count == 1:
        return "one_source", "one_source", 1
    if len(facts) >= 2 or any(fact.entry.role == "core" for fact in facts):
        return "supported", "enough", count
    return "not_yet", "thin", count


@dataclass(frozen=True, slots=True)
class _Said:
    """What a group of signals says. `absent`: looked for, and nobody saw it.

    `answered`: code -> signals that looked; "not known" answers nothing.
    """

    facts: tuple[Fact, ...]
    absent: tuple[Fact, ...]
    answered: Mapping[str, frozenset[str]]


def _said_by(signals: Sequence[PictureSignal], catalogue: Catalogue) -> _Said:
    sightings: dict[str, list[Sighting]] = defaultdict(list)
    not_seen: dict[str, list[str]] = defaultdict(list)
    entries: dict[str, Entry] = {}
    for signal in signals:
        for code, answer, basis, later in signal.observations:
            entry = catalogue.entry(code)
            if entry is None or answer == "not_known":
                continue
            entries[code] = entry
            if answer == "seen":
                wording = LATER if later else signal.wording
                sightings[code].append(Sighting(signal.id, signal.source, basis, signal.observed_on, wording, later))
            elif signal.id not in not_seen[code]:
                not_seen[code].append(signal.id)
    facts = (Fact(entries[code], tuple(found), tuple(not_seen[code])) for code, found in sightings.items())
    answered = {
        code: frozenset([*(s.signal for s in sightings.get(code, ())), *not_seen.get(code, ())]) for code in entries
    }
    absent = (Fact(entries[code], (), tuple(by)) for code, by in sorted(not_seen.items()) if code not in sightings)
    return _Said(tuple(sorted(facts, key=_shown_order)), tuple(absent), answered)


def _shown_order(fact: Fact) -> tuple[int, date, str, str]:
    """Core first, then in the order in which it was first seen."""
    first = fact.sightings[0]
    return ROLES.index(fact.entry.role), first.observed_on or date.max, first.signal, fact.code


def _element(code: str, known: _Said, heard: _Said, minor: Minor, catalogue: Catalogue) -> ElementPicture:
    own = [fact for fact in known.facts if fact.entry.element == code]
    counted = tuple(fact for fact in own if fact.entry.role in COUNTED)
    state, reason, count = judged(counted)
    needed = minor != "yes" or catalogue.needed_for_minors(code)
    may_add = [fact for fact in heard.facts if fact.entry.element == code and fact.entry.role in COUNTED]
    return ElementPicture(
        code=code,
        state=state,
        reason=reason,
        voices=count,
        saw=_by(counted, SAW),
        heard=_by(counted, HEARD),
        unsaid=_by(counted, (None,)),
        needed=needed,
        facts=counted,
        context=tuple(fact for fact in own if fact.entry.role == "context"),
        against=tuple(fact for fact in own if fact.entry.role == "against"),
        unknown=_open(code, known, heard, catalogue) if needed else (),
        mentioned_in=tuple(sorted({sighting.signal for fact in may_add for sighting in fact.sightings})),
    )


def _by(facts: Iterable[Fact], bases: Collection[Basis | None]) -> int:
    return voices(one for fact in facts for one in fact.sightings if one.basis in bases)


def _open(element: str, known: _Said, heard: _Said, catalogue: Catalogue) -> tuple[OpenQuestion, ...]:
    """The questions of this element that fit what was seen and that nobody answered yet."""
    forms = {fact.entry.form for fact in known.facts if fact.entry.form}
    asked = []
    for inquiry in catalogue.inquiries():
        fits = not inquiry.forms or not forms or not forms.isdisjoint(inquiry.forms)
        if inquiry.element != element or not fits or inquiry.answered_by & known.answered.keys():
            continue
        mentioned = {signal for code in inquiry.answered_by for signal in heard.answered.get(code, ())}
        asked.append(OpenQuestion(inquiry, tuple(sorted(mentioned))))
    return tuple(asked)


def _lanes(facts: Sequence[Fact]) -> tuple[LanePicture, ...]:
    lanes: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.entry.lane:
            lanes[fact.entry.lane].append(fact)
    return tuple(LanePicture(code, tuple(found), _all_voices(found)) for code, found in sorted(lanes.items()))


def _forms(facts: Sequence[Fact]) -> tuple[FormPicture, ...]:
    """In the order of their codes: which form has more facts says how people look, not what is so."""
    forms: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.entry.form and fact.entry.role in COUNTED:
            forms[fact.entry.form].append(fact)
    return tuple(FormPicture(code, tuple(found), _all_voices(found)) for code, found in sorted(forms.items()))


def _all_voices(facts: Iterable[Fact]) -> int:
    return voices(one for fact in facts for one in fact.sightings)


def _copied(signals: Sequence[PictureSignal]) -> tuple[tuple[str, ...], ...]:
    same: dict[str, list[str]] = defaultdict(list)
    for signal in signals:
        if signal.wording:
            same[signal.wording].append(signal.id)
    return tuple(tuple(ids) for ids in same.values() if len(ids) > 1)


def _minor(signals: Sequence[PictureSignal]) -> Minor:
    """One signal that says yes is enough; "no" only when every signal says so."""
    said = {signal.minor for signal in signals}
    if "yes" in said:
        return "yes"
    return "no" if said == {"no"} else "unknown"
