"""One signal arrives (or leaves): which pairs must be weighed again, so that the outcome is that of the whole set.

What a shared value says depends on who else holds it, and on what is named beside it. So a new signal may change pairs
in which it takes no part. All of those are found from its keys in two steps.
"""

from __future__ import annotations

from schakel.engines.linkage.counts import FORM, Postings, site
from schakel.engines.linkage.keys import Key
from schakel.engines.linkage.model import MODEL, Model

Pair = tuple[str, str]


def pairs_touched(label: str, postings: Postings, model: Model = MODEL) -> set[Pair]:
    """Pairs of labels (sorted) whose link may differ because this signal is in the postings.

    Call it after the signal was added, or before it is removed. Weigh each pair with `score`; a pair without a band has
    no link (any more). Keys held by more than the cap of the model plus one have stopped changing anything.
    """
    near = _holders_of(_keys(label, postings), postings, model) | {label}
    sites = {key for one in near for key in _keys(one, postings) if site(key)}
    found: set[Pair] = set()
    for one in near:
        found |= {_pair(one, other) for other in _holders_of(_keys(one, postings), postings, model) if other != one}
    for key in sites:
        holders = sorted(_few(key, postings, model))
        found |= {_pair(one, other) for at, one in enumerate(holders) for other in holders[at + 1 :]}
    return found


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _keys(label: str, postings: Postings) -> set[Key]:
    return {key for kind, keys in postings.observations(label) for key in keys if kind != FORM}


def _few(key: Key, postings: Postings, model: Model) -> set[str]:
    holders = postings.holders(key)
    return set(holders) if len(holders) <= model.cap + 1 else set()


def _holders_of(keys: set[Key], postings: Postings, model: Model) -> set[str]:
    return {label for key in keys for label in _few(key, postings, model)}
