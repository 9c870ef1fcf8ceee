"""What stands in a signal, put right by who handles it; and everything that was put right before, with who and why."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake import actions, queries
from schakel.casework.intake.pages import wording
from schakel.casework.intake.pages.correction_form import CorrectionForm
from schakel.casework.intake.rules import ADDED, CORRECTED, REMOVED
from schakel.ground.accounts import queries as accounts
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.ui.parts import Given, moment

NEW = "nieuw"
_WHAT = {
    CORRECTED: gettext_lazy("%(kind)s: %(before)s is nu %(value)s"),
    ADDED: gettext_lazy("%(kind)s toegevoegd: %(value)s"),
    REMOVED: gettext_lazy("%(kind)s weggehaald: %(before)s"),
}
_BACK = gettext_lazy("%(kind)s teruggezet: %(value)s")


@dataclass(frozen=True, slots=True)
class Event:
    """One correction, newest first: when, what, who and why."""

    when: str
    what: str
    who: str
    reason: str


@page(may="signal.handle")
def correct_signal(request: HttpRequest, signal: UUID) -> HttpResponse:
    viewer = acting_person(request)
    row = queries.signal(viewer=viewer, signal=signal)
    if row is None:
        raise Http404
    wanted = request.GET.get("regel", "")
    about = _about(row, wanted)
    if wanted and wanted != NEW and about is None:
        return redirect("correct-signal", signal)
    posted = request.POST.copy()
    form = CorrectionForm(posted or None, about=about, seen=len(row.corrections)) if wanted else None
    if request.method == "POST" and form and form.is_valid() and _done(viewer, row, about, form, posted):
        return redirect(f"{reverse('correct-signal', args=[row.id])}?vastgelegd=1#geschiedenis")
    context = {
        "row": row,
        "form": form,
        "about": about,
        "standing": _standing(row),
        "removed": _removed(row),
        "done": bool(request.GET.get("vastgelegd")),
        "events": _events(viewer, row),
    }
    return render(request, "intake/correct_signal.html", context, status=422 if form and form.errors else 200)


def _about(row: queries.SignalRow, wanted: str) -> queries.MentionRow | None:
    """What stands at the place asked for, or stood there last."""
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 5):
        return None
    place = int(wanted)
    gone = [one for one in row.corrections if one.position == place and one.what == REMOVED]
    last = [queries.MentionRow(place, one.kind, "unknown", one.before) for one in gone[-1:]]
    return next((one for one in row.mentions if one.position == place), next(iter(last), None))


def _done(
    viewer: Actor, row: queries.SignalRow, about: queries.MentionRow | None, form: CorrectionForm, posted: QueryDict
) -> bool:
    """Whether it was written down; when not, the form says why, and what was typed stays."""
    given = form.cleaned_data
    told = {"by": viewer, "signal": row.id, "reason": given["reason"], "seen": given["seen"]}
    try:
        if about is None:
            actions.add_mention(**told, kind=given["kind"], value=given["value"])
        elif given["what"] == REMOVED:
            actions.remove_mention(**told, position=about.position)
        else:
            actions.correct_mention(**told, position=about.position, kind=given["kind"], value=given["value"])
    except Refused as refusal:
        form.add_error(None, refusal.message)
        posted[form.add_prefix("seen")] = str(len(row.corrections))  # the reader now sees what a colleague did
        return False
    return True


def _standing(row: queries.SignalRow) -> list[Given]:
    return [
        Given(shown.text, shown.kind, shown.icon, url=_form_at(row, str(one.position)), action=_("Verbeter"))
        for one, shown in zip(row.mentions, wording.given(row.mentions), strict=True)
    ]


def _removed(row: queries.SignalRow) -> list[Given]:
    """What was removed and not put back, as it stood there last."""
    standing = {one.position for one in row.mentions}
    last = {one.position: one for one in row.corrections if one.what == REMOVED and one.position not in standing}
    kinds = pack().mention_kinds
    return [
        Given(
            one.before,
            _("%(kind)s, weggehaald") % {"kind": wording.mention_kind(one.kind)},
            kinds[one.kind].icon if one.kind in kinds else "hash",
            url=_form_at(row, str(position)),
            action=_("Zet terug"),
        )
        for position, one in sorted(last.items())
    ]


def _form_at(row: queries.SignalRow, place: str) -> str:
    return f"{reverse('correct-signal', args=[row.id])}?regel={place}#formulier"


def _events(viewer: Actor, row: queries.SignalRow) -> list[Event]:
    people = accounts.focal_persons(viewer, municipality=row.listed.municipality)
    names = {one.account: one.name for one in people}
    return [
        Event(
            when=moment(one.at),
            what=str(_BACK if one.what == CORRECTED and not one.before else _WHAT[one.what])
            % {"kind": wording.mention_kind(one.kind), "value": one.value, "before": one.before},
            who=(names.get(one.by) if one.by else None) or _("Een collega"),
            reason=one.reason,
        )
        for one in reversed(row.corrections)
    ]
