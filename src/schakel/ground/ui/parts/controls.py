"""Turns Django's bound fields into what the form parts draw: names, ids, errors and how they hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.translation import gettext as _

_BOX = "utrecht-textbox utrecht-textbox--html-input"
_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.CheckboxInput, ""),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (Input, _BOX),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the error summary; `target` is the id of the control it is about, empty for the whole form."""

    text: str
    target: str


def faults(given: Iterable[Any]) -> list[Fault]:
    """Every error of forms and formsets, in the order of the page."""
    return [fault for one in given for form in _forms(one) for fault in _faults(form)]


def _forms(one: Any) -> Iterator[Any]:
    if isinstance(one, forms.BaseForm):
        yield one
        return
    if isinstance(one, forms.BaseFormSet):
        yield from one.forms
        yield one
        return
    for inner in one or ():
        yield from _forms(inner)


def _faults(form: Any) -> Iterator[Fault]:
    if isinstance(form, forms.BaseFormSet):
        yield from (Fault(str(text), "") for text in form.non_form_errors())
        return
    yield from (Fault(str(text), "") for text in form.non_field_errors())
    for bound in form:
        yield from (Fault(text, first_id(bound)) for text in mistakes(bound))


def mistakes(bound: BoundField) -> list[str]:
    """The errors of one field in words that also stand alone in the summary: Django's own "required" names no field."""
    silent = str(forms.Field.default_error_messages["required"])
    names = _("Vul nog in: %(label)s") % {"label": bound.label}
    return [names if str(text) == silent else str(text) for text in bound.errors]


def first_id(bound: BoundField) -> str:
    """The id of the control that takes focus: the first answer of a group."""
    grouped = isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{bound.auto_id}_0" if grouped else bound.id_for_label


def field(bound: BoundField, *, big: bool, low: bool, rows: int, hint: str, kind: str) -> dict[str, Any]:
    """A label, a hint, one control and its error."""
    names = _names(bound, hint)
    attributes: dict[str, Any] = {"class": _class_of(bound.field.widget) + (" sk-low" if low else "")}
    if names["described"]:
        attributes["aria-describedby"] = names["described"]
    if rows:
        attributes["rows"] = rows
    if kind:
        attributes["type"] = kind
    if bound.errors:
        attributes["aria-invalid"] = "true"
    check = isinstance(bound.field.widget, forms.CheckboxInput)
    return {**names, "control": bound.as_widget(attrs=attributes), "big": big, "check": check}


def answers(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """A group of answers with its name; each answer as (control id, value, label, note, chosen)."""
    known = {answer.value: answer for answer in getattr(bound.field, "answers", ())}
    options = []
    for option in bound.subwidgets:
        data = option.data
        answer = known.get(str(data["value"]))
        options.append(
            {
                "id": data["attrs"]["id"],
                "value": data["value"],
                "label": data["label"],
                "note": answer.note if answer else "",
                "chosen": data["selected"],
            }
        )
    return {**_names(bound, hint), "name": bound.html_name, "options": options}


def _names(bound: BoundField, hint: str) -> dict[str, Any]:
    shown_hint = hint or bound.help_text
    name = bound.auto_id
    described = " ".join(part for part, there in ((f"{name}-h", shown_hint), (f"{name}-e", bound.errors)) if there)
    return {
        "bound": bound,
        "id": name,
        "label": bound.label,
        "hint": shown_hint,
        "must": _("(verplicht)") if bound.field.required else "",
        "errors": mistakes(bound),
        "described": described,
    }


def _class_of(widget: forms.Widget) -> str:
    own = str(widget.attrs.get("class", ""))
    given = next((names for kind, names in _CLASSES if isinstance(widget, kind)), "")
    return f"{given} {own}".strip()
