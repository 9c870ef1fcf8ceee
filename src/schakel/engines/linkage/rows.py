"""Two rows of a register side by side: one level per kind that both fill in, for it or against."""

from __future__ import annotations

from schakel.engines.linkage.counts import Counts
from schakel.engines.linkage.edges import Edge, Reason, band_of
from schakel.engines.linkage.keys import Key
from schakel.engines.linkage.levels import Level
from schakel.engines.linkage.model import Model
from schakel.engines.linkage.observe import Observed
from schakel.engines.linkage.terms import SAME, compared

Weighed = tuple[str, str, Level, int, float]
"""Kind, code of the level, level, how many hold the value, bits."""


def weigh_rows(a: Observed, b: Observed, counts: Counts, model: Model, least: float | None) -> Edge | None:
    """The link of two rows; None when they share no kind, or when it says less than `least`."""
    if b.content < a.content or (a.content == b.content and b.id < a.id):
        a, b = b, a
    if least is not None and _quickly(a, b, counts, model) < least:
        return None
    weighed = levels_of(a, b, counts, model)
    if not weighed:
        return None
    bits = model.prior + sum(one[4] for one in weighed)
    because = tuple(_reason(a, b, *one) for one in weighed)
    return Edge(a.id, b.id, band_of(bits, because, model), bits, model.prior, because)


def _quickly(a: Observed, b: Observed, counts: Counts, model: Model) -> float:
    """The same sum without keeping why: most pairs that share a key are strangers."""
    levels, reads, theirs = model.term_levels, model.terms, b.terms
    bits = model.prior
    for kind, one in a.terms.items():
        other = theirs.get(kind)
        if other is None:
            continue
        if one == other:
            found = levels.get((kind, SAME))
        else:
            how = compared(reads[kind], one, other) if one < other else compared(reads[kind], other, one)
            found = levels.get((kind, how))
        if found is not None:
            level = found[1]
            bits += level.rounded(counts.held(Key(kind, one, "fuzzy"))) if level.counted else level.rounded(1)
    return bits


def levels_of(a: Observed, b: Observed, counts: Counts, model: Model) -> list[Weighed]:
    """The level at which each kind agrees or differs, with its bits; kinds without such a level say nothing."""
    theirs = b.terms
    found = []
    for kind, one in a.terms.items():
        other = theirs.get(kind)
        if other is None:
            continue
        how = compared(model.terms[kind], one, other) if one <= other else compared(model.terms[kind], other, one)
        level = model.term_levels.get((kind, how))
        if level is None:
            continue
        held = counts.held(Key(kind, one, "fuzzy")) if level[1].counted else 1
        found.append((kind, level[0], level[1], held, level[1].rounded(held)))
    return found


def _reason(a: Observed, b: Observed, kind: str, code: str, level: Level, held: int, bits: float) -> Reason:
    left, right = a.of_kind(kind), b.of_kind(kind)
    return Reason(
        kind, code, level.text, left.raw, right.raw, left.at, right.at, level.m, level.u(held), held, 0, 1.0, bits
    )
