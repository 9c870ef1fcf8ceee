"""When two signals may be one story, and why we say so."""

from __future__ import annotations

from schakel.engines.linkage.arrival import pairs_touched
from schakel.engines.linkage.blind import COMPARED, SharedKey, blind_bits, is_hit
from schakel.engines.linkage.compare import Value
from schakel.engines.linkage.counts import Census, Counts, InMemory, Postings, Spread, entries
from schakel.engines.linkage.hubs import Hub
from schakel.engines.linkage.kept import from_dict, to_dict
from schakel.engines.linkage.keys import Key
from schakel.engines.linkage.merge import Judgement, bundle
from schakel.engines.linkage.model import MODEL, Model
from schakel.engines.linkage.numbers import masked
from schakel.engines.linkage.observe import Observation, Observed, keys, keys_of, observe
from schakel.engines.linkage.relate import Result, relate
from schakel.engines.linkage.score import JOIN, REVIEW, Edge, Reason, place, score
from schakel.engines.linkage.screen import Protected, keys_to_protect, screened
from schakel.engines.linkage.signal import MENTION_KINDS, Mention, Signal

__all__ = [
    "COMPARED",
    "JOIN",
    "MENTION_KINDS",
    "MODEL",
    "REVIEW",
    "Census",
    "Counts",
    "Edge",
    "Hub",
    "InMemory",
    "Judgement",
    "Key",
    "Mention",
    "Model",
    "Observation",
    "Observed",
    "Postings",
    "Protected",
    "Reason",
    "Result",
    "SharedKey",
    "Signal",
    "Spread",
    "Value",
    "blind_bits",
    "bundle",
    "entries",
    "from_dict",
    "is_hit",
    "keys",
    "keys_of",
    "keys_to_protect",
    "masked",
    "observe",
    "pairs_touched",
    "place",
    "relate",
    "score",
    "screened",
    "to_dict",
]
