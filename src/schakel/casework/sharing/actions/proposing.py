"""A disclosure is proposed: one recipient, one purpose, one basis, the fields that somebody ticked, and why."""

from __future__ import annotations

import json
from collections.abc import Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.sharing.actions.locks import needed, only_focal
from schakel.casework.sharing.actions.refusing import not_yet, reason
from schakel.casework.sharing.models import Disclosure, DisclosureStep
from schakel.casework.sharing.queries.matrix import digest
from schakel.casework.sharing.queries.options import option
from schakel.casework.sharing.queries.rows import OptionRow
from schakel.casework.sharing.queries.sealing import bound
from schakel.casework.sharing.rules import Matter, Piece
from schakel.ground.audit import actions as audit
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal


def propose_disclosure(
    *,
    by: Actor,
    matter: Matter,
    basis: str,
    recipient: str,
    purpose: str,
    chosen: Collection[str],
    confirmed: Collection[str],
    necessity: str,
    subsidiarity: str,
) -> UUID:
    """Returns its id. `chosen`: codes of pieces of the matter; `confirmed`: codes of conditions; `necessity`: why it is
    needed for this purpose; `subsidiarity`: why not with less, and why to this recipient.

    Refused without a basis for this recipient and purpose, with anything unmet, with nothing chosen, or with one thing
    that may not go: then nothing goes, and nothing is left out in silence.
    """
    with acting(by):
        only_focal(by)
        found = option(
            viewer=by, matter=matter, basis=basis, recipient=recipient, purpose=purpose,
            confirmed=tuple(confirmed), necessity=bool(necessity.strip()), subsidiarity=bool(subsidiarity.strip()),
        )  # fmt: skip
        if found is None:
            raise Refused("sharing.no_basis", reason("no_basis"), _("Vraag het de privacyfunctionaris."))
        if found.decision.unmet:
            raise not_yet(found.decision, ask=_ask(basis))
        pieces = _checked(matter, found, chosen)
        row = _written(by, matter, found, pieces, confirmed, needed(necessity), needed(subsidiarity))
        audit.record(
            "disclosure.proposed", by=by, organisation=by.organisation, object_kind="disclosure", object_id=row.id,
            basis=basis.lower(), subjects=[UUID(one) for one in row.subjects],
            facts={"recipient": recipient, "purpose": purpose, "fields": len(pieces)},
        )  # fmt: skip
        return row.id


def _checked(matter: Matter, found: OptionRow, chosen: Collection[str]) -> tuple[Piece, ...]:
    """The pieces chosen, in the order of the signal. Refused when one of them may not go, or none was chosen."""
    pieces = matter.chosen(chosen)
    if not pieces or len(pieces) < len(set(chosen)):
        raise Refused("sharing.nothing", _("Kies wat er in de brief komt."))
    open_ = {one.code for one in found.possible}
    why = {one.code: code for one, code in found.kept}
    for piece in pieces:
        if piece.code not in open_:
            raise Refused(f"sharing.{why[piece.code]}", reason(why[piece.code]), _ask(found.basis.code))
    if found.consent:
        others = {one.code for one in pieces if one.kind == "presumed_victim"} - {found.consent.person}
        if others:
            raise Refused("sharing.consent_missing", reason("consent_missing"))
    return pieces


def _written(
    by: Actor,
    matter: Matter,
    found: OptionRow,
    pieces: tuple[Piece, ...],
    confirmed: Collection[str],
    necessity: str,
    subsidiarity: str,
) -> Disclosure:
    now, own = timezone.now(), new_id()
    held_back = {piece.kind for piece, _why in found.kept}
    given = json.dumps([{"kind": p.kind, "label": p.label, "text": p.text} for p in pieces], ensure_ascii=False)
    row = Disclosure(
        id=own, controller=by.organisation, signal=matter.id, signal_number=matter.number, minor=matter.minor,
        giver=found.giver, recipient=found.recipient, purpose=found.purpose,
        basis=found.basis.code, digest=digest(found.basis.code), pack_version=pack().version,
        kinds=sorted({piece.kind for piece in pieces}),
        withheld={kind: value for kind, value in found.decision.values.items() if kind in held_back},
        confirmed=sorted(set(confirmed)),
        subjects=sorted({str(piece.subject) for piece in pieces if piece.subject}),
        second_person=found.basis.second_person, consent_id=found.consent.id if found.consent else None,
        given=sealed(given, by, own, "given"), necessity=sealed(necessity, by, own, "necessity"),
        subsidiarity=sealed(subsidiarity, by, own, "subsidiarity"),
        proposed_by=_somebody(by), proposed_at=now, keep_until=matter.keep_until,
    )  # fmt: skip
    Disclosure.objects.bulk_create([row])
    step = DisclosureStep(disclosure_id=own, controller=by.organisation, to_state="proposed", by=by.account, at=now)
    DisclosureStep.objects.bulk_create([step])
    return row


def sealed(text: str, by: Actor, disclosure: UUID, field: str) -> bytes:
    return seal(text, organisation=by.organisation, bound_to=bound("disclosure", disclosure, field))


def _somebody(by: Actor) -> UUID:
    if by.account is None:
        raise Refused("sharing.role", _("Delen doet een mens, met naam."))
    return by.account


def _ask(basis: str) -> str:
    row = pack().legal_bases.get(basis)
    return str(row.ask) if row and row.ask else _("Vraag het de privacyfunctionaris.")
