"""The desk: somebody writes down what was seen, in under a minute, and gets a number. Nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.intake import actions, queries
from schakel.casework.intake.actions import IncomingMention, IncomingObservation, SignalRefused
from schakel.casework.intake.pages.desk import Desk
from schakel.casework.intake.pages.desk_another import noticer, work_of
from schakel.casework.intake.pages.desk_files import DeskFiles
from schakel.casework.intake.pages.desk_form import DeskForm
from schakel.casework.intake.pages.desk_typed import Typed, new_once
from schakel.casework.intake.pages.wording import mention_kind
from schakel.casework.intake.rules import basis
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.ui.parts import Given

DRAFT = "desk"
_LONGEST_PLACE = 3  # digits


@page(may="signal.register")
def register_signal(request: HttpRequest) -> HttpResponse:
    actor = acting_person(request)
    if request.method != "POST":
        return _shown(request, Desk(actor, _before(request)), DeskFiles(actor, DRAFT))
    typed = Typed.posted(request.POST)
    do, _colon, what = request.POST.get("do", "").partition(":")
    if do == "again":
        actions.drop_draft(by=actor, kind=DRAFT)
        return _to(request, reverse("register-signal"))
    files = DeskFiles(actor, DRAFT)
    files.take_in(request, typed.to_keep())
    if files.marked:
        typed = replace(typed, minor="yes")
    if do == "send":
        return _sent(request, Desk(actor, typed), files)
    return _went_on(request, Desk(actor, _after(typed, do, what)), files, adding=do == "add")


def _before(request: HttpRequest) -> Typed | None:
    """What was typed when the login ended, else the draft."""
    again = getattr(request, "typed_again", None)
    if again is not None:
        request.typed_again_shown = True  # type: ignore[attr-defined]
        return Typed.posted(again)
    kept = queries.draft(viewer=acting_person(request), kind=DRAFT)
    return Typed.kept(kept.typed) if kept else None


def _after(typed: Typed, do: str, what: str) -> Typed:
    """What one of the small buttons does; "add" waits until the line was found to be in order."""
    if do in ("edit", "drop") and what.isdecimal() and len(what) <= _LONGEST_PLACE:
        return typed.without(int(what), edit=do == "edit")
    if do == "take":
        kind, _colon, value = what.partition(":")
        return typed.took(kind, value) if kind in pack().mention_kinds else typed
    return typed.skipping(what) if do == "skip" else typed


def _went_on(request: HttpRequest, desk: Desk, files: DeskFiles, *, adding: bool) -> HttpResponse:
    """Keeps what was typed and shows the page with it; a line that may not stand there is not added."""
    form = None
    if adding:
        form = _form(desk, sending=True)
        form.keep_faults_of("value")
        if form.is_valid():
            desk, form = Desk(desk.actor, desk.typed.added()), None
    _keep(desk)
    return _shown(request, desk, files, form=form)


def _sent(request: HttpRequest, desk: Desk, files: DeskFiles) -> HttpResponse:
    form = _form(desk, sending=True)
    if form.is_valid() and not files.form.errors:
        try:
            receipt = _register(desk, form)
        except SignalRefused as refused:
            for fault in refused.faults:
                form.refuse(fault.field, fault.said(_))
        else:
            files.go_with(receipt)
            actions.drop_draft(by=desk.actor, kind=DRAFT)
            return _to(request, reverse("receipt", args=[receipt]))
    _keep(desk)
    return _shown(request, desk, files, form=form)


def _to(request: HttpRequest, address: str) -> HttpResponse:
    """To another page; when script sent the form, it goes there itself, so that a lost connection shows no empty screen."""
    return (
        HttpResponse(status=204, headers={"HX-Redirect": address})
        if request.headers.get("HX-Request")
        else redirect(address)
    )


def _keep(desk: Desk) -> None:
    if not desk.typed.is_empty:
        actions.keep_draft(by=desk.actor, kind=DRAFT, typed=desk.typed.to_keep())


def _register(desk: Desk, form: DeskForm) -> UUID:
    """The id of the receipt. Sent twice by a second click: the first receipt. Sent, gone back and altered: a new signal."""
    try:
        return _once(desk, form, desk.typed.once)
    except SignalRefused as refused:
        if [fault.code for fault in refused.faults] != ["other_body"]:
            raise
        return _once(desk, form, new_once())


def _once(desk: Desk, form: DeskForm, once: str) -> UUID:
    typed: Typed = desk.typed.added()
    function, kind = work_of(typed, own_function=desk.function)
    return actions.register_signal(
        by=desk.actor,
        municipality=desk.actor.municipality or form.cleaned_data["municipality"],
        observed_on=form.cleaned_data["observed_on"],
        narrative=form.cleaned_data["narrative"],
        observations=[
            IncomingObservation(
                code, answer, basis(answer, passed_on=bool(typed.who), first_hand=typed.first_hand == "self")
            )
            for code, answer in typed.answers.items()
        ],
        mentions=[IncomingMention(kind, value) for kind, value in typed.mentions],
        minor=form.cleaned_data["minor"] or "unknown",
        function=function,
        organisation_kind=kind,
        noticer=noticer(typed),
        sender_id=f"desk-{once}",
        provenance=form.provenance,
    ).id


def _form(desk: Desk, *, sending: bool) -> DeskForm:
    return DeskForm(
        typed=replace(desk.typed, card=desk.card_code),
        sending=sending,
        rows=[*desk.open_rows, *desk.more_rows],
        cards=desk.cards,
        municipalities=desk.municipalities,
        earlier=desk.earlier,
        source=desk.source,
    )


def _shown(request: HttpRequest, desk: Desk, files: DeskFiles, *, form: DeskForm | None = None) -> HttpResponse:
    shown = form or _form(desk, sending=False)
    kept = queries.draft(viewer=desk.actor, kind=DRAFT)
    kinds = pack().mention_kinds
    context = {
        "desk": desk,
        "form": shown,
        "files": files,
        "open_rows": shown.rows(desk.open_rows),
        "more_rows": shown.rows(desk.more_rows),
        "given": [
            Given(value, mention_kind(kind), kinds[kind].icon if kind in kinds else "hash")
            for kind, value in desk.typed.mentions
        ],
        "kept_at": kept.kept_at if kept else None,
        "advice": pack().routes.get("advice"),
    }
    # A part of the page that takes the place of another must come with 200, whatever is said in it.
    wrong = bool(shown.errors or files.form.errors) and not request.headers.get("HX-Request")
    return render(request, "intake/register_signal.html", context, status=422 if wrong else 200)
