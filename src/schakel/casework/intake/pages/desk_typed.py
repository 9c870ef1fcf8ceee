"""What stands in the desk page at this moment: as posted, as kept in a draft, and after one of its small buttons."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field, replace
from string import ascii_lowercase
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from schakel.casework.intake.pages.provenance_form import KINDS, PARTS
from schakel.casework.intake.rules import ANSWERS, MOST_PARTS
from schakel.engines.exchange.shape import LONGEST_MENTION

ANSWER_PREFIX = "i_"
CAME = [f"{kind}_{part}" for kind in KINDS for part in PARTS]
_LONGEST_ONCE = 32
_ANOTHER = ("who", "work", "first_hand", "same", "contact", "reach")
TEXTS = ("narrative", "observed_on", "minor", "municipality", "card", "kind", "value", *_ANOTHER)


@dataclass(frozen=True, slots=True)
class Typed:
    """`mentions` are (kind, value); `answers` indicator code -> answer; `skipped` numbers that need no line of their own.

    `kind` and `value` are the line being typed. `who` to `reach`: it was somebody else who noticed. `came`: on what basis
    it is given, by the name of the field. `once` tells one signal from a second click on the same button.
    """

    narrative: str = ""
    observed_on: str = ""
    minor: str = ""
    municipality: str = ""
    card: str = ""
    kind: str = "person"
    value: str = ""
    who: str = ""
    work: str = ""
    first_hand: str = ""
    same: str = ""
    contact: str = ""
    reach: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    mentions: tuple[tuple[str, str], ...] = ()
    skipped: tuple[str, ...] = ()
    came: dict[str, str] = field(default_factory=dict)
    once: str = ""

    @classmethod
    def new(cls, municipality: str) -> Typed:
        return cls(observed_on=timezone.localdate().isoformat(), municipality=municipality, once=new_once())

    @classmethod
    def posted(cls, data: QueryDict) -> Typed:
        kinds, values = data.getlist("given_kind"), data.getlist("given_value")
        return cls(
            **{name: one_break(data.get(name, "")) for name in TEXTS},
            answers={
                name.removeprefix(ANSWER_PREFIX): value
                for name, value in data.items()
                if name.startswith(ANSWER_PREFIX) and value in ANSWERS
            },
            mentions=tuple(zip(kinds, values, strict=False))[:MOST_PARTS],
            skipped=tuple(data.getlist("skipped"))[:MOST_PARTS],
            came={name: str(data[name])[:LONGEST_MENTION] for name in CAME if name in data},
            once=_once(data.get("once", "")),
        )

    @classmethod
    def kept(cls, row: dict[str, Any]) -> Typed:
        """From a draft."""
        mentions = tuple((str(kind), str(value)) for kind, value in row.get("mentions", ()))
        texts = {name: one_break(str(row.get(name, ""))) for name in (*TEXTS, "once")}
        return cls(
            **texts,
            answers=dict(row.get("answers", {})),
            mentions=mentions,
            skipped=tuple(row.get("skipped", ())),
            came=dict(row.get("came", {})),
        )

    def to_keep(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def for_another(self) -> bool:
        """Whether anything was said of somebody else."""
        return any(getattr(self, name) for name in _ANOTHER)

    @property
    def is_empty(self) -> bool:
        return not (
            self.narrative.strip() or self.value.strip() or self.answers or self.mentions or self.minor or self.reach
        )

    def added(self) -> Typed:
        """The line being typed joins the others."""
        value = self.value.strip()[:LONGEST_MENTION]
        if not value:
            return self
        return replace(self, mentions=self._with(self.kind, value), value="")

    def without(self, at: int, *, edit: bool = False) -> Typed:
        """One line goes; with `edit` it comes back in the line being typed."""
        if not 0 <= at < len(self.mentions):
            return self
        before = self.added() if edit else self
        kind, value = before.mentions[at]
        rest = before.mentions[:at] + before.mentions[at + 1 :]
        if edit:
            return replace(before, mentions=rest, kind=kind, value=value)
        return replace(before, mentions=rest)

    def took(self, kind: str, value: str) -> Typed:
        """A number that stood in the text."""
        return replace(self, mentions=self._with(kind, value))

    def skipping(self, value: str) -> Typed:
        return replace(self, skipped=(*self.skipped, value)[-MOST_PARTS:])

    def _with(self, kind: str, value: str) -> tuple[tuple[str, str], ...]:
        if (kind, value) in self.mentions or len(self.mentions) >= MOST_PARTS:
            return self.mentions
        return (*self.mentions, (kind, value))


def _once(given: str) -> str:
    """As the page made it; anything else is not kept."""
    return given if given.isascii() and given.isalnum() and len(given) <= _LONGEST_ONCE else new_once()


def new_once() -> str:
    """Letters only: nine digits in a row could be a citizen service number, and then the whole signal would be refused."""
    return "".join(secrets.choice(ascii_lowercase) for _ in range(_LONGEST_ONCE))


def one_break(text: str) -> str:
    """A form sends each line break as two signs, and a person counts it as one.

    >>> one_break("Een.\\r\\nTwee.\\rDrie.")
    'Een.\\nTwee.\\nDrie.'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")
