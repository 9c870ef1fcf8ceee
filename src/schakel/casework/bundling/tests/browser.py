"""What the page tests of bundling share: the words of a page, and the words that are never on one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

NEVER = re.compile(
    r"\b(match|score|hit|hits|risico|slachtoffer\w*|dader\w*|verdacht\w*|verdachte|case|cases|helaas)\b|!",
    re.IGNORECASE,
)

Enter = Callable[[str], Client]


def text(answer: Any) -> str:
    """The words of the page's own part: without the frame, tags and the words people wrote."""
    body = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    assert body
    bare = re.sub(r"<(script|style|svg).*?</\1>", " ", body.group(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare)).strip()
