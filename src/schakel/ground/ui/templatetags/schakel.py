"""The tags and filters of a page; README.md has the contract of each. They draw, and decide nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from schakel.ground.ui import parts
from schakel.ground.ui.parts import controls, drawings, words

register = template.Library()

ICON_LIST = Path(__file__).parents[1] / "icons.txt"
DRAWN = "ui/parts/"


@cache
def icon_names() -> frozenset[str]:
    return frozenset(ICON_LIST.read_text("utf-8").split())


# ---------------------------------------------------------------- words

register.filter("day", words.day)
register.filter("day_short", words.day_short)
register.filter("weekday", words.weekday)
register.filter("clock", words.clock)
register.filter("moment", words.moment)
register.filter("ago", words.since)
register.filter("signed", words.signed)


@register.filter
def number(value: float, decimals: int = 0) -> str:
    return words.number(value, int(decimals))


@register.filter
def due_text(value: date | datetime) -> str:
    return words.due(value).text


@register.simple_tag
def period(first: date | datetime, last: date | datetime) -> str:
    return words.period(first, last)


# ---------------------------------------------------------------- marks


@register.inclusion_tag(f"{DRAWN}icon.html")
def icon(name: str, label: str = "") -> dict[str, str]:
    if name not in icon_names():
        raise template.TemplateSyntaxError(f"no icon '{name}' in the sprite; add it to {ICON_LIST.name}")
    return {"name": name, "label": label}


@register.inclusion_tag(f"{DRAWN}rings.html")
def rings(count: int, tone: str = "do", open: bool = False, brand: bool = False) -> dict[str, Any]:
    return {"drawn": drawings.rings(count), "tone": tone, "open": open, "brand": brand}


@register.inclusion_tag(f"{DRAWN}tag.html")
def tag(text: str, tone: str = "", icon: str = "") -> dict[str, Any]:
    return {"tag": parts.Tag(text, tone, icon)}


@register.inclusion_tag(f"{DRAWN}tag.html")
def due(value: date | datetime) -> dict[str, Any]:
    when = words.due(value)
    return {"tag": parts.Tag(when.text, "time" if when.pressing else "", "clock")}


# ---------------------------------------------------------------- blocks


@register.simple_block_tag
def note(content: str, tone: str = "", icon: str = "info-circle", role: str = "") -> SafeString:
    return render_to_string(f"{DRAWN}note.html", {"content": content, "tone": tone, "icon": icon, "role": role})


@register.simple_block_tag
def more(content: str, title: str, lead: str = "", bare: bool = False, open: bool = False) -> SafeString:
    return render_to_string(
        f"{DRAWN}more.html", {"content": content, "title": title, "lead": lead, "bare": bare, "open": open}
    )


@register.simple_block_tag(takes_context=True)
def decide(
    context: template.Context, content: str, id: str, question: str, left: str = "", right: str = "", action: str = ""
) -> SafeString:
    """The whole form: posted, with Django's token; inside stand the answers, the reason and the button."""
    about = {"id": id, "question": question, "left": left, "right": right, "action": action}
    return render_to_string(
        f"{DRAWN}decide.html", {**about, "content": content, "csrf_token": context.get("csrf_token")}
    )


@register.inclusion_tag(f"{DRAWN}danger.html")
def danger() -> dict[str, Any]:
    return {}


# ---------------------------------------------------------------- forms


@register.inclusion_tag(f"{DRAWN}errors.html")
def errors(*forms: Any) -> dict[str, Any]:
    return {"faults": controls.faults(forms)}


@register.inclusion_tag(f"{DRAWN}field.html")
def field(
    bound: Any, big: bool = False, low: bool = False, rows: int = 0, hint: str = "", kind: str = ""
) -> dict[str, Any]:
    return controls.field(bound, big=big, low=low, rows=rows, hint=hint, kind=kind)


@register.inclusion_tag(f"{DRAWN}tri.html")
def tri(bound: Any, hint: str = "") -> dict[str, Any]:
    return controls.answers(bound, hint=hint)


@register.inclusion_tag(f"{DRAWN}seen.html")
def seen(bound: Any) -> dict[str, Any]:
    return controls.answers(bound)


@register.inclusion_tag(f"{DRAWN}choice.html")
def choice(bound: Any, hint: str = "", legend: bool = True) -> dict[str, Any]:
    return {**controls.answers(bound, hint=hint), "legend": legend}


@register.inclusion_tag(f"{DRAWN}checks.html")
def checks(bound: Any, hint: str = "") -> dict[str, Any]:
    return controls.answers(bound, hint=hint)


@register.inclusion_tag(f"{DRAWN}submit.html")
def submit(label: str, note: str = "") -> dict[str, str]:
    return {"label": label, "note": note}


# ---------------------------------------------------------------- lists and drawings: one value in, one part out


def _part(name: str, value_name: str, **defaults: str) -> None:
    """Registers `{% name value %}`, drawn by ui/parts/name.html with the value under `value_name`."""

    def draw(value: Any, label: str = defaults.get("label", "")) -> dict[str, Any]:
        return {value_name: value, "label": label}

    register.inclusion_tag(f"{DRAWN}{name}.html", name=name)(draw)


for _name, _value in {
    "facts": "facts",
    "definitions": "facts",
    "minutes": "steps",
    "views": "items",
    "worklist": "groups",
    "given": "items",
    "acts": "items",
    "picture": "elements",
    "chains": "drawing",
    "waterfall": "drawing",
    "table": "table",
    "nothing_yet": "empty",
}.items():
    _part(_name, _value)


@register.inclusion_tag(f"{DRAWN}timeline.html")
def timeline(told: Sequence[parts.Told]) -> dict[str, Any]:
    return {"entries": [(one, _leads(told, i)) for i, one in enumerate(told)]}


def _leads(told: Sequence[parts.Told], i: int) -> bool:
    """Whether the line below this entry runs to one that someone must still judge."""
    return i + 1 < len(told) and told[i + 1].ask


@register.inclusion_tag(f"{DRAWN}process.html")
def process(steps: Sequence[parts.Step]) -> dict[str, Any]:
    return {"entries": [(one, i + 1 < len(steps) and steps[i + 1].state == "later") for i, one in enumerate(steps)]}
