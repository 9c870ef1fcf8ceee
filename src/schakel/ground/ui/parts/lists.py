"""Menus, work lists, facts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from schakel.ground.ui.parts import words


@dataclass(frozen=True, slots=True)
class NavItem:
    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    label: str
    url: str
    icon: str = "arrow-right"


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is what matters; `label` stands after it ("5 signalen"), `before` in front ("Status: in weging")."""

    value: str
    label: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A name, address or number someone added; without `url` it cannot be altered."""

    text: str
    kind: str
    icon: str = "user"
    url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """`state` is "done", "now" or "later"."""

    label: str
    state: str = "later"
    note: str = ""
    when: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """`tone` is "", "tie", "time" or "do"."""

    text: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Head names source and place, never a person. `due_text` replaces the words for `due` ("Vraag na op 14 oktober")."""

    title: str
    url: str
    do: str = ""
    due: date | datetime | None = None
    due_text: str = ""
    words: str = ""
    meta: str = ""
    tags: Sequence[Tag] = ()
    rings: int = 1
    tone: str = "ink"

    @property
    def due_tag(self) -> Tag | None:
        if self.due is None:
            return Tag(self.due_text, icon="clock") if self.due_text else None
        when = words.due(self.due)
        return Tag(self.due_text or when.text, "time" if when.pressing else "", "clock")


@dataclass(frozen=True, slots=True)
class WorkGroup:
    title: str
    items: Sequence[WorkItem]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows are as long as `columns`; the first cell heads its row. `labels` are for a phone, where rows stack."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]] = field(default_factory=tuple)
    numbers: Sequence[int] = ()
    shown_caption: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"table '{self.caption}': every row needs {len(self.columns)} cells")

    @property
    def labelled(self) -> list[list[tuple[str, str, bool]]]:
        """Each cell with the name of its column and whether it holds a number."""
        return [
            [(name, cell, i in self.numbers) for i, (name, cell) in enumerate(zip(self.columns, row, strict=True))]
            for row in self.rows
        ]
