"""Where somebody is named in why other regions were asked, or were answered. It goes whole, with its question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from schakel.casework.hits.models import Question, Side
from schakel.casework.hits.queries.sealing import outcome_of
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import NamedText, TextPlace, named_in

WHOLE: Final[dict[str, TextPlace]] = {
    "hits.question.necessity": TextPlace(
        Question, "necessity", "hits.question:{}:necessity", signal="signal", number="signal_number"
    ),
    "hits.question.less": TextPlace(
        Question, "less", "hits.question:{}:less", signal="signal", number="signal_number"
    ),
    "hits.side.necessity": TextPlace(Side, "necessity", "hits.side:{}:necessity"),
}  # fmt: skip
"""By a code that stays. Nothing is masked here: what was asked about a signal that is altered is taken back."""


def questions_naming(*, viewer: Actor, values: Sequence[str]) -> list[NamedText]:
    """Each with the own signal that it is about. Leaves a line in the trail."""
    found = list(_about(named_in(WHOLE, organisation=viewer.organisation, values=values)))
    audit.record(
        "person.searched", by=viewer, organisation=viewer.organisation, object_kind="region_questions", object_id=None,
        facts={"texts": len(found)}, activity="data_request",
    )  # fmt: skip
    return found


def _about(found: Iterator[NamedText]) -> Iterator[NamedText]:
    for one in found:
        if one.place == "hits.side.necessity":
            told = outcome_of(Side.objects.get(id=one.row))
            yield replace(one, signal=told.signal)
        else:
            yield one
