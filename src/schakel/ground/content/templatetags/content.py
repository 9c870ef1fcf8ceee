"""`{{ row.text|say }}`: the words of the pack in the language of this request."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from schakel.ground.content.queries import Text

register = template.Library()


@register.filter
def say(text: Text) -> str:
    """The words in the active language, else in the pack's first. Not marked safe: the template escapes them."""
    return text.say((get_language() or "").split("-")[0])
