"""Writes down how a signal was read, and its blind keys; and takes them away again."""

from __future__ import annotations

import json
from uuid import UUID

from schakel.casework.bundling.models import LinkKey, Reading
from schakel.casework.bundling.queries.blinding import blinded
from schakel.casework.bundling.queries.readings import bound
from schakel.engines.linkage import Key, Observed, entries, to_dict
from schakel.ground.database.actor import Actor
from schakel.ground.vault.actions import seal, written_generations


def keep(observed: Observed, *, by: Actor) -> None:
    """The reading, sealed, and the keys with which the controller's own signals find each other."""
    signal = UUID(observed.id)
    sealed = seal(
        json.dumps(to_dict(observed), ensure_ascii=False),
        organisation=by.organisation,
        bound_to=bound("reading", signal, "observed"),
    )
    Reading.objects.update_or_create(
        signal=signal,
        defaults={"observed": sealed},
        create_defaults={"controller": by.organisation, "observed": sealed},
    )
    _keep_keys(observed, by=by, covenant=None)


def keep_for_covenant(observed: Observed, *, by: Actor, covenant: UUID) -> set[Key]:
    """The keys with which signals of this covenant find each other; returns them, blinded."""
    return _keep_keys(observed, by=by, covenant=covenant)


def drop(signal: UUID) -> None:
    Reading.objects.filter(signal=signal).delete()
    LinkKey.objects.filter(signal=signal).delete()


def _keep_keys(observed: Observed, *, by: Actor, covenant: UUID | None) -> set[Key]:
    """Under every root that is written now; those of the root that counts are returned."""
    LinkKey.objects.filter(signal=UUID(observed.id), covenant=covenant).delete()
    found = [lay(observed, by=by, covenant=covenant, generation=one) for one in written_generations()]
    return found[0]


def lay(observed: Observed, *, by: Actor, covenant: UUID | None, generation: int) -> set[Key]:
    """Own keys hold the kinds of signs too: they tell stories apart, and are no business of others."""
    standing = [
        (part, about, keys)
        for part, (about, keys) in enumerate(entries(observed))
        if covenant is None or about != "form"
    ]
    names = blinded({key for _part, _about, keys in standing for key in keys}, covenant=covenant, generation=generation)
    signal = UUID(observed.id)
    LinkKey.objects.bulk_create(
        [
            LinkKey(
                controller=by.organisation,
                signal=signal,
                covenant=covenant,
                generation=generation,
                part=part,
                about=about,
                kind=key.kind,
                strength=key.strength,
                key=int(names[key].text),
            )
            for part, about, keys in standing
            for key in sorted(keys)
        ]
    )
    return set(names.values())
