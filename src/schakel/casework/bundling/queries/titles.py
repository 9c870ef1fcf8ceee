"""What a bundle is called, from what its signals share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from schakel.casework.bundling.models import Link
from schakel.casework.bundling.rules import Named, title
from schakel.casework.bundling.rules.judging import Pair
from schakel.casework.bundling.rules.reasons import read_parts
from schakel.engines.linkage import Observed
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.places import queries as places


def title_of(
    group: Sequence[UUID], links: Iterable[Link], sure: frozenset[Pair], read: Mapping[str, Observed], *, viewer: Actor
) -> str:
    """From what is shared by links that hold; a trade or a street that those do not share, from the others."""
    inside = [row for row in links if row.a in group and row.b in group]
    held, all_shared = _shared([row for row in inside if (row.a, row.b) in sure], read), _shared(inside, read)
    shared = {kind: held[kind] or found for kind, found in all_shared.items()}
    signals = [read[str(signal)] for signal in group]
    return title(
        Named(
            organisations=shared["organisation"],
            addresses=shared["address"],
            persons=tuple(one.raw for signal in signals for one in signal.observations if one.kind == "person"),
            place=_place(viewer),
            form=_form(signals),
            towns=_towns(),
        )
    )


def _shared(links: Iterable[Link], read: Mapping[str, Observed]) -> dict[str, list[str]]:
    """Organisations and addresses as typed, once for each link that they carry."""
    found: dict[str, list[str]] = {"organisation": [], "address": []}
    for row in links:
        for part in read_parts(row.because):
            if not part.in_mentions or part.bits <= 0:
                continue
            for one in (read[str(row.a)].observations[part.a], read[str(row.b)].observations[part.b]):
                if one.kind in found and one.readable:
                    found[one.kind].append(one.raw)
    return found


def _place(viewer: Actor) -> str:
    row = places.municipality(viewer.municipality) if viewer.municipality else None
    return row.name if row else ""


def _towns() -> frozenset[str]:
    """Places that exist, as the content pack knows them."""
    return frozenset(row.name for row in pack().municipalities.values())


def _form(signals: Iterable[Observed]) -> str:
    """The form of exploitation that most of the signs seen belong to, in words; "" when they point to none."""
    content = pack()
    entries = (content.entry(code) for signal in signals for code in signal.seen)
    forms = Counter(entry.form for entry in entries if entry and entry.form)
    return str(content.forms[forms.most_common(1)[0][0]].text) if forms else ""
