"""Weighs pairs again and writes what changed, so that every link says what it would say had all come in at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from schakel.casework.bundling.models import Link
from schakel.casework.bundling.queries.blinding import blinded
from schakel.casework.bundling.queries.postings import TablePostings
from schakel.casework.bundling.queries.readings import readings
from schakel.casework.bundling.rules.judging import Pair, ordered
from schakel.casework.bundling.rules.reasons import kept, parts_of
from schakel.engines.linkage import MODEL, Census, Edge, Model, Observed, keys, score
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id

Said = tuple[str, float, float, list[dict[str, Any]], str]
"""What a row of a link says: band, bits, prior, reasons and the model that says so."""

_WRITE = """
insert into bundling_link (id, controller, a, b, band, bits, prior, because, model)
select r.id, %s, r.a, r.b, r.band, r.bits, r.prior, r.because, r.model from jsonb_to_recordset(%s::jsonb)
as r (id uuid, a uuid, b uuid, band text, bits float8, prior float8, because jsonb, model text)
"""
_CHANGE = """
update bundling_link l set band = r.band, bits = r.bits, prior = r.prior, because = r.because, model = r.model
from jsonb_to_recordset(%s::jsonb) as r (id uuid, band text, bits float8, prior float8, because jsonb, model text)
where l.id = r.id
"""


def weigh(
    touched: Collection[tuple[str, str]], *, by: Actor, postings: TablePostings | None = None, model: Model = MODEL
) -> set[UUID]:
    """Weighs these pairs of the own controller; returns the signals of which a link came, changed or went.

    `postings`: what was read of them already, in this transaction.
    """
    pairs = {ordered(UUID(one), UUID(other)) for one, other in touched}
    if not pairs:
        return set()
    said = weighed(pairs, by=by, postings=postings, model=model)
    signals = {signal for pair in pairs for signal in pair}
    before = {
        (row.a, row.b): row for row in Link.objects.filter(a__in=signals, b__in=signals) if (row.a, row.b) in pairs
    }
    gone = [row.id for pair, row in before.items() if pair not in said]
    new = {pair: (new_id(), one) for pair, one in said.items() if pair not in before}
    changed = {
        pair: (before[pair].id, one) for pair, one in said.items() if pair in before and says(before[pair]) != one
    }
    if gone:
        Link.objects.filter(id__in=gone).delete()
    with connection.cursor() as cursor:
        if new:
            cursor.execute(_WRITE, [by.organisation, _rows(new)])
        if changed:
            cursor.execute(_CHANGE, [_rows(changed)])
    left = {pair for pair in before if pair not in said}
    return {signal for pair in (*left, *new, *changed) for signal in pair}


def forget_links(signal: UUID) -> None:
    Link.objects.filter(a=signal).delete()
    Link.objects.filter(b=signal).delete()


def weighed(
    pairs: Collection[Pair], *, by: Actor, postings: TablePostings | None = None, model: Model = MODEL
) -> dict[Pair, Said]:
    """What each of these pairs says that has a band: the others are no link, or no longer."""
    postings = postings or TablePostings(by.organisation)
    labels = {pair: (str(pair[0]), str(pair[1])) for pair in pairs}
    postings.to_weigh(labels.values())
    found = {pair for pair, (one, other) in labels.items() if postings.find(one, other, model)}
    read = readings(viewer=by, signals={signal for pair in found for signal in pair})
    edges = _edges(found, read, postings, model)
    return {
        pair: (edge.band or "", edge.bits, edge.prior, kept(parts_of(edge, read)), model.version)
        for pair, edge in edges.items()
    }


def says(row: Link) -> Said:
    return row.band, row.bits, row.prior, row.because, row.model


def _edges(
    pairs: Collection[Pair], read: Mapping[str, Observed], postings: TablePostings, model: Model
) -> dict[Pair, Edge]:
    both = {(a, b): (one, other) for a, b in pairs if (one := read.get(str(a))) and (other := read.get(str(b)))}
    names = blinded({key for one, other in both.values() for key in keys(one) & keys(other)})
    counts = Census(postings, enough=model.cap, kept=names.__getitem__)
    edges = {pair: score(one, other, counts, model) for pair, (one, other) in both.items()}
    return {pair: edge for pair, edge in edges.items() if edge and edge.band}


def _rows(rows: Mapping[Pair, tuple[UUID, Said]]) -> str:
    names = ("id", "a", "b", "band", "bits", "prior", "because", "model")
    return json.dumps(
        [dict(zip(names, (str(row), str(a), str(b), *said), strict=True)) for (a, b), (row, said) in rows.items()]
    )
