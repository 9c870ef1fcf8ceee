"""Somebody was taken out of a signal: letters about it that were not sent go, and what that person is said to have agreed to.

What was sent stays for its own term, because somebody has to be able to answer for it; its recipients are to be told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from schakel.casework.sharing.actions.forgetting import forget_consents, forget_rows, only_system
from schakel.casework.sharing.models import Consent, Disclosure
from schakel.casework.sharing.queries.naming import TEXTS
from schakel.ground.audit import actions as audit
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import Mask, mask_out


def clear_unsent_letters(*, by: Actor, signal: UUID, people: Collection[str]) -> int:
    """Returns how many letters went; they can be proposed anew. `people`: codes of those taken out, as consents name them."""
    with acting(by):
        only_system(by)
        gone = forget_rows(by, Disclosure.objects.filter(controller=by.organisation, signal=signal, channel=""))
        forget_consents(Consent.objects.filter(controller=by.organisation, signal=signal, person__in=people), by)
        audit.record(
            "disclosure.cleared", by=by, organisation=by.organisation, object_kind="signal", object_id=signal,
            facts={"letters": gone},
        )  # fmt: skip
        return gone


def clear_words(*, by: Actor, masks: Sequence[Mask]) -> list[Mask] | None:
    """Takes these places out of why something was to go, sent or not; the masks as done, or None when a text is
    another one by now."""
    with acting(by):
        only_system(by)
        done = mask_out(TEXTS, masks, organisation=by.organisation)
        if done:
            audit.record(
                "disclosure.words_cleared", by=by, organisation=by.organisation, object_kind="disclosures", object_id=None,
                facts={"texts": len(done)}, activity="data_request",
            )  # fmt: skip
        return done
