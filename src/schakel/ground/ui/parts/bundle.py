"""The parts of a bundle's page: the picture, and who saw what when, in their own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact and who it comes from; `how` is "seen" or "heard"."""

    text: str
    source: str
    how: str = "seen"

    @property
    def icon(self) -> str:
        return {"seen": "eye", "heard": "ear"}[self.how]


@dataclass(frozen=True, slots=True)
class Gap:
    """What nobody knows yet, and whom to ask."""

    question: str
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """Act, means or purpose: from how many independent sources it is supported, and what is still unknown.

    `how`: how many of them saw it and how many heard it, in words.
    """

    title: str
    description: str
    sources: int
    facts: Sequence[Seen] = ()
    gaps: Sequence[Gap] = ()
    how: str = ""

    @property
    def words(self) -> str:
        if self.sources == 0:
            return _("Nog niet gesteund")
        if self.sources == 1:
            return _("Eén bron")
        return ngettext(
            "Gesteund door %(n)s onafhankelijke bron", "Gesteund door %(n)s onafhankelijke bronnen", self.sources
        ) % {"n": self.sources}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in characters from `start` up to `end`; `ask` when it is not confirmed yet."""

    start: int
    end: int
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    mention: bool = False
    ask: bool = False


def marked(text: str, spans: Iterable[Span]) -> tuple[Segment, ...]:
    """Cuts a text into plain and underlined stretches; joined they are the text. ValueError when spans overlap or leave it."""
    ordered = sorted(spans, key=lambda span: span.start)
    if any(one.end > two.start for one, two in pairwise(ordered)):
        raise ValueError("spans overlap")
    segments, at = [], 0
    for span in ordered:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"span {span.start}-{span.end} does not fit a text of {len(text)} characters")
        segments += [Segment(text[at : span.start]), Segment(text[span.start : span.end], mention=True, ask=span.ask)]
        at = span.end
    return tuple(segment for segment in (*segments, Segment(text[at:])) if segment.text)


@dataclass(frozen=True, slots=True)
class Told:
    """One signal on the time line. `how` is words ("gezien en gehoord"); `ask` while someone must still judge it."""

    number: int
    who: str
    when: date | datetime
    how: str
    words: Sequence[Segment]
    ask: bool = False
    note: str = ""
    url: str = ""
