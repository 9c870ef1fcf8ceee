"""Everything on the screen has its English, and the tool that says so can be seen to fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import translations

ROOT = Path(__file__).resolve().parents[2]


def test_the_english_catalogue_is_complete():
    assert translations.check_catalogue(translations.spoken(ROOT), translations.catalogue(ROOT)) == []


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A tree with one page and one Python file that speak Dutch."""
    source = tmp_path / "src/schakel/intake"
    (source / "tests").mkdir(parents=True)
    (source / "actions.py").write_text(
        "from django.utils.translation import gettext as _, ngettext\n"
        'ONE = _("Uw signaal is binnen")\n'
        'MANY = ngettext("%(n)s signaal", "%(n)s signalen", 2) % {"n": 2}\n'
    )
    (source / "page.html").write_text(
        '{% load i18n %}{% translate "Verstuur signaal" %}{% blocktranslate trimmed %}\n Bel {{ who }}\n{% endblocktranslate %}'
    )
    (source / "tests/test_x.py").write_text('_("geen tekst op het scherm")\n')
    return tmp_path


ENGLISH = {
    "Uw signaal is binnen": "Your signal has arrived",
    ("%(n)s signaal", "%(n)s signalen"): ("%(n)s signal", "%(n)s signals"),
    "Verstuur signaal": "Send signal",
    "Bel %(who)s": "Call %(who)s",
}


def catalogue(english: dict) -> Catalog:
    made = Catalog(locale="en", charset="utf-8")
    for text, translation in english.items():
        made.add(text, translation)
    return made


def test_words_are_found_in_templates_and_python_but_not_in_tests(small_house: Path):
    said = {message.id for message in translations.spoken(small_house) if message.id}
    assert said == set(ENGLISH)


def test_a_complete_catalogue_has_no_faults(small_house: Path):
    assert translations.check_catalogue(translations.spoken(small_house), catalogue(ENGLISH)) == []


@pytest.mark.parametrize(
    ("altered", "fault"),
    [
        ({"Verstuur signaal": ""}, "no English for: 'Verstuur signaal'"),
        ({"Iets van vroeger": "Something old"}, "nobody says any more: 'Iets van vroeger'"),
        ({"Bel %(who)s": "Call them"}, "other placeholders"),
        ({("%(n)s signaal", "%(n)s signalen"): ("%(n)s signal", "")}, "no English for: '%(n)s signaal'"),
    ],
)
def test_the_check_sees_what_is_wrong(small_house: Path, altered: dict, fault: str):
    faults = translations.check_catalogue(translations.spoken(small_house), catalogue({**ENGLISH, **altered}))
    assert len(faults) == 1
    assert faults[0].startswith(fault)


def test_renewing_keeps_the_english_adds_what_is_new_and_drops_what_is_gone(small_house: Path):
    known = catalogue({"Verstuur signaal": "Send signal", "Iets van vroeger": "Something old"})
    translations.write(small_house, translations.renew(translations.spoken(small_house), known))
    renewed = {message.id: message.string for message in translations.catalogue(small_house) if message.id}
    assert set(renewed) == set(ENGLISH)
    assert renewed["Verstuur signaal"] == "Send signal"
    assert renewed["Uw signaal is binnen"] == ""


def test_renewing_twice_changes_nothing(small_house: Path):
    path = small_house / translations.CATALOGUE
    translations.write(small_house, translations.renew(translations.spoken(small_house), catalogue(ENGLISH)))
    first = path.read_text("utf-8")
    translations.write(
        small_house, translations.renew(translations.spoken(small_house), translations.catalogue(small_house))
    )
    assert path.read_text("utf-8") == first
    assert "Date" not in first
