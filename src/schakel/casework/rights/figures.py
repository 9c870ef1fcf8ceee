"""What was destroyed or taken out: what kind, how many, on which day, by which rule. Counted from the trail, without content."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from schakel.ground.audit.queries import entries
from schakel.ground.database.actor import Actor

# Kind of trail entry -> what went, and the fact that counts it; "" counts the entry itself.
DESTROYED: Final[dict[str, tuple[str, str]]] = {
    "signal.destroyed": ("signal", ""),
    "signal.cleared": ("cleared_signal", ""),
    "disclosure.forgotten": ("disclosure", ""),
    "related.forgotten": ("hit", "hits"),
    "draft.forgotten": ("draft", ""),
    "draft.cleared": ("cleared_draft", "changed"),
    "account.forgotten": ("account", ""),
    "request.forgotten": ("data_request", "gone"),
    "view.forgotten": ("view", "views"),
    "notice.forgotten": ("notice", "notices"),
}
MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Gone:
    """So many of one kind on one day, by one rule (a code of the retention terms, or of what it followed from)."""

    on: date
    kind: str
    rule: str
    many: int


def destroyed(*, viewer: Actor) -> list[Gone]:
    """Newest first, from the trail of the viewer's own organisation; nothing for who may not read that."""
    found: Counter[tuple[date, str, str]] = Counter()
    for kind, (name, counted) in DESTROYED.items():
        for row in entries(viewer=viewer, kind=kind, limit=MOST):
            rule = str(row.facts.get("rule") or row.basis or "data_request")
            many = int(row.facts.get(counted, 0)) if counted else 1
            found[timezone.localdate(row.at), name, rule] += many
    made = [Gone(on, kind, rule, many) for (on, kind, rule), many in found.items() if many]
    return sorted(made, key=lambda one: (one.on, one.kind, one.rule), reverse=True)
