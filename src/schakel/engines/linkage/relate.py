"""A whole set of signals: links, bundles and meeting places. The order and the labels of the signals change nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from schakel.engines.linkage.counts import Census, InMemory
from schakel.engines.linkage.hubs import Hub, hubs_of
from schakel.engines.linkage.merge import Judgement, bundle
from schakel.engines.linkage.model import MODEL, Model
from schakel.engines.linkage.observe import Observed, keys, observe
from schakel.engines.linkage.score import Edge, place, score
from schakel.engines.linkage.screen import Protected, nothing_protected, screened
from schakel.engines.linkage.signal import Signal


@dataclass(frozen=True, slots=True)
class Result:
    """`links` have a band and run from the earlier signal to the later; `bundles` hold labels; all in order of time."""

    links: tuple[Edge, ...]
    bundles: tuple[tuple[str, ...], ...]
    hubs: tuple[Hub, ...]


def relate(
    signals: Iterable[Signal],
    *,
    judgements: Sequence[Judgement] = (),
    protected: Protected = nothing_protected,
    model: Model = MODEL,
    progress: Callable[[int, int], None] | None = None,
) -> Result:
    """Links, bundles and meeting places of a set. `progress` is told (done, all) while pairs are weighed."""
    read = sorted((screened(observe(signal), protected) for signal in signals), key=place)
    at = {signal.id: number for number, signal in enumerate(read)}
    if len(at) < len(read):
        raise ValueError("two signals bear the same label")
    postings = InMemory(read)
    counts = Census(postings, enough=model.cap)
    pairs = sorted(_candidates(read, at, postings, model))
    links = []
    for done, (left, right) in enumerate(pairs):
        edge = score(read[left], read[right], counts, model)
        if edge and edge.band:
            links.append(edge)
        if progress and done % 500 == 0:
            progress(done, len(pairs))
    if progress:
        progress(len(pairs), len(pairs))
    return Result(
        tuple(links),
        tuple(bundle(links, judgements, at, model)),
        hubs_of({signal.id: signal for signal in read}, counts, postings, model),
    )


def _candidates(read: Sequence[Observed], at: dict[str, int], postings: InMemory, model: Model) -> set[tuple[int, int]]:
    """Pairs that share a key which not too many signals hold."""
    found = set()
    for number, signal in enumerate(read):
        for key in keys(signal):
            holders = postings.holders(key)
            if model.finds(key.kind, len(holders)):
                found |= {(number, at[other]) for other in holders if at[other] > number}
    return found
