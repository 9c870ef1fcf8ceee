"""Across controllers only blinded keys meet. What agreement of keys alone says, without anything of the content.

A hit needs one strong identifier, or two keys that agree independently; a name is never enough, however rare.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from schakel.engines.linkage.keys import STRONG
from schakel.engines.linkage.levels import eighths
from schakel.engines.linkage.model import MODEL, Model

_TOPIC = {
    "address": "site", "postcode and number": "site", "street": "site", "street and number": "site",
    "organisation_number": "site", "whole name": "site", "telling word": "site", "named after": "name",
    "name and initial": "name", "name nearly": "name", "name": "name", "family name": "name",
    "phone end": "phone", "phone nearly": "phone", "plate part": "licence_plate", "plate nearly": "licence_plate",
    "bank_account end": "bank_account",
}  # fmt: skip
# Equal blinded keys say less than equal values: two spellings may share a key. So each kind of key gets its weakest level.
_LEVEL = {
    "phone": "phone same", "phone end": "phone short end", "phone nearly": "phone one digit",
    "licence_plate": "plate alike", "plate part": "plate one sign", "plate nearly": "plate one sign",
    "organisation_number": "organisation_number same", "email": "email same", "online": "online same",
    "bank_account": "bank_account same", "bank_account end": "bank_account end", "document": "document same",
    "address": "address other addition", "postcode and number": "postcode same", "street": "street other number",
    "street and number": "address no place", "whole name": "organisation part", "telling word": "organisation part",
    "name and initial": "part initial", "name nearly": "part initial", "family name": "family close", "name": "name", "named after": "named after",
    "birth date": "birth date",
}  # fmt: skip
COMPARED = frozenset(_LEVEL)
"""Kinds of keys that say something when two controllers both hold them."""


@dataclass(frozen=True, slots=True)
class SharedKey:
    """A blinded key that two controllers both hold: its kind, and how many signals hold it in the whole index."""

    kind: str
    held: int


def blind_bits(shared: Iterable[SharedKey], model: Model = MODEL) -> float:
    """Bits from shared blinded keys; the prior alone when they may not make a hit. At `model.review` or more it is a hit."""
    best: dict[str, float] = {}
    strong = False
    for key in shared:
        bits = _bits(key, model)
        if not bits:
            continue
        topic = _TOPIC.get(key.kind, key.kind)
        best[topic] = max(best.get(topic, 0.0), bits)
        strong = strong or key.kind in STRONG
    return model.prior + sum(best.values()) if strong or len(best) > 1 else model.prior


def is_hit(bits: float, model: Model = MODEL) -> bool:
    """Whether bits from shared keys are enough to tell two controllers that there is something to ask."""
    return bits >= model.review and bits > model.prior


def _bits(key: SharedKey, model: Model) -> float:
    """What one shared key says. Nobody can see here which people a value joins, so every holder above two counts as one."""
    if key.kind not in _LEVEL or key.held > model.cap:
        return 0.0
    count = max(2, key.held)
    level = model.levels[_LEVEL[key.kind]]
    return eighths(level.bits(count * math.exp2(model.off(count - 2))))
