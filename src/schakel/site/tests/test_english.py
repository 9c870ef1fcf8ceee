"""The pages in English: who chooses the language gets it, in the words of the field."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schakel.ground.content.queries import pack
from schakel.site import reactions
from schakel.site.demo import cast as people
from schakel.site.demo.loading import tell
from schakel.site.demo.people import PASSWORD
from schakel.site.demo.story import WORRIES
from tests.clones import Clone

CATALOGUE = Path(__file__).parents[1] / "locale/en/LC_MESSAGES/django.po"


def in_english(login_name: str) -> Client:
    browser = Client(HTTP_HOST="localhost")
    assert browser.login(login_name=login_name, password=PASSWORD)
    browser.post(reverse("set_language"), {"language": "en", "next": "/signaal"})
    return browser


def text(answer: Any) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_who_chooses_english_passes_on_a_signal_in_english(database: Clone) -> None:
    answer = in_english("joost@waterrijk.example").get("/signaal")
    assert answer.headers["Content-Language"] == "en"
    page = text(answer)
    for words in ("What did you see or hear?", "Is there danger now?", "Send signal", "The next five minutes"):
        assert words in page
    for words in ("Wat zag of hoorde u?", "Is er nu gevaar?", "Verstuur signaal", "De komende vijf minuten"):
        assert words not in page


def test_a_bundle_speaks_english_and_leaves_the_words_of_the_reporter_alone(database: Clone) -> None:
    for worry in WORRIES:
        tell(people.actor(worry.who), worry, timezone.localdate())
    reactions.run_pending()
    page = text(in_english("noor@waterrijk.example").get("/bundels/1"))
    assert f"{len(WORRIES)} signals {len(WORRIES)} sources" in page, "more than one has its own form"
    assert "Why do they belong together?" in page
    assert "Bij een brandcontrole" in page


def test_the_english_keeps_to_the_words_of_the_field() -> None:
    avoid = {word for term in pack().glossary.values() for word in term.avoid.get("en", ())}
    assert {"victim", "case"} <= avoid
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, avoid))})\b", re.IGNORECASE)
    with CATALOGUE.open("rb") as file:
        texts = [english for message in read_po(file) if message.id for english in _forms(message.string)]
    assert [english for english in texts if pattern.search(english)] == []


def _forms(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else string
