"""One bundle: what is known and what is not, who saw what, what is shared, why, and the question that waits."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schakel.casework.bundling import queries
from schakel.casework.bundling.pages.beside_parts import beside
from schakel.casework.bundling.pages.bundle_parts import acts, facts
from schakel.casework.bundling.pages.judgement_form import JudgementForm
from schakel.casework.bundling.pages.link_parts import drawn, limits, said, shared_chains, shared_table
from schakel.casework.bundling.pages.picture_parts import elements
from schakel.casework.bundling.pages.wording import listed, signals, who, who_inside
from schakel.casework.bundling.queries import BundleRow, QuestionRow, ToldRow
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.ui import parts

_HOW = {
    "saw": gettext_lazy("gezien"),
    "heard": gettext_lazy("gehoord"),
    "told": gettext_lazy("van een ander gehoord"),
    "document": gettext_lazy("uit een document"),
    "system": gettext_lazy("uit een systeem"),
}
_MOST_DRAWN = 12  # more signals than this do not fit side by side: the table says the same


@page(may="bundle.handle")
def bundle(request: HttpRequest, number: int) -> HttpResponse:
    return show_bundle(request, number)


def show_bundle(
    request: HttpRequest, number: int, *, form: JudgementForm | None = None, printing: bool = False
) -> HttpResponse:
    """The page; with `form` the answer that was refused, and everything typed in it."""
    row = queries.bundle(viewer=acting_person(request), number=number)
    if row is None:
        raise Http404
    if row.ended_at:
        return render(request, "bundling/bundle_ended.html", {"row": row, "others": row.went_to})
    wanted = form["link"].value() if form else request.GET.get("verband", "")
    asked = _chosen(row, str(wanted))
    context = {**_parts(row), **_links(row, asked), "printing": printing, "printed_at": timezone.now()}
    context |= {"number": row.number, "form": _form(form, asked), "refused": form}
    if asked:
        context |= _question(row, asked)
    return render(request, "bundling/bundle.html", context, status=422 if form and form.errors else 200)


def _form(form: JudgementForm | None, asked: QuestionRow | None) -> JudgementForm:
    """The form that was refused, when its question is still the one on the page; else a new one with the typed reason.

    An answer given to one question must never be sent as the answer to another.
    """
    if asked is None:
        return form or JudgementForm()
    if form and str(form["link"].value()) == str(asked.link.id):
        return form
    return JudgementForm(initial={"link": asked.link.id, "reason": form["reason"].value() if form else ""})


def _chosen(row: BundleRow, wanted: str) -> QuestionRow | None:
    """The question asked for, else the first."""
    return next(
        (one for one in row.questions if str(one.link.id) == wanted), row.questions[0] if row.questions else None
    )


def _parts(row: BundleRow) -> dict[str, Any]:
    waiting = [one for one in row.signals if not one.counts]
    return {
        "title": row.title,
        "facts": facts(row),
        "only_counted": _only_counted(waiting),
        "elements": elements(row),
        "beside": beside(row),
        "minor": row.picture.minor == "yes",
        "told": [_told(one) for one in row.signals],
        "chains": shared_chains(row) if row.shared and len(row.signals) <= _MOST_DRAWN else None,
        "table": shared_table(row) if row.shared else None,
        "acts": acts(row),
    }


def _links(row: BundleRow, asked: QuestionRow | None) -> dict[str, Any]:
    """The link of the question is drawn open; the others behind a fold, what waits apart from what was joined."""
    others = [link for link in row.links if asked is None or link.id != asked.link.id]
    return {
        "limits": limits(),
        "open_link": drawn(asked.link, row) if asked else None,
        "waiting_links": [drawn(link, row) for link in others if not link.sure],
        "sure_links": [drawn(link, row) for link in others if link.sure],
    }


def _question(row: BundleRow, asked: QuestionRow) -> dict[str, Any]:
    told = {one.position: one for one in row.signals}
    others = [one for one in row.questions if one.link.id != asked.link.id]
    open_ = sum(one.postponed is None for one in row.questions)
    return {
        "asked": asked,
        "question": _heading(asked, told),
        "compared": _compared(asked, told),
        "with_it": _with_it(asked),
        "postponed": said(asked.postponed) if asked.postponed else "",
        "postponed_reason": asked.postponed.reason if asked.postponed else "",
        "judge_url": reverse("judge-link", args=[row.number]),
        "jump": ngettext("%(n)s verband wacht op uw oordeel", "%(n)s verbanden wachten op uw oordeel", open_)
        % {"n": open_}
        if open_
        else _("Wat u nog niet wist"),
        "others": [
            parts.Act(
                _heading(one, told), f"{reverse('bundle', args=[row.number])}?verband={one.link.id}#oordeel", "link"
            )
            for one in others
        ],
    }


def _heading(asked: QuestionRow, told: dict[int, ToldRow]) -> str:
    if told[asked.known].counts:
        return _("Hoort signaal %(n)s bij dit verhaal?") % {"n": asked.asked}
    return _("Horen signaal %(pair)s bij elkaar?") % {"pair": listed(sorted((asked.known, asked.asked)))}


def _compared(asked: QuestionRow, told: dict[int, ToldRow]) -> list[tuple[str, str]]:
    """Who said what: (source with its number, the words that are compared)."""
    strongest = asked.strongest
    if strongest is None:
        return []
    pairs = ((told[asked.asked], strongest.a), (told[asked.known], strongest.b))
    return [
        (
            _("Signaal %(n)s, %(who)s:") % {"n": one.position, "who": who_inside(one.organisation_kind, one.function)},
            raw,
        )
        for one, raw in pairs
    ]


def _with_it(asked: QuestionRow) -> str:
    also = [one for one in asked.with_it if one != asked.asked]
    return _("Uw antwoord gaat ook over %(signals)s.") % {"signals": signals(also)} if also else ""


def _only_counted(waiting: list[ToldRow]) -> str:
    text = _("Alleen feiten uit signalen die bij elkaar horen.")
    if not waiting:
        return text
    where = signals(one.position for one in waiting)
    later = (
        _("%(signals)s telt pas mee als u het verband bevestigt.")
        if len(waiting) == 1
        else _("%(signals)s tellen pas mee als u de verbanden bevestigt.")
    )
    return f"{text} {later % {'signals': where[:1].upper() + where[1:]}}"


def _told(one: ToldRow) -> parts.Told:
    hows = list(dict.fromkeys(str(_HOW[base]) for base in one.bases if base in _HOW))
    return parts.Told(
        number=one.position,
        who=who(one.organisation_kind, one.function),
        when=one.observed_on,
        how=listed(hows),
        words=parts.marked(one.words, [parts.Span(mark.start, mark.end, mark.ask) for mark in one.marks]),
        ask=not one.counts,
        note="" if one.counts else _("Wacht op uw oordeel"),
        url=reverse("signal", args=[one.id]),
    )
