"""A name is found wherever somebody wrote it, and nothing beside it is taken out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.engines.linkage.naming import MASK, sentences, spans_of, taken_out

TEXT = "De baas heet Anwar Talhoubi. Hij woont in Ede.\nAnouar belde met 06 0000 1174! Meneer Talhubi lachte."


def found(text: str, *values: str) -> list[str]:
    return [text[start:end] for start, end in spans_of(text, values)]


def test_a_name_is_found_whole_by_part_and_as_it_sounds():
    assert found(TEXT, "Anwar Talhoubi") == ["Anwar Talhoubi", "Anouar", "Talhubi"]
    assert found(TEXT, "Talhoubi") == ["Talhoubi", "Talhubi"]
    assert found("Ана Петрова werkt hier, Renée ook.", "Ana Petrova", "Renee") == ["Ана Петрова", "Renée"]


def test_a_number_is_found_however_it_was_parted_and_never_inside_another():
    assert found(TEXT, "06-00001174") == ["06 0000 1174"]
    assert found("Bel 06-000011745 niet.", "06-00001174") == []
    assert found("Mail aan a.b@nergens.example graag.", "A.B@nergens.example") == ["a.b@nergens.example"]


@pytest.mark.parametrize("value", ["", "  ", "de", "a", "van der"])
def test_small_words_find_nothing(value: str):
    assert spans_of(TEXT, [value]) == ()


def test_sentences_hold_their_own_places():
    cut = sentences(TEXT, spans_of(TEXT, ["Talhoubi"]))
    assert [TEXT[a:b].strip() for (a, b), _ in cut] == ["De baas heet Anwar Talhoubi.", "Meneer Talhubi lachte."]
    assert all(a <= start < b for (a, b), inside in cut for start, _end in inside)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(["Wolkenstok", "kwam", "Ede", "6", "met", ".", "\n", "ë", "Casimir", "'"]), max_size=14)
)
def test_what_was_taken_out_is_found_no_more_and_the_rest_stays(words: list[str]):
    text = " ".join(words)
    spans = spans_of(text, ["Kasimir Wolkenstok"])
    left = taken_out(text, spans)
    assert spans_of(left, ["Kasimir Wolkenstok"]) == ()
    assert left.replace(MASK, "") == "".join(piece for piece, keep in _pieces(text, spans) if keep)


def _pieces(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    at, cut = 0, []
    for start, end in spans:
        cut += [(text[at:start], True), (text[start:end], False)]
        at = end
    return [*cut, (text[at:], True)]
