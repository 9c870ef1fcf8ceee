"""What goes into a picture and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from schakel.engines.picture.catalogue import Entry, Inquiry
from schakel.engines.picture.words import sentence

Answer = Literal["seen", "not_seen", "not_known"]
Basis = Literal["saw", "heard", "told", "document", "system"]  # told: another person told it
Minor = Literal["yes", "no", "unknown"]
State = Literal["supported", "one_source", "not_yet"]
# Why a state is what it is: nobody saw a thing; one source; several sources, but one fact that fits other causes too.
Reason = Literal["enough", "one_source", "thin", "no_facts"]


class Observation(NamedTuple):
    """One answer of a reporter. `basis` None: the reporter did not say how it is known.

    `later`: somebody who handles the signal added it. It speaks for the source of its signal, and whatever was added
    to a bundle speaks once at most, so that nobody confirms their own additions.
    """

    code: str
    answer: Answer
    basis: Basis | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class PictureSignal:
    """A signal as the picture needs it: no narrative, no names.

    `source`: whoever has the same is one source (see `source_key`). `wording`: signals with the same were copied from
    one text (see `text_key`); empty is a text of its own. `counting` False: its link still waits for a person's
    judgement, so it may be mentioned but counts for nothing.
    """

    id: str
    source: str
    observations: tuple[Observation, ...] = ()
    minor: Minor = "unknown"
    observed_on: date | None = None
    counting: bool = True
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """That one signal says so."""

    signal: str
    source: str
    basis: Basis | None
    observed_on: date | None
    wording: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was noticed, by whom and how. `not_seen_by`: signals that looked and did not see it."""

    entry: Entry
    sightings: tuple[Sighting, ...]
    not_seen_by: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.entry.code

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(sorted({sighting.source for sighting in self.sightings}))

    @property
    def bases(self) -> tuple[Basis, ...]:
        """How it is known, each way once."""
        return tuple(sorted({sighting.basis for sighting in self.sightings if sighting.basis}))

    @property
    def heard_only(self) -> bool:
        """An ear instead of an eye: nobody saw it or had it in writing."""
        return bool(self.bases) and set(self.bases) <= {"heard", "told"}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What no counting signal answers. `mentioned_in`: signals under review that say something about it."""

    inquiry: Inquiry
    mentioned_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementPicture:
    """One element. `voices`: how many independent sources the state counts. `context` facts never count.

    `saw`, `heard`, `unsaid`: how many of the sources saw it or have it in writing, heard it, or did not say how they
    know. One source can be in two of them.
    `against` is shown apart and changes nothing. `needed` False: the law does not ask for it with someone under age.
    """

    code: str
    state: State
    reason: Reason
    voices: int
    saw: int
    heard: int
    unsaid: int
    needed: bool
    facts: tuple[Fact, ...]
    context: tuple[Fact, ...]
    against: tuple[Fact, ...]
    unknown: tuple[OpenQuestion, ...]
    mentioned_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanePicture:
    """Facts that are also a sign of something with a route of its own, such as poor labour conditions."""

    code: str
    facts: tuple[Fact, ...]
    voices: int


@dataclass(frozen=True, slots=True)
class FormPicture:
    """A form of exploitation that facts fit. It says where to look, and is no finding."""

    code: str
    facts: tuple[Fact, ...]
    voices: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of a bundle and what is not. It holds no number on a person, and it decides nothing.

    `against`: every fact against, of any element or of none; `against_waiting`: those of
    signals that wait for a judgement. `not_seen`: what somebody looked for and nobody saw.
    `loose`: other facts that are evidence of no element yet.
    `unknown_codes`: codes that the catalogue never had. `copied`: groups of signals with one and the same text.
    """

    elements: tuple[ElementPicture, ...]
    against: tuple[Fact, ...]
    against_waiting: tuple[Fact, ...]
    not_seen: tuple[Fact, ...]
    loose: tuple[Fact, ...]
    forms: tuple[FormPicture, ...]
    lanes: tuple[LanePicture, ...]
    minor: Minor
    against_weighs: bool
    counted: tuple[str, ...]
    waiting: tuple[str, ...]
    unknown_codes: tuple[str, ...]
    copied: tuple[tuple[str, ...], ...]

    def element(self, code: str) -> ElementPicture:
        """KeyError for an element that this country's law does not have."""
        for element in self.elements:
            if element.code == code:
                return element
        raise KeyError(code)

    def as_contract(self, language: str = "en") -> dict[str, str]:
        """Element -> one sentence, for files and interfaces. Question texts are in `language` where they exist."""
        return {element.code: sentence(element, self.minor, language) for element in self.elements}
