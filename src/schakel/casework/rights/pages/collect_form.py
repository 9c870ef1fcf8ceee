"""One place where the person is named: is it them, and what may be done with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.casework.rights.actions import Chosen
from schakel.casework.rights.pages import wording
from schakel.casework.rights.queries import Occurrence
from schakel.casework.rights.rules import GRANT, REFUSE
from schakel.ground.content.queries import pack
from schakel.ground.ui.parts import Answer, AnswerField

SKIP = "skip"
GRANTS = {
    "access": _("Mag weten"),
    "restriction": _("Sluit af"),
    "correction": _("Haal weg"),
    "objection": _("Haal weg"),
    "erasure": _("Haal weg"),
}


def grounds(kind: str) -> list[tuple[str, str]]:
    fitting = [one for one in pack().request_grounds.values() if not one.kinds or kind in one.kinds]
    return [("", str(_("Kies een grond"))), *((one.code, wording.say(one.text)) for one in fitting)]


class PlaceForm(forms.Form):
    """`key` says which place was looked at, so that nothing is decided about another."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=200)
    what = AnswerField(label=_("Wat mag hiermee?"), answers=(), error_messages={"required": _("Kies wat hiermee mag.")})
    ground = forms.ChoiceField(label=_("Grond om te weigeren"), required=False)
    say = forms.CharField(
        label=_("Wat mag de persoon hierover lezen?"),
        help_text=_("In uw eigen woorden. Noem geen ander, niet wie iets doorgaf, en niet dat er iets is doorgegeven. Laat het leeg om niets te zeggen."),
        max_length=1_000,
        required=False,
        widget=forms.Textarea,
    )  # fmt: skip

    def __init__(self, data: Any, *, at: int, kind: str, about: Occurrence) -> None:
        super().__init__(data, prefix=f"p{at}", initial={"key": about.key})
        self.about, self.kind = about, kind
        what, ground = self.fields["what"], self.fields["ground"]
        assert isinstance(what, AnswerField) and isinstance(ground, forms.ChoiceField)
        what.answers = (
            Answer(GRANT, GRANTS[kind]),
            Answer(REFUSE, _("Weiger")),
            Answer(SKIP, _("Iemand anders")),
        )
        what.choices = [(one.value, one.label) for one in what.answers]
        ground.choices = grounds(kind)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("key") != self.about.key:
            self.add_error("what", _("Er kwam intussen iets bij. Kijk opnieuw naar deze plek."))
        if given.get("what") == REFUSE and not given.get("ground"):
            self.add_error("ground", _("Kies waarom dit niet kan."))
        if given.get("what") == GRANT and self.kind == "access" and not given.get("say", "").strip():
            self.add_error("say", _("Schrijf op wat de persoon hierover mag lezen."))
        return given

    def chosen(self) -> Chosen | None:
        """What was chosen; None when it is about somebody else."""
        given, one = self.cleaned_data, self.about
        if given["what"] == SKIP:
            return None
        return Chosen(
            place=one.place, words=one.words, proposal=given["what"], signal=one.signal, number=one.number,
            position=one.position, row=one.row, spans=one.spans, was=one.was, ground=given["ground"], say=given["say"],
        )  # fmt: skip


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Hoe hebt u gekeken?"),
        help_text=_("Eén zin: welke namen en nummers, en of u ook in de bestanden keek. De persoon leest dit niet."),
        max_length=2_000,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op hoe u keek. Eén zin is genoeg.")},
    )
