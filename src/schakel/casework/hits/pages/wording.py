"""Codes as people say them: purposes, bases and how far a question is."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schakel.casework.hits import queries
from schakel.casework.sharing import queries as sharing
from schakel.ground.content.queries import pack
from schakel.ground.ui import parts

NOT_A_REASON = frozenset({
    "registration", "monitoring", "source_research", "intake", "related_signals", "joint_analysis", "case_discussion",
})  # fmt: skip
"""Purposes that are no reason to ask another region: they are served without it, or say only where one talks."""


def say(text: object) -> str:
    return str(text.say((get_language() or "").split("-")[0]))  # type: ignore[attr-defined]


def purposes() -> list[parts.Answer]:
    """What a municipality may share for is what it may ask for."""
    given = {code for one in sharing.bases() if sharing.GIVER in one.givers for code in one.purposes} - NOT_A_REASON
    return [parts.Answer(code, say(row.text)) for code, row in pack().purposes.items() if code in given]


def purpose(code: str) -> str:
    return say(pack().purposes[code].text) if code in pack().purposes else code


def basis(code: str) -> str:
    row = pack().legal_bases.get(code)
    if row is None:
        return code
    law = f"{say(row.text)}. {row.law}"
    return f"{law} ({_('nog te controleren')})" if row.to_be_verified else law


def state(row: queries.QuestionRow) -> str:
    if row.state == queries.WAITING:
        return _("Gaat mee op %(moment)s") % {"moment": parts.moment(row.goes_at)}
    if row.state == queries.UNDER_WAY and row.answer_at:
        return _("Onderweg. Het antwoord komt op %(moment)s.") % {"moment": parts.moment(row.answer_at)}
    return _("Er is een verwant signaal.") if row.related else _("Daar is niets verwants bekend.")
