"""Weighs pairs again and writes what changed, so that every link says what it would say had all come in at once."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from schakel.casework.bundling.models import Link
from schakel.casework.bundling.queries.blinding import blinded
from schakel.casework.bundling.queries.postings import TablePostings
from schakel.casework.bundling.queries.readings import readings
from schakel.casework.bundling.rules.judging import Pair, ordered
from schakel.casework.bundling.rules.reasons import kept, parts_of
from schakel.engines.linkage import MODEL, Census, Edge, Observed, keys, score
from schakel.ground.database.actor import Actor


def weigh(touched: Collection[tuple[str, str]], *, by: Actor) -> set[UUID]:
    """Weighs these pairs of the own controller; returns the signals of which a link came, changed or went."""
    pairs = {ordered(UUID(one), UUID(other)) for one, other in touched}
    signals = {signal for pair in pairs for signal in pair}
    read = readings(viewer=by, signals=signals)
    edges = _edges(pairs, read, by)
    before = {
        (row.a, row.b): row for row in Link.objects.filter(a__in=signals, b__in=signals) if (row.a, row.b) in pairs
    }
    gone = [row for pair, row in before.items() if pair not in edges]
    new, changed = [], []
    for pair, edge in edges.items():
        row = _row(pair, edge, read, by)
        old = before.get(pair)
        if old is None:
            new.append(row)
        elif _says(old) != _says(row):
            row.id = old.id
            changed.append(row)
    Link.objects.filter(id__in=[row.id for row in gone]).delete()
    Link.objects.bulk_create(new)
    Link.objects.bulk_update(changed, ["band", "bits", "prior", "because", "model"], batch_size=200)
    return {signal for row in (*gone, *new, *changed) for signal in (row.a, row.b)}


def forget_links(signal: UUID) -> None:
    Link.objects.filter(a=signal).delete()
    Link.objects.filter(b=signal).delete()


def _edges(pairs: Collection[Pair], read: dict[str, Observed], by: Actor) -> dict[Pair, Edge]:
    """Those that have a band: the others are no link, or no longer."""
    postings = TablePostings(by.organisation)
    postings.to_weigh(read.keys())
    names = blinded({key for one in read.values() for key in keys(one)})
    counts = Census(postings, kept=names.__getitem__)
    found = {}
    for a, b in pairs:
        one, other = read.get(str(a)), read.get(str(b))
        if one is None or other is None:
            continue
        edge = score(one, other, counts, MODEL)
        if edge and edge.band:
            found[a, b] = edge
    return found


def _row(pair: Pair, edge: Edge, read: dict[str, Observed], by: Actor) -> Link:
    return Link(
        controller=by.organisation,
        a=pair[0],
        b=pair[1],
        band=edge.band or "",
        bits=edge.bits,
        prior=edge.prior,
        because=kept(parts_of(edge, read)),
        model=MODEL.version,
    )


def _says(row: Link) -> tuple[object, ...]:
    return row.band, row.bits, row.prior, row.because, row.model
