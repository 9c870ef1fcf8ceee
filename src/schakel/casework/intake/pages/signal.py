"""One signal, whole, for the focal person: words, what was seen, who is named, what was decided, what the reporter heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.intake import actions, queries
from schakel.casework.intake.pages import signal_due, wording
from schakel.casework.intake.pages.signal_files import SignalFiles
from schakel.casework.intake.pages.signal_forms import AssignForm, FeedbackForm, MoveForm
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.duty import queries as duty
from schakel.ground.ui.parts import Act, Fact, Step, day, moment

Beside = Callable[[Actor, UUID], Sequence[Act]]
"""What another module has to show beside a signal, such as its bundle; the site hands it in with the address."""


@page(may="signal.handle")
def signal(request: HttpRequest, signal: UUID, beside: Beside | None = None) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.signal(viewer=viewer, signal=signal)
    if row is None:
        raise Http404
    colleagues = accounts.focal_persons(viewer, municipality=row.listed.municipality)
    forms = {
        "move": MoveForm(_posted(request, "move"), state=row.state),
        "feedback": FeedbackForm(_posted(request, "feedback")),
        "assign": AssignForm(_posted(request, "assign"), colleagues=colleagues, owner=row.listed.owner),
        "due": signal_due.DueForm(_posted(request, "due"), row=row.listed),
    }
    if request.method == "POST" and _done(viewer, row, request.POST.get("do", ""), forms):
        return redirect(f"{reverse('signal', args=[row.id])}#wat-is-gedaan")
    names = {one.account: one.name for one in colleagues}
    context = {
        "row": row,
        **forms,
        "facts": facts(viewer, row, names),
        "minor": row.listed.minor == "yes",
        "child": pack().emergency.get("child"),
        "alert": duty.alert_for(viewer=viewer, subject=row.id),
        "viewer": viewer.account,
        "next_step": wording.next_step(row.listed),
        "observed": wording.observed(row.observations),
        "added": wording.added(row.added, names),
        "given": wording.given(row.mentions),
        "about": about(viewer, row),
        "files": SignalFiles(viewer, row.id, mine=False),
        "history": signal_due.among(history(row, names), row, names),
        "heard": [(wording.say(pack().feedback[told.code].title), told) for told in row.feedback if told.code in pack().feedback],
        "shut": bool(queries.restricted(viewer=viewer, signals=[row.id])),
        "acts": list(beside(viewer, row.id)) if beside else [],
    }  # fmt: skip
    wrong = any(form.errors for form in forms.values())
    return render(request, "intake/signal.html", context, status=422 if wrong else 200)


def _posted(request: HttpRequest, name: str) -> object:
    return request.POST if request.method == "POST" and request.POST.get("do") == name else None


def _done(viewer: Actor, row: queries.SignalRow, do: str, forms: Mapping[str, object]) -> bool:
    """Whether what was asked has been done; when not, its form says why."""
    form = forms.get(do)
    if not isinstance(form, MoveForm | FeedbackForm | AssignForm | signal_due.DueForm) or not form.is_valid():
        return False
    given = form.cleaned_data
    if isinstance(form, signal_due.DueForm):
        form.carry_out(viewer)
    elif do == "feedback":
        actions.give_feedback(by=viewer, signal=row.id, code=given["code"], thanks=given["thanks"])
    elif do == "assign":
        actions.assign(by=viewer, signal=row.id, to=UUID(given["to"]), seen=row.listed.owner)
    else:
        _move(viewer, row.id, given["to"], given["reason"])
    return True


def _move(viewer: Actor, signal: UUID, to: str, reason: str) -> None:
    if to == "qualified":
        actions.qualify(by=viewer, signal=signal)
    elif to == "weighed":
        actions.weigh(by=viewer, signal=signal, reason=reason)
    elif to == "closed":
        actions.close(by=viewer, signal=signal, reason=reason)
    else:
        actions.decide(by=viewer, signal=signal, outcome=to, reason=reason)


def facts(viewer: Actor, row: queries.SignalRow, names: dict[UUID, str]) -> list[Fact]:
    others = {other.id: other.name for other in accounts.organisations()}
    owner = names.get(row.listed.owner, "") if row.listed.owner else ""
    return [
        Fact(wording.source(row.listed, own=viewer.organisation, others=others)),
        Fact(day(row.listed.observed_on), before=_("Gezien")),
        Fact(wording.state(row.state), before=_("Staat")),
        *([Fact(owner, before=_("Bij"))] if owner else []),
    ]


def about(viewer: Actor, row: queries.SignalRow) -> list[Fact]:
    """Where the signal came from. The reporter's name is for who handles it, and nobody else (rule 13)."""
    organisation = accounts.organisation(row.listed.reporting_organisation)
    name = accounts.reporter_name(viewer, row.reporter) if row.reporter else ""
    noticed = wording.noticed_by(row.listed)
    work = wording.profession(row.listed.function, row.listed.organisation_kind)
    return [
        Fact(name or _("Niet bekend"), before=_("Melder")),
        Fact(organisation.name if organisation else "", before=_("Organisatie")),
        Fact(noticed, before=_("Doorgegeven voor")) if noticed else Fact(work, before=_("Werk")),
        *([Fact(row.reach or _("Vraag het de melder"), before=_("Bij vragen"))] if noticed else []),
        Fact(moment(row.listed.received_at), before=_("Ontvangen")),
        Fact(str(wording.MINORS[row.listed.minor]), before=_("Iemand onder de 18")),
        Fact(_("Ja") if row.listed.danger else _("Niet gemeld"), before=_("Direct gevaar")),
        Fact(day(row.keep_until), before=_("Bewaren tot")),
        *came(row.provenance),
    ]


def came(given: queries.ProvenanceRow | None) -> list[Fact]:
    """On what basis the data was given; what the law says of it is marked where it is still to be checked."""
    if given is None:
        return []
    basis = pack().legal_bases.get(given.basis)
    said = wording.say(basis.text) if basis else given.basis
    checked = f" ({_('nog te controleren')})" if basis and basis.to_be_verified else ""
    return [
        Fact(f"{said}{checked}", before=_("Gegeven op grond van")),
        Fact(given.reference, before=_("Vastgelegd onder")),
        Fact(day(given.provided_on), before=_("Gegeven op")),
    ]


def history(row: queries.SignalRow, names: dict[UUID, str]) -> list[Step]:
    steps = [Step(wording.state("received"), "done", when=row.listed.received_at)]
    for change in row.changes:
        who = names.get(change.by, "") if change.by else ""
        note = ": ".join(filter(None, (who, change.reason)))
        steps.append(Step(wording.state(change.to_state), "done", note, change.at))
    return steps
