"""Thousands of bent files; run by `bench/attacks.py`."""

from __future__ import annotations

import contextlib
import time
import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.casework.intake.rules.files import AttachmentRefused
from schakel.casework.intake.rules.files.worker import cleaned
from tests.attacks.bent import bends, bent, lists, papers, reads_list

SECONDS, MEGABYTES = 5.0, 200


@given(name=st.sampled_from(("l.csv", "l.jsonl", "l.xlsx", "l.tsv")), how=bends())
@settings(max_examples=6_000, deadline=None, database=None)
def test_lists(name, how):
    content = bent(lists()[name], how)
    begun = time.process_time()
    tracemalloc.start()
    try:
        reads_list(name, content)
        assert tracemalloc.get_traced_memory()[1] < MEGABYTES * 1_000_000
    finally:
        tracemalloc.stop()
    assert time.process_time() - begun < SECONDS


@given(name=st.sampled_from(("png", "jpeg", "webp", "heic", "pdf", "restless")), how=bends())
@settings(max_examples=3_000, deadline=None, database=None)
def test_photos_and_papers(name, how):
    content = bent(papers()[name], how)
    begun = time.process_time()
    with contextlib.suppress(AttachmentRefused):
        cleaned(content, largest=1_000_000)
    assert time.process_time() - begun < SECONDS
