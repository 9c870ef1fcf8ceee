"""The answer to the person, to print or as a PDF that a screen reader can read. It says nothing that was not decided."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from schakel.casework.rights import actions, queries
from schakel.casework.rights.pages import wording
from schakel.casework.rights.queries import LetterRow, RequestRow
from schakel.casework.rights.rules import OWN
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.refusal import Refused
from schakel.ground.ui.parts import day


@dataclass(frozen=True, slots=True)
class Paper:
    """The letter in words. The same words when there was nothing, and when what there was may not be told."""

    sender: str
    reference: str
    on: str
    to: str
    opening: str
    middle: tuple[str, ...]
    listed: tuple[str, ...]
    grounds: tuple[str, ...]
    closing: tuple[str, ...]


@page(may="request.handle")
def request_letter(request: HttpRequest, request_id: UUID) -> HttpResponse:
    row, paper = _paper(request, request_id)
    return render(request, "rights/request_letter.html", {"row": row, "paper": paper})


@page(may="request.handle")
def request_letter_pdf(request: HttpRequest, request_id: UUID) -> HttpResponse:
    try:  # the libraries of the system that set type are asked for here, so that the house also stands without them
        from schakel.ground.ui.parts.typeset import typeset
    except (ImportError, OSError) as trouble:
        raise Refused(
            "letter.no_typesetter", _("Deze installatie kan geen pdf maken."), _("Druk de brief af vanaf het scherm.")
        ) from trouble
    row, paper = _paper(request, request_id)
    with translation.override("nl"):
        answer = HttpResponse(typeset(render_to_string("rights/request_letter_paper.html", {"paper": paper})))
    answer["Content-Type"] = "application/pdf"
    answer["Content-Disposition"] = f'attachment; filename="antwoord-{row.reference}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _paper(request: HttpRequest, request_id: UUID) -> tuple[RequestRow, Paper]:
    viewer = acting_person(request)
    letter = queries.letter(viewer=viewer, request=request_id)
    row = queries.request(viewer=viewer, request=request_id, reading=False) if letter else None
    if row is None or letter is None or row.channel == OWN:
        raise Http404
    actions.note_letter(by=viewer, request=row.id)
    house = accounts.organisation(viewer.organisation)
    with translation.override("nl"):  # a Dutch letter, whatever language its maker reads
        return row, paper(row, letter, sender=house.name if house else "")


def paper(row: RequestRow, letter: LetterRow, *, sender: str) -> Paper:
    """From what was decided to words: fixed texts of the content pack, and the sentences that were approved."""
    texts = {code: wording.say(one.text) for code, one in pack().request_texts.items()}
    middle: tuple[str, ...]
    closing: tuple[str, ...]
    if letter.unknown:
        middle, closing = (texts["unknown_person"],), (texts["complaint"],)
    elif letter.neutral:
        middle, closing = (texts["neutral"],), (texts["complaint"],)
    else:
        middle = (texts["told" if row.kind == "access" else "done"],) if letter.say else ()
        closing = (texts["also"], texts["complaint"])
    return Paper(
        sender=sender,
        reference=row.reference,
        on=day(timezone.localdate()),
        to=row.name,
        opening=texts["received"] % {"day": day(row.received_on), "kind": wording.kind(row.kind).lower()},
        middle=middle,
        listed=letter.say,
        grounds=tuple(wording.ground(code) for code in letter.grounds),
        closing=closing,
    )
