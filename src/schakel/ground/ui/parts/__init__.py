"""The parts a page is made of: frozen values that the tags of `schakel` draw. README.md has the contracts."""

from schakel.ground.ui.parts.bundle import Element, Gap, Seen, Segment, Span, Told, marked
from schakel.ground.ui.parts.drawings import Chains, Shared, Waterfall, Weight, chains, waterfall
from schakel.ground.ui.parts.forms import MAYBE, SEEN, Answer, AnswerField, ChecksField
from schakel.ground.ui.parts.lists import Act, Fact, Given, NavItem, Step, Table, Tag, WorkGroup, WorkItem
from schakel.ground.ui.parts.states import Confirmed, Destroyed, Empty
from schakel.ground.ui.parts.words import clock, day, day_short, due, moment, number, period, signed, since, weekday

__all__ = [
    "MAYBE",
    "SEEN",
    "Act",
    "Answer",
    "AnswerField",
    "Chains",
    "ChecksField",
    "Confirmed",
    "Destroyed",
    "Element",
    "Empty",
    "Fact",
    "Gap",
    "Given",
    "NavItem",
    "Seen",
    "Segment",
    "Shared",
    "Span",
    "Step",
    "Table",
    "Tag",
    "Told",
    "Waterfall",
    "Weight",
    "WorkGroup",
    "WorkItem",
    "chains",
    "clock",
    "day",
    "day_short",
    "due",
    "marked",
    "moment",
    "number",
    "period",
    "signed",
    "since",
    "waterfall",
    "weekday",
]
