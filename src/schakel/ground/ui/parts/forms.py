"""Form fields with answers instead of bare choices: what a person may say, with a line of explanation, none chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Answer:
    value: str
    label: Text
    note: Text = ""


SEEN = (Answer("seen", _("Gezien")), Answer("not_seen", _("Niet gezien")), Answer("not_known", _("Weet ik niet")))
MAYBE = (Answer("yes", _("Misschien")), Answer("no", _("Nee")), Answer("unknown", _("Weet ik niet")))


def _choices(answers: Iterable[Answer]) -> list[tuple[str, Text]]:
    return [(answer.value, answer.label) for answer in answers]


class AnswerField(forms.ChoiceField):
    """One of a few answers. Nothing is chosen beforehand; unanswered and not required cleans to ""."""

    widget = forms.RadioSelect

    def __init__(self, *, answers: Sequence[Answer], **kwargs: Any) -> None:
        super().__init__(choices=_choices(answers), **kwargs)
        self.answers = tuple(answers)


class ChecksField(forms.MultipleChoiceField):
    """Any of a few things, each ticked by hand: all start off."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, answers: Sequence[Answer], **kwargs: Any) -> None:
        super().__init__(choices=_choices(answers), **kwargs)
        self.answers = tuple(answers)
