from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.ui import parts
from schakel.ground.ui.parts import drawings


def per_cent(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


@given(st.integers(min_value=-2, max_value=40))
def test_rings_link_up_to_four_and_words_carry_the_rest(count: int):
    drawn = drawings.rings(count)
    shown = max(1, min(count, 4))
    assert drawn.width == 24 + 13 * (shown - 1)
    assert len(drawn.paths) == (0 if shown == 1 else 2 * shown - 2)


def test_two_rings_are_drawn_exactly_as_in_the_design():
    assert drawings.rings(2).paths == (
        "M16.49 20.37A9.5 9.5 0 1 1 20.07 17.01",
        "M20.51 3.63A9.5 9.5 0 1 1 16.93 6.99",
    )


def test_a_chain_ties_the_signals_in_order_and_dashes_what_is_not_confirmed():
    drawn = parts.chains(
        [1, 2, 3], [parts.Shared("Kade 48", "Adres", ["3", "1"]), parts.Shared("A.", "Persoon", ["2"], ["3"])]
    )
    sure, asked = drawn.rows
    assert [(tie.x1, tie.x2, tie.ask) for tie in sure.ties] == [("16.7%", "83.3%", False)]
    assert [ring.ask for ring in asked.rings] == [False, True]
    assert asked.ties[0].ask
    assert sure.words == "in signaal 1 en 3"
    assert asked.words == "in signaal 2, en misschien 3"


def test_a_chain_refuses_a_signal_that_is_not_in_the_drawing():
    with pytest.raises(KeyError):
        parts.chains([1, 2], [parts.Shared("Kade 48", "Adres", ["7"])])


weights = st.floats(min_value=-30, max_value=30, allow_nan=False)


@given(weights, st.lists(weights, max_size=8), st.floats(min_value=-5, max_value=20))
def test_a_waterfall_stays_inside_and_ends_where_its_steps_lead(start: float, steps: list[float], limit: float):
    total = start + sum(steps)
    drawn = parts.waterfall(
        "waarom",
        parts.Weight("begin", start),
        [parts.Weight(f"stap {i}", weight) for i, weight in enumerate(steps)],
        parts.Weight("samen", total),
        [("voorleggen", 0.0), ("samenvoegen", limit)],
    )
    assert [bar.kind for bar in drawn.bars] == ["base", *["step"] * len(steps), "sum"]
    for bar in drawn.bars:
        assert -0.1 <= per_cent(bar.x) <= 100.1
        assert per_cent(bar.x) + per_cent(bar.width) <= 100.2
    zero = per_cent(dict(drawn.limits)["voorleggen"])
    last = drawn.bars[-1]
    start_of_sum = per_cent(last.x) if total >= 0 else per_cent(last.x) + per_cent(last.width)
    assert start_of_sum == pytest.approx(zero, abs=0.2)


@given(st.text(max_size=60), st.data())
def test_marking_a_text_never_changes_a_letter_of_it(text: str, data: st.DataObject):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [parts.Span(one, two) for one, two in zip(cuts[::2], cuts[1::2], strict=False)]
    segments = parts.marked(text, reversed(spans))
    assert "".join(segment.text for segment in segments) == text
    assert sum(segment.mention for segment in segments) == len(spans)


@pytest.mark.parametrize("spans", [[(0, 3), (2, 5)], [(4, 99)], [(3, 3)], [(-1, 2)]])
def test_marking_refuses_spans_that_overlap_or_leave_the_text(spans: list[tuple[int, int]]):
    with pytest.raises(ValueError, match="span"):
        parts.marked("Mansouf, S.", [parts.Span(start, end) for start, end in spans])


def test_a_table_refuses_a_row_that_does_not_fit():
    with pytest.raises(ValueError, match="needs 2 cells"):
        parts.Table("lijst", ("a", "b"), (("1",),))


def test_an_element_without_a_source_says_so_and_never_ranks():
    assert parts.Element("Doel", "", 0).words == "Nog niet gesteund"
    assert parts.Element("Doel", "", 1).words == "Eén bron"
    assert parts.Element("Doel", "", 3).words == "Gesteund door 3 onafhankelijke bronnen"
