"""What a page says when there is nothing yet, after an act, and before something is erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schakel.ground.ui.parts.lists import Act, Fact, Step


@dataclass(frozen=True, slots=True)
class Empty:
    """What would be here, why it is not, and one next step."""

    title: str
    text: str
    action_label: str = ""
    action_url: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """After the act: what happened, its number, what happens next, the way back."""

    title: str
    text: str
    facts: Sequence[Fact] = ()
    steps: Sequence[Step] = ()
    acts: Sequence[Act] = ()
    undo: Act | None = None
    rings: int = 1
    tone: str = "do"


@dataclass(frozen=True, slots=True)
class Destroyed:
    """Before erasing: what goes, what stays, the full verb on the button, and the way out."""

    title: str
    goes: Sequence[str]
    stays: Sequence[str]
    verb: str
    leave_label: str
    leave_url: str
