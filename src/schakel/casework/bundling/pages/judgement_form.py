"""The three answers, none chosen, and the reason that is always asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.casework.bundling.rules import NOT_SAME, NOT_YET_KNOWN, SAME
from schakel.ground.ui import parts

LONGEST_REASON = 2_000


class JudgementForm(forms.Form):
    """`link`: which link is judged. The labels of the answers are those of the question on the page."""

    link = forms.UUIDField(widget=forms.HiddenInput)
    judgement = parts.AnswerField(
        label=_("Uw oordeel"),
        answers=[
            parts.Answer(SAME, _("Ja, het hoort erbij")),
            parts.Answer(NOT_SAME, _("Nee, het staat los")),
            parts.Answer(NOT_YET_KNOWN, _("Ik weet het nog niet"), _("U vraagt eerst iets na")),
        ],
        error_messages={"required": _("Kies een van de drie antwoorden.")},
    )
    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom. Eén zin is genoeg.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "oordeel-%s"


class ReasonForm(forms.Form):
    """Taking a signal out: which one, and why."""

    signal = parts.AnswerField(
        label=_("Welk signaal hoort hier niet?"),
        answers=[],
        error_messages={"required": _("Kies het signaal dat u eruit haalt.")},
    )
    reason = forms.CharField(
        label=_("Waarom hoort het hier niet?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom. Eén zin is genoeg.")},
    )

    def __init__(self, *args: Any, answers: list[parts.Answer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signal"]
        assert isinstance(field, parts.AnswerField)
        field.answers = tuple(answers)
        field.choices = [(answer.value, answer.label) for answer in answers]


class SplitForm(forms.Form):
    """Which signals tell another story, and why. `seen`: when the bundle last changed, as the reader knows it."""

    seen = forms.CharField(widget=forms.HiddenInput)
    signals = parts.ChecksField(
        label=_("Welke signalen zijn een ander verhaal?"),
        answers=[],
        error_messages={"required": _("Kies de signalen die samen een ander verhaal zijn.")},
    )
    reason = forms.CharField(
        label=_("Waarom zijn het twee verhalen?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom. Eén zin is genoeg.")},
    )

    def __init__(self, *args: Any, answers: list[parts.Answer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signals"]
        assert isinstance(field, parts.ChecksField)
        field.answers = tuple(answers)
        field.choices = [(answer.value, answer.label) for answer in answers]


class MergeForm(forms.Form):
    """Why two bundles tell one story. `seen` and `seen_other`: when they last changed, as the reader knows them."""

    seen = forms.CharField(widget=forms.HiddenInput)
    seen_other = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Waarom is het één verhaal?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op waarom. Eén zin is genoeg.")},
    )


def moment_of(stamp: str) -> datetime:
    """What a page said of when a bundle last changed; a stamp that is none fits no bundle."""
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
