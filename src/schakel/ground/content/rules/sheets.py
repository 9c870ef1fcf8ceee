"""The ILO list of a pack as the worksheet of the picture engine takes it."""

from __future__ import annotations

from collections.abc import Mapping

from schakel.engines.picture import Inquiry, SheetRow, SheetRule
from schakel.ground.content.rules.observing import Dimension, Element, IloRow, IloRule, Question


class Sheets:
    """What a pack knows of the lists. `strengths_verified`: each row of that list has a strength that was found."""

    dimensions: Mapping[str, Dimension]
    ilo: Mapping[str, IloRow]
    ilo_rules: Mapping[str, IloRule]
    elements: Mapping[str, Element]
    questions: Mapping[str, Question]

    def sheet_rows(self, ilo_list: str) -> tuple[SheetRow, ...]:
        """The rows of one list, in the order of its dimensions; without those that do not stand in it."""
        found = []
        for row in self.ilo.values():
            strength = row.strength.get(ilo_list)
            if strength != "not_in_list":
                found.append(SheetRow(row.code, row.dimension, strength))
        order = list(self.dimensions)
        return tuple(sorted(found, key=lambda row: order.index(row.dimension)))

    def sheet_rules(self) -> tuple[SheetRule, ...]:
        return tuple(
            SheetRule(rule.code, rule.strong_min, rule.medium_min, rule.weak_min, rule.medium_or_weak_min)
            for rule in self.ilo_rules.values()
        )

    def strengths_verified(self, ilo_list: str) -> bool:
        return all(row.strength for row in self.sheet_rows(ilo_list))

    # What the picture engine asks of a catalogue, beside `entry`.

    def element_codes(self) -> tuple[str, ...]:
        return tuple(self.elements)

    def needed_for_minors(self, element: str) -> bool:
        return self.elements[element].minors

    def inquiries(self) -> tuple[Inquiry, ...]:
        """What the picture asks while nobody answered, in the order of the file."""
        return tuple(
            Inquiry(q.code, q.element, q.text, q.ask, q.way, forms=q.forms, answered_by=frozenset(q.answered_by))
            for q in self.questions.values()
        )
