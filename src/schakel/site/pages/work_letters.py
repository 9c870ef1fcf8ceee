"""Letters on the work list: to be checked, to be sent, and gone without a word back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.casework.sharing import queries as sharing
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.ui import parts

CHECK_WITHIN = timedelta(days=2)
"""A letter that waits for somebody: a clock of ours."""


def letters(viewer: Actor) -> list[parts.WorkItem]:
    """What this viewer can do now: a proposal of her own that a second person must check is not hers to do."""
    waiting = [one for one in sharing.waiting(viewer=viewer) if not _waits_for_another(one, viewer)]
    items = [_item(one, _do(one), one.proposed_at + CHECK_WITHIN) for one in waiting]
    late = sharing.unanswered(viewer=viewer, now=timezone.now())
    return items + [_item(one, _("Vraag of de brief er is"), since) for one, since in late]


def _waits_for_another(row: sharing.ListedDisclosure, viewer: Actor) -> bool:
    return row.state == "proposed" and row.second_person and row.proposed_by == viewer.account


def _do(row: sharing.ListedDisclosure) -> str:
    return _("Kijk de brief na") if row.state == "proposed" else _("Verstuur de brief")


def _item(row: sharing.ListedDisclosure, do: str, due: datetime) -> parts.WorkItem:
    party = pack().parties.get(row.recipient)
    language = (get_language() or "").split("-")[0]
    return parts.WorkItem(
        title=_("Brief aan: %(recipient)s") % {"recipient": party.text.say(language) if party else row.recipient},
        url=reverse("disclosure", args=[row.id]),
        do=do,
        due=timezone.localtime(due),
        meta=_("Kenmerk %(reference)s, over signaal %(number)s")
        % {"reference": row.reference, "number": row.signal_number},
    )
