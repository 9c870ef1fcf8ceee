"""Shelters are recognised by keyed hash and left out: they link nothing and are named nowhere (rule 14)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from schakel.casework.bundling.models import ProtectedAddress
from schakel.engines.linkage import Key, Observed, keys_of, screened
from schakel.engines.linkage.addresses import read_address
from schakel.engines.linkage.forms import Address, Unreadable
from schakel.engines.linkage.observe import Observation
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import blind, blind_ever

KINDS = ("address", "postcode and number", "street and number")
_WITHOUT_PLACE = "street and number"
_NUMBER = re.compile(r"(?<!\w)\d{1,5}(?!\d)")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d][\w.'’-]*,?\s+){1,4}$")


def hashes(keys: Iterable[Key]) -> list[int]:
    """How keys of addresses are known here: made with a kind of their own, so that they fit no other table."""
    return blind("protected", [f"{key.kind}|{key.text}" for key in keys if key.kind in KINDS])


class Shelters:
    """The protected addresses of this moment, to be asked about one signal or many."""

    def __init__(self) -> None:
        self._known = frozenset(ProtectedAddress.objects.values_list("key", flat=True))

    def left_out(self, observed: Observed) -> Observed:
        """The signal without protected addresses: what named one has become unreadable and shares nothing."""
        if not self._known:
            return observed
        rest = screened(observed, self._asked)
        kept = tuple(
            replace(one, form=Unreadable("protected")) if self.hides(one) else one for one in rest.observations
        )
        return replace(rest, observations=kept)

    def hides(self, one: Observation) -> bool:
        """Whether this names a protected address, also in a field for something else, also without its town."""
        if isinstance(one.form, Unreadable) and one.form.why == "protected":
            return True
        if not self._known or not any(sign.isdigit() for sign in one.raw):
            return False
        form = one.form if isinstance(one.form, Address) else read_address(one.raw)
        keys = keys_of(Observation("address", one.raw, one.at, form))
        without_place = isinstance(form, Address) and not form.place
        return any(self._knows(key.kind, key.text) for key in keys if key.kind != _WITHOUT_PLACE or without_place)

    def named_in(self, text: str) -> list[str]:
        """Protected addresses that stand in somebody's words, as they stand there."""
        if not self._known:
            return []
        found = []
        for number in _NUMBER.finditer(text):
            before = _WORDS_BEFORE.search(text[: number.start()])
            words = before.group().split() if before else []
            for length in range(1, len(words) + 1):
                phrase = " ".join([*words[-length:], number.group()])
                if self.hides(Observation("address", phrase, 0, read_address(phrase))):
                    found.append(phrase)
        return found

    def _asked(self, kind: str, text: str) -> bool:
        """What the engine asks of each key: a street and number alone says nothing when a town stands beside it."""
        return kind != _WITHOUT_PLACE and self._knows(kind, text)

    def _knows(self, kind: str, text: str) -> bool:
        if kind not in KINDS:
            return False
        return any(found in self._known for (found,) in blind_ever("protected", [f"{kind}|{text}"]))


def sheltered(*, viewer: Actor, texts: Sequence[str]) -> list[bool]:
    """For each text whether a protected address stands in it: it may then go nowhere (rule 14). Asked in one look."""
    del viewer  # row security lets everybody of an organisation ask, and shows only keyed hashes
    known = Shelters()
    return [
        known.hides(Observation("address", text, 0, read_address(text))) or bool(known.named_in(text)) for text in texts
    ]
