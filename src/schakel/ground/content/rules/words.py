"""Words: topics that no indicator may touch, and words that no screen may show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schakel.ground.content.rules.found import Found, texts_in
from schakel.ground.content.rules.pack import Pack

# What a reporter is asked or what a card and the picture say about a person.
ASKED = ("indicators", "against", "questions", "cards")
# These quote lists, statutes and other people's words, or explain which word to avoid.
QUOTING = ("exclusions", "legal", "sources", "glossary", "elements")


def excluded_topics(pack: Pack) -> Iterator[Found]:
    """Nationality, language, religion, looks: found in a text that asks about a person."""
    patterns = [
        (exclusion.code, language, _whole_word(word))
        for exclusion in pack.exclusions.values()
        for language, words in exclusion.words.items()
        for word in words
    ]
    for section in ASKED:
        for code, row in getattr(pack, section).items():
            for path, text in texts_in(row):
                for exclusion, language, pattern in patterns:
                    if "five_minutes" not in path and (seen := pattern.search(text.get(language, ""))):
                        problem = f"{seen.group()!r} is an excluded topic ({exclusion})."
                        yield Found(
                            section, code, (*path, language), problem, "Ask what somebody did, not who somebody is."
                        )


def avoided_words(pack: Pack) -> Iterator[Found]:
    """Words of the glossary's *avoid* lists in a text that a screen shows."""
    patterns = [
        (term, language, _whole_word(word))
        for term in pack.glossary.values()
        for language, words in term.avoid.items()
        for word in words
    ]
    for section, row in pack.rows():
        for path, text in texts_in(row) if section not in QUOTING else ():
            for term, language, pattern in patterns:
                if seen := pattern.search(text.get(language, "")):
                    mend = f"Write {term.text.get(language, term.code)!r}, or say it in other words."
                    yield Found(section, row.code, (*path, language), f"Avoid the word {seen.group()!r}.", mend)


def _whole_word(word: str) -> re.Pattern[str]:
    """`word*` also finds longer words with the same start."""
    end = "" if word.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(word.rstrip('*'))}{end}", re.IGNORECASE)
