"""How the worksheet says what it says: rows with their answer and reason, and what each dimension comes to, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.bundling.pages.wording import say
from schakel.casework.bundling.queries import ProposalRow, SheetLine, WorksheetRow
from schakel.engines.picture import DimensionSheet
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts

STRENGTHS = {
    "strong": gettext_lazy("sterk"),
    "medium": gettext_lazy("middelmatig"),
    "weak": gettext_lazy("zwak"),
    None: gettext_lazy("sterkte niet gevonden"),
}
OUTCOMES = {
    "supported": gettext_lazy("Gesteund"),
    "not_yet": gettext_lazy("Nog niet gesteund"),
    "not_computed": gettext_lazy("Hier wordt niets uitgerekend"),
}
HOW = {
    "saw": gettext_lazy("zelf gezien"),
    "heard": gettext_lazy("zelf gehoord"),
    "told": gettext_lazy("van een ander gehoord"),
    "document": gettext_lazy("uit een document"),
    "system": gettext_lazy("uit een systeem"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list as it is read: its words, how strong the list calls it, and what somebody answered."""

    text: str
    strength: str
    reason: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """`why`: the rule that holds, in words. `yes`, `no`, `again` (rests on a signal that left) and `open`: rows."""

    code: str
    title: str
    outcome: str
    why: str
    yes: tuple[Line, ...]
    no: tuple[Line, ...]
    again: tuple[Line, ...]
    open: tuple[Line, ...]


def dimensions(row: WorksheetRow) -> list[Dimension]:
    return [_dimension(one, row) for one in row.sheets]


def _dimension(one: DimensionSheet, row: WorksheetRow) -> Dimension:
    lines = {code: line for code, line in row.lines.items() if pack().ilo[code].dimension == one.code}
    again = [code for code, line in lines.items() if line.answer and line.answer.stale]
    return Dimension(
        code=one.code,
        title=say(pack().dimensions[one.code].text),
        outcome=str(OUTCOMES[one.outcome]),
        why=", ".join(say(pack().ilo_rules[rule].text) for rule in one.rules[:1]),
        yes=_said(lines, "yes"),
        no=_said(lines, "no"),
        again=tuple(_line(code, lines[code]) for code in again),
        open=tuple(_line(code, lines[code]) for code in one.open if code not in again),
    )


def _said(lines: dict[str, SheetLine], answer: str) -> tuple[Line, ...]:
    return tuple(
        _line(code, line)
        for code, line in lines.items()
        if line.answer and line.answer.answer == answer and not line.answer.stale
    )


def _line(code: str, line: SheetLine) -> Line:
    answer = line.answer
    said = ", ".join(filter(None, (answer.who, parts.day_short(answer.at)))) if answer else ""
    return Line(say(pack().ilo[code].text), str(STRENGTHS[line.strength]), answer.reason if answer else "", said)


def proposed(found: Sequence[ProposalRow]) -> list[str]:
    """What facts of the bundle may be this row, each with the signal it comes from."""
    return [_proposal(one) for one in found]


def _proposal(one: ProposalRow) -> str:
    words = say(pack().indicators[one.indicator].text)
    how = ", ".join(
        filter(None, (str(HOW[one.basis]) if one.basis in HOW else "", _("later toegevoegd") if one.later else ""))
    )
    if not how:
        return _("Signaal %(n)s: %(fact)s.") % {"n": one.position, "fact": words}
    return _("Signaal %(n)s: %(fact)s (%(how)s).") % {"n": one.position, "fact": words, "how": how}
