"""The picture in one plain sentence for each element, for files and interfaces; pages speak for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schakel.engines.picture.catalogue import Words

if TYPE_CHECKING:
    from schakel.engines.picture.shapes import ElementPicture, Minor

SHOWN = 3  # questions in a sentence; the rest is in the picture


def sentence(element: ElementPicture, minor: Minor, language: str) -> str:
    """For example `supported by 3 independent sources; unknown: Who brings and fetches them?`."""
    parts = [_state(element)]
    if not element.needed:
        parts.insert(0, "not needed for someone under age")
    if element.mentioned_in:
        parts.append(f"{_count(len(element.mentioned_in), 'signal')} under review may add to it")
    if element.unknown:
        parts.append("unknown: " + " ".join(_say(q.inquiry.text, language) for q in element.unknown[:SHOWN]))
    if element.against:
        weighs = "" if minor != "yes" else " (does not weigh for someone under age)"
        parts.append(
            "speaks against it" + weighs + ": " + ", ".join(_say(f.entry.text, language) for f in element.against)
        )
    return "; ".join(parts)


def _state(element: ElementPicture) -> str:
    if element.state == "supported":
        return f"supported by {element.voices} independent sources"
    return {
        "one_source": "one source only",
        "thin": f"not yet supported: {element.voices} sources name one fact that fits other causes too",
    }.get(element.reason, "no facts yet")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _say(words: Words, language: str) -> str:
    return words[language] if language in words else next(iter(words.values()))
