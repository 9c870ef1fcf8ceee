"""Codes of sharing as people say them, in the language of this request."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from schakel.casework.sharing.actions.refusing import reason
from schakel.casework.sharing.queries import DisclosureRow, OptionRow, Piece
from schakel.casework.sharing.rules import CONSENT_STATES, STATES, Basis, conditions, may_release, needs_consent
from schakel.ground.content.queries import Text, pack
from schakel.ground.ui import parts


def say(text: Text) -> str:
    return text.say((get_language() or "").split("-")[0])


def party(code: str) -> str:
    return say(pack().parties[code].text) if code in pack().parties else code


def purpose(code: str) -> str:
    return say(pack().purposes[code].text) if code in pack().purposes else code


def kind(code: str) -> str:
    return say(pack().data_kinds[code].text) if code in pack().data_kinds else code


def state(code: str) -> str:
    return gettext(STATES[code])


def consent_state(code: str) -> str:
    return gettext(CONSENT_STATES[code])


def outcome(code: str) -> str:
    """What they let us know; a row from before receipts were apart says that they have it."""
    return say(pack().outcomes[code].text) if code in pack().outcomes else _("Zij hebben de brief")


def outcomes(now: str, recipient: str) -> list[parts.Answer]:
    """What this recipient may let us know next, of what the content pack lists for them."""
    return [
        parts.Answer(code, outcome(code), _("nog te controleren of zij dit mogen") if row.to_be_verified else "")
        for code, row in pack().outcomes.items()
        if may_release(now, code, recipient=recipient, receivers=row.receivers)
    ]


def condition(code: str) -> str:
    return say(pack().conditions[code].text)


def piece(one: Piece) -> str:
    return f"{one.label}: {one.text}" if one.text else one.label


def kept(found: OptionRow) -> list[parts.Fact]:
    """What does not go along, by reason: the kinds, and why."""
    by_reason: dict[str, list[str]] = {}
    for code, why in dict.fromkeys((one.kind, why) for one, why in found.kept):
        by_reason.setdefault(reason(why), []).append(kind(code))
    return [parts.Fact(why, before=", ".join(kinds)) for why, kinds in by_reason.items()]


def first(found: OptionRow) -> list[str]:
    """What must be there before anything may go, without what the form itself asks: conditions and the necessity."""
    asked = {*pack().conditions, "necessity_missing", "subsidiarity_missing"}
    return [reason(code) for code in found.decision.unmet if code not in asked]


def asks(basis: Basis, recipient: str, *, minor: str) -> list[parts.Answer]:
    return [parts.Answer(code, condition(code)) for code in sorted(conditions(basis, recipient, minor=minor))]


def law(code: str) -> str:
    row = pack().legal_bases[code]
    return _("%(law)s (stand %(year)s)") % {"law": row.law, "year": row.state_of}


def unverified(code: str) -> bool:
    return pack().legal_bases[code].to_be_verified


def whom_to_ask(code: str) -> str:
    row = pack().legal_bases[code]
    return say(row.ask) if row.ask else _("Vraag het de privacyfunctionaris.")


def accepted(found: OptionRow, names: dict[UUID, str]) -> str:
    if found.acceptance is None:
        return ""
    who = names.get(found.acceptance.by) or _("iemand die hier niet meer werkt")
    return _("Aanvaard door %(who)s op %(day)s.") % {"who": who, "day": parts.day(found.acceptance.at)}


def consent_asked(found: OptionRow) -> bool:
    return needs_consent(found.basis, found.purpose)


def history(row: DisclosureRow, names: dict[UUID, str]) -> list[parts.Step]:
    done = [
        parts.Step(
            outcome(step.outcome) if step.outcome else state(step.to_state),
            "done",
            ": ".join(filter(None, (_who(step.by, names), step.reason))),
            step.at,
        )
        for step in row.steps
    ]
    return done + [parts.Step(label, "now" if at == 0 else "later") for at, label in enumerate(_ahead(row.state))]


def _ahead(now: str) -> Iterable[str]:
    order = ("proposed", "checked", "sent", "acknowledged")
    return [state(code) for code in order[order.index(now) + 1 :]] if now in order else []


def _who(account: UUID | None, names: dict[UUID, str]) -> str:
    return names.get(account, "") if account else ""
