"""An answer to the question of a bundle: written down with its reason, then a page that says what it did."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.pages.bundle import show_bundle
from schakel.casework.bundling.pages.judgement_form import JudgementForm
from schakel.casework.bundling.rules import MERGED, NOT_SAME, NOT_YET_KNOWN, SAME, SPLIT
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.ui import parts

ANSWER = {SAME: actions.confirm_link, NOT_SAME: actions.reject_link, NOT_YET_KNOWN: actions.postpone_link}


@page(may="bundle.handle")
def judge_link(request: HttpRequest, number: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("bundle", number)
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return show_bundle(request, number, form=form)
    try:
        said = ANSWER[form.cleaned_data["judgement"]](
            by=acting_person(request), link=form.cleaned_data["link"], reason=form.cleaned_data["reason"], asked=True
        )
    except Refused as refusal:
        if refusal.code == "judgement.role":
            raise
        form.add_error(None, refusal.message)  # a colleague was first, perhaps: what was typed stays
        return show_bundle(request, number, form=form)
    return redirect("judged", number, said.act)


@page(may="bundle.handle")
def judged(request: HttpRequest, number: int, act: UUID) -> HttpResponse:
    """After the act: what it did, and the way back."""
    viewer = acting_person(request)
    said = queries.judgement(viewer=viewer, act=act)
    if said is None:
        raise Http404
    return render(request, "ui/confirm.html", {"confirmed": _confirmed(said, number, viewer)})


_TITLES = {
    SAME: gettext_lazy("Vastgelegd: het hoort erbij"),
    NOT_SAME: gettext_lazy("Vastgelegd: het staat los"),
    NOT_YET_KNOWN: gettext_lazy("Vastgelegd: u weet het nog niet"),
    SPLIT: gettext_lazy("Vastgelegd: het zijn twee verhalen"),
    MERGED: gettext_lazy("Vastgelegd: het is één verhaal"),
}
_TEXTS = {
    SAME: gettext_lazy("De signalen tellen nu samen in het beeld. Door uw oordeel ziet niemand meer dan eerst."),
    NOT_SAME: gettext_lazy("De signalen worden niet meer bij elkaar gelegd, ook niet als er nieuwe bijkomen."),
    NOT_YET_KNOWN: gettext_lazy("De vraag blijft staan bij de bundel, met uw reden. Er telt niets extra mee."),
    SPLIT: gettext_lazy("De twee delen worden niet meer bij elkaar gelegd, ook niet als er nieuwe signalen bijkomen. Het grootste deel hield het nummer."),
    MERGED: gettext_lazy("De signalen tellen nu samen in het beeld. De grootste bundel hield het nummer; de pagina van de andere zegt waar alles staat."),
}  # fmt: skip


def _confirmed(said: queries.ActRow, number: int, viewer: Actor) -> parts.Confirmed:
    kind = "undone" if said.undone else said.how if said.how in (SPLIT, MERGED) else said.kind
    running = queries.running_numbers(viewer=viewer)
    back = said.bundles if said.how in (SPLIT, MERGED) else (number,)
    acts = [
        parts.Act(_("Naar bundel %(number)s") % {"number": one}, reverse("bundle", args=[one]), "arrow-left")
        for one in back
        if one in running
    ]
    return parts.Confirmed(
        title=str(_TITLES.get(kind, _("Dit oordeel is teruggedraaid"))),
        text=str(_TEXTS.get(kind, _("Wat daarvoor gold, geldt nu weer."))),
        facts=[parts.Fact(said.reason, before=_("Uw reden"))] if said.reason else [],
        acts=[*acts, parts.Act(_("Alle bundels"), reverse("bundles"), "list-check")],
        undo=None
        if said.undone
        else parts.Act(
            _("Draai dit oordeel terug"), reverse("undo-judgement", args=[number, said.act]), "arrow-back-up"
        ),
        rings=2 if kind in (SAME, SPLIT, MERGED) else 1,
        tone="tie",
    )
