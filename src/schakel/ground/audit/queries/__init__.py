"""Reads the trail, and tells whether it is whole."""

from schakel.ground.audit.queries.reading import (
    EntryRow,
    PendingReaction,
    ProcessingRow,
    counts,
    entries,
    pending_reactions,
    processing,
    processing_of,
    pseudonyms,
)
from schakel.ground.audit.queries.whole import Verified, heads, verified, verify
from schakel.ground.audit.rules.anchors import AnchorTrouble
from schakel.ground.audit.rules.anchors import parsed as anchors_in
from schakel.ground.audit.rules.anchors import written as anchor_lines
from schakel.ground.audit.rules.chain import Anchor, Fault

__all__ = [
    "Anchor",
    "AnchorTrouble",
    "EntryRow",
    "Fault",
    "PendingReaction",
    "ProcessingRow",
    "Verified",
    "anchor_lines",
    "anchors_in",
    "counts",
    "entries",
    "heads",
    "pending_reactions",
    "processing",
    "processing_of",
    "pseudonyms",
    "verified",
    "verify",
]
