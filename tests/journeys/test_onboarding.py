"""A municipality begins: from an empty database to a focal person, a stand-in and a first signal to practise.

Counts what a person does and how long that takes at human speed: typing 200 characters a minute, 3 seconds for a click
or a choice, 20 seconds to read a page that is new. It is a sum and no stopwatch; the number stands in docs/how-to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from schakel.ground.accounts import actions
from schakel.site.demo import cast
from tests.journeys.conftest import Person

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "onboard-municipality.md"
PASSWORD = "een zin die lang genoeg is"
TYPING, CLICK, READING = 200 / 60, 3.0, 20.0


@pytest.fixture
def database(bare_database):
    """A database with the places of the practice region in it, and nobody."""
    cast.add_places()
    return bare_database


@dataclass
class Typist:
    """Somebody who does this for the first time; `seconds` is what it takes, `acts` what was done."""

    someone: Person
    seconds: float = 0.0
    acts: int = 0
    pages: int = 0
    seen: set[str] = field(default_factory=set)

    def reads(self, picture: str = "") -> None:
        self.someone.looks(picture)
        title = self.someone.page.locator("h1").inner_text()
        if title not in self.seen:
            self.seen.add(title)
            self.pages += 1
            self.seconds += READING

    def types(self, label: str, text: str) -> None:
        self.someone.page.get_by_label(re.compile("^" + re.escape(label))).first.fill(text)
        self.acts += 1
        self.seconds += len(text) / TYPING

    def clicks(self, role: str, name: str) -> None:
        found = self.someone.page.get_by_role(role, name=re.compile("^" + re.escape(name)))
        with self.someone.page.expect_navigation():
            found.first.click()
        self.someone.page.wait_for_load_state()
        self._acted()

    def chooses(self, text: str) -> None:
        self.someone.page.get_by_text(text, exact=True).first.click()
        self._acted()

    def opens(self, path: str) -> None:
        self.someone.opens(path)
        self._acted()

    def _acted(self) -> None:
        self.acts += 1
        self.seconds += CLICK


def test_a_municipality_begins_in_ten_minutes(person, size) -> None:
    command = "schakel administrator --municipality Waterrijk --login anna@waterrijk.example"
    made = actions.first_administrator(
        mode="test", organisation="Gemeente Waterrijk", municipality="GM9901", login_name="anna@waterrijk.example", name="Anna"
    )  # fmt: skip
    anna = Typist(person())
    anna.seconds += len(command) / TYPING
    anna.opens(f"/wachtwoord/{made.secret}")
    anna.reads()
    anna.types("Nieuw wachtwoord", PASSWORD)
    anna.types("Nog een keer", PASSWORD)
    anna.clicks("button", "Bewaar wachtwoord")
    anna.clicks("link", "Log in")
    anna.types("Inlognaam", "anna@waterrijk.example")
    anna.types("Wachtwoord", PASSWORD)
    anna.clicks("button", "Log in")
    anna.reads()
    anna.clicks("link", "Begin hier")
    anna.reads("begin")

    anna.clicks("link", "Kies het convenant")
    anna.reads("begin-covenant")
    anna.chooses("Een nieuw convenant")
    anna.types("Naam van het nieuwe convenant", "Convenant mensenhandel Waterland-Midden")
    anna.types("Doel", "Samen signalen van mensenhandel eerder zien en oppakken.")
    anna.someone.page.get_by_label(re.compile("^Regio")).first.select_option(index=1)
    anna.clicks("button", "Doe mee vanaf deze dag")
    anna.reads()

    anna.clicks("link", "Nodig ze uit")
    anna.reads("begin-people")
    anna.types("Naam van de aandachtsfunctionaris", "Noor")
    anna.types("E-mailadres van de aandachtsfunctionaris", "noor@waterrijk.example")
    anna.types("Naam van de vervanger", "Samira")
    anna.types("E-mailadres van de vervanger", "samira@waterrijk.example")
    anna.clicks("button", "Nodig uit en toon de links")
    anna.reads()
    assert anna.someone.page.locator("textarea").count() == 2
    anna.clicks("link", "Verder")
    anna.reads("begin-after")
    said = anna.someone.page.locator("main").inner_text()
    assert "Nu: Noor, Samira" in said
    assert "Nog niet: Noor, Samira" in said, "who was not in yet is told by name"

    anna.clicks("link", "Geef een signaal door")
    anna.someone.page.locator("textarea").first.fill("Oefening: een man doet steeds het woord voor twee vrouwen.")
    anna.seconds += 58 / TYPING
    anna.clicks("button", "Verstuur signaal")
    anna.opens("/begin")
    assert "Geef een signaal door" in anna.someone.page.locator("main").inner_text()
    steps = anna.someone.page.locator(".sk-sheet section")
    assert steps.count() == 5
    assert [steps.nth(one).get_by_text("Gedaan.").count() for one in (0, 1, 2, 4)] == [1, 1, 1, 1]

    minutes = anna.seconds / 60
    assert minutes < 10, f"{anna.acts} acts on {anna.pages} pages take {minutes:.1f} minutes"
    told = re.search(r"(\d+) acts on (\d+) pages, ([\d.]+) minutes", MANUAL.read_text("utf-8"))
    assert told, "the how-to names the number of acts, of pages, and the minutes"
    assert (int(told[1]), int(told[2]), float(told[3])) == (anna.acts, anna.pages, round(minutes, 1))


@pytest.mark.parametrize("size", ["phone"])  # the pages themselves are read at both sizes above
def test_a_second_municipality_gets_a_link_for_its_own_administrator(person) -> None:
    made = actions.first_administrator(
        mode="test", organisation="Gemeente Waterrijk", municipality="GM9901", login_name="anna@waterrijk.example", name="Anna"
    )  # fmt: skip
    anna = Typist(person())
    anna.opens(f"/wachtwoord/{made.secret}")
    anna.types("Nieuw wachtwoord", PASSWORD)
    anna.types("Nog een keer", PASSWORD)
    anna.clicks("button", "Bewaar wachtwoord")
    anna.clicks("link", "Log in")
    anna.types("Inlognaam", "anna@waterrijk.example")
    anna.types("Wachtwoord", PASSWORD)
    anna.clicks("button", "Log in")
    anna.opens("/begin/gemeente")
    anna.reads("begin-municipality")
    anna.types("Welke gemeente", "nergenshuizen")
    anna.types("Naam van de beheerder daar", "Rachid")
    anna.types("E-mailadres van deze persoon", "rachid@noorderwaard.example")
    anna.clicks("button", "Voeg toe en toon de link")
    assert "Kies een gemeente uit de lijst" in anna.someone.page.locator("main").inner_text()
    anna.types("Welke gemeente", "noorderwaard")
    anna.clicks("button", "Voeg toe en toon de link")
    anna.reads()
    link = anna.someone.page.locator("textarea").input_value()
    rachid = Typist(person())
    rachid.opens(re.sub(r"^https?://[^/]+", "", link))
    assert "Rachid, kies een wachtwoord" in rachid.someone.page.locator("h1").inner_text()
