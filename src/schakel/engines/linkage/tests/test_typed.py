"""Whatever is typed is read, kept and never breaks anything."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.engines.linkage import MENTION_KINDS, Mention, Signal, from_dict, observe, relate, to_dict
from schakel.engines.linkage.tests.given import START

CALM = settings(deadline=None, max_examples=150)

ANY_MENTION = st.builds(
    Mention,
    kind=st.sampled_from(MENTION_KINDS),
    value=st.text(max_size=60)
    | st.just("half \ud800 teken")
    | st.text("0123456789 -+.()OI?", max_size=24)
    | st.text("abcxyzé ,-.'(\"", max_size=40),
    birth_date=st.text(max_size=12) | st.dates().map(str),
    age_from=st.none() | st.integers(0, 120),
    age_to=st.none() | st.integers(0, 120),
)


@CALM
@given(st.lists(st.lists(ANY_MENTION, max_size=4), min_size=1, max_size=4), st.text(max_size=80))
def test_whatever_is_typed_nothing_breaks(rows: list[list[Mention]], narrative: str) -> None:
    signals = [Signal(str(at), START, narrative, tuple(mentions)) for at, mentions in enumerate(rows)]
    for one in signals:
        read = observe(one)
        assert [seen.raw for seen in read.observations if seen.at >= 0] == [mention.value for mention in one.mentions]
        assert from_dict(json.loads(json.dumps(to_dict(read)))) == read
    relate(signals)
