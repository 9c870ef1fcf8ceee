"""Damaged files by the hundred: the readers of lists and of photos say what is wrong, and never break."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.casework.intake.rules.files import AttachmentRefused
from schakel.casework.intake.rules.files.worker import cleaned
from tests.attacks import weak
from tests.attacks.bent import bends, bent, lists, papers, reads_list
from tests.attacks.weakening import attack

EXAMPLES = 60


@attack(holds="every reader answers with a refusal or with faults per line", broken_by=weak.lists_are_trusted)
@given(name=st.sampled_from(("l.csv", "l.jsonl", "l.xlsx", "l.tsv")), how=bends())
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, report_multiple_bugs=False)
def test_send_lists_that_are_bent(name, how):
    """Sends lists in which bytes were changed, dropped, doubled or cut off, hoping for a broken page or an open door."""
    reads_list(name, bent(lists()[name], how))


@attack(holds="every decoder stands behind one refusal, in a process of its own", broken_by=weak.papers_are_trusted)
@given(name=st.sampled_from(("png", "jpeg", "webp", "heic", "pdf", "restless")), how=bends())
@settings(max_examples=EXAMPLES // 2, deadline=None, derandomize=True, database=None, report_multiple_bugs=False)
def test_send_photos_and_papers_that_are_bent(name, how):
    """Sends photos and documents likewise."""
    with suppress(AttachmentRefused):
        cleaned(bent(papers()[name], how), largest=1_000_000)
