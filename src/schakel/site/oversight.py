"""What the privacy officer looks after, gathered from the modules that keep it: codes and counts, nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from schakel.casework.rights import queries as rights
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit.queries import EntryRow, counts, entries
from schakel.ground.breakglass import queries as breakglass
from schakel.ground.database.actor import Actor
from schakel.site import anchoring

PERIOD = timedelta(days=30)
PROOFS = 12

WENT = (
    "signal.destroyed", "draft.forgotten", "duty.forgotten", "related.forgotten", "disclosure.forgotten", "view.forgotten",
    "account.forgotten", "breakglass.forgotten", "trail.forgotten",
)  # fmt: skip
"""Entries that something went after its term: what kind, how many, when; never what stood in it."""

OUT = (
    "disclosure.sent", "disclosure.printed", "bundle.printed", "worksheet.printed", "attachment.opened", "attachment.handed_over",
    "list.returned",
)  # fmt: skip
"""Entries that something left the house, on paper, as a file or as a letter."""


@dataclass(frozen=True, slots=True)
class Oversight:
    verified: EntryRow | None
    anchored: anchoring.Anchored
    refused: Mapping[str, int]
    went: Mapping[str, int]
    out: Mapping[str, int]
    proofs: tuple[EntryRow, ...]
    reviews: breakglass.Reviews
    reviewed: tuple[accounts.ReviewRow, ...]
    requests: tuple[int, int]


def gather(viewer: Actor, now: datetime) -> Oversight:
    """For the privacy officer, of the own organisation; what is counted is of the last thirty days."""
    found = counts(viewer=viewer, since=now - PERIOD)
    proofs = [
        one for kind in ("retention.done", "trail.forgotten") for one in entries(viewer=viewer, kind=kind, limit=PROOFS)
    ]
    return Oversight(
        verified=next(iter(entries(viewer=viewer, kind="trail.verified", limit=1)), None),
        anchored=anchoring.read(viewer.organisation),
        refused={kind: times for (kind, result), times in found.items() if result == "refused"},
        went=_some(found, WENT),
        out=_some(found, OUT),
        proofs=tuple(sorted(proofs, key=lambda one: one.at, reverse=True)[:PROOFS]),
        reviews=breakglass.reviews(viewer=viewer, now=now),
        reviewed=tuple(accounts.reviews(viewer)),
        requests=rights.waiting(viewer=viewer, on=timezone.localdate(now)),
    )


def _some(found: Mapping[tuple[str, str], int], kinds: Iterable[str]) -> dict[str, int]:
    return {kind: found[kind, "done"] for kind in kinds if (kind, "done") in found}
