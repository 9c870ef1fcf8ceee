"""What of a signal may be compared outside its own covenant: less than inside it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from schakel.casework.bundling.queries.blinding import blinded
from schakel.casework.bundling.queries.postings import MOST, TablePostings
from schakel.casework.bundling.queries.protection import Shelters
from schakel.casework.intake import queries as intake
from schakel.casework.sharing import queries as sharing
from schakel.engines.linkage import Key, observe
from schakel.ground.database.actor import Actor

CONTACT = "contact"


def keys_outward(*, viewer: Actor, signal: UUID, reporter: str) -> frozenset[Key]:
    """Keys of what was named in this signal, of the viewer's own municipality; none for anybody else's.

    Left out: the free text, whoever is named as a contact, and whatever holds the name of the reporter ("" when unknown);
    protected addresses; and values that so many own signals hold that they say nothing of one story.
    """
    found = intake.signals_for_bundling(viewer=viewer, ids=[signal])
    if not found:
        return frozenset()
    named = tuple(
        one for one in found[0].mentions if one.role != CONTACT and not sharing.names_reporter(one.value, reporter)
    )
    keys = Shelters().left_out(observe(replace(found[0], narrative="", mentions=named))).keys
    postings, own = TablePostings(viewer.organisation), blinded(keys)
    postings.holding(own.values())
    return frozenset(key for key in keys if len(postings.holders(own[key])) < MOST)
