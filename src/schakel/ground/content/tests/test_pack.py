"""What the rest of the house asks of a pack."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Engine
from django.utils import translation

import schakel
from schakel.engines.picture import Observation, PictureSignal, picture_of
from schakel.ground.content.queries import pack, pack_codes, root


def test_a_pack_is_read_once_and_cannot_be_changed() -> None:
    assert pack("nl") is pack("nl")
    with pytest.raises(TypeError):
        pack("nl").indicators["GEN-03"] = None
    with pytest.raises(AttributeError):
        pack("nl").indicators["GEN-03"].role = "context"


def test_both_packs_are_shipped_and_found() -> None:
    assert pack_codes() == ("nl", "zz")
    assert (root() / "nl" / "pack.yml").is_file()


def test_a_pack_needs_no_django_and_no_database() -> None:
    code = "import sys; from schakel.ground.content.queries import pack; pack('nl'); print('django' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path(schakel.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "False"


def test_the_installation_chooses_its_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCHAKEL_PACK", "zz")
    assert pack().code == "zz"
    monkeypatch.delenv("SCHAKEL_PACK")
    assert pack().code == "nl"


def test_text_speaks_each_language_and_falls_back_to_the_screen_language() -> None:
    text = pack("nl").indicators["GEN-01"].text
    assert (str(text), text["nl"], text.say("en")) == (
        "Iemand anders doet het woord",
        "Iemand anders doet het woord",
        "Someone else does the talking",
    )
    assert text.say("de") == text["nl"]


@pytest.mark.parametrize(
    ("function", "kind", "code"),
    [
        ("desk", "municipality", "desk"),
        ("care_professional", "healthcare", "care"),
        ("officer", "police", "police"),
        ("inspector", "labour_inspectorate", "inspector"),
        ("adviser", "ngo", "ngo"),
        ("teacher", "school", "school"),
        ("compliance", "bank", "bank"),
        ("neighbourhood_team", "municipality", "neighbourhood_team"),
        ("enforcement", "municipality", "enforcement"),
        ("citizen", "citizen", "citizen"),
        ("", "housing", "housing"),
        ("", "municipality", "desk"),
        ("astronaut", "", "citizen"),
        ("astronaut", "school", "school"),
    ],
)
def test_everyone_gets_the_card_of_their_day(function: str, kind: str, code: str) -> None:
    found = pack("nl").profession_of(function, kind)
    assert found.code == code
    assert pack("nl").card(found.code).profession == code


def test_the_place_chooses_the_card_and_an_unknown_place_gives_the_first() -> None:
    nl = pack("nl")
    assert nl.card("enforcement", "street").code == "enforcement-street"
    assert nl.card("enforcement", "moon").code == "enforcement-workplace"
    with pytest.raises(KeyError):
        nl.card("nobody")


def test_the_desk_card_is_the_day_of_a_clerk() -> None:
    card = pack("nl").card("desk")
    words = [str(pack("nl").indicators[code].text) for code in card.first]
    assert words[0] == "Iemand anders houdt het paspoort of de pas vast"
    assert {"Iemand anders doet het woord", "Het adres is een bedrijf of een werkplek"} <= set(words)
    assert [str(step.text) for step in card.five_minutes] == [
        "Maak de inschrijving gewoon af. Alleen bij gevaar niet: bel 112.",
        "Zeg niets over uw zorg. Spreek niemand aan.",
        "Vraag de begeleider om even te gaan zitten. Praat met de persoon alleen.",
        "Andere taal? Bel de tolk. Laat de begeleider niet vertalen.",
        "Vraag hoe u de persoon veilig kunt bereiken.",
    ]


def test_routes_start_with_danger_and_some_are_for_one_profession_only() -> None:
    nl = pack("nl")
    assert nl.routes_of("citizen")[0].phone == "112"
    assert "comensha_duty" in {route.code for route in nl.routes_of("police")}
    assert "comensha_duty" not in {route.code for route in nl.routes_of("citizen")}


def test_what_is_from_memory_says_that_it_is_to_be_checked() -> None:
    nl = pack("nl")
    assert nl.routes["anonymous"].to_be_verified
    assert not nl.routes["police"].to_be_verified
    assert all(basis.to_be_verified for basis in nl.legal_bases.values() if basis.state_of == 2017)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Telefoonnummer", "phone"),
        ("KvK-nummer", "organisation_number"),
        ("licence_plate", "licence_plate"),
        (" ADRES ", "address"),
    ],
)
def test_a_dutch_heading_means_a_kind_of_mention(heading: str, kind: str) -> None:
    assert pack("nl").mention_kind_of(heading).code == kind


def test_a_dutch_heading_means_a_column_and_another_means_nothing() -> None:
    nl = pack("nl")
    assert nl.column_of("Mogelijk minderjarig").code == "minor_possibly_involved"
    assert nl.column_of("Signalen").code == "indicators"
    assert nl.mention_kind_of("sterrenbeeld") is None
    assert nl.column_of("sterrenbeeld") is None


def test_organisation_is_a_mention_and_the_reporters_organisation_is_a_field() -> None:
    nl = pack("nl")
    assert nl.mention_kind_of("organisation").code == "organisation"
    assert nl.column_of("organisation") is None
    assert nl.column_of("Meldende organisatie").name == "organisation"
    assert nl.column_of("Datum").name == "observed_on"


def test_municipalities_come_and_go() -> None:
    zz = pack("zz")
    assert [m.name for m in zz.municipalities_on(date(2019, 6, 1))] == ["Waterrijk", "Noorderwaard", "Oudzand"]
    assert [m.name for m in zz.municipalities_on(date(2020, 1, 1))] == ["Waterrijk", "Noorderwaard"]
    assert len(pack("nl").municipalities_on(date(2026, 11, 24))) == 342


def test_a_pack_is_the_catalogue_of_the_picture() -> None:
    signals = [
        PictureSignal("1", "desk", (Observation("GEN-03", "seen", "saw"),)),
        PictureSignal("2", "care", (Observation("GEN-09", "seen", "saw"), Observation("TEG-02", "seen", "told"))),
    ]
    picture = picture_of(signals, pack("nl"))
    assert picture.element("means").state == "supported"
    assert picture.element("act").state == "not_yet"
    assert [fact.code for fact in picture.element("purpose").against] == ["TEG-02"]
    assert picture.as_contract()["means"].startswith("supported by 2 independent sources; unknown: Can they leave")


def test_another_country_has_other_elements_and_the_engine_follows() -> None:
    signals = [
        PictureSignal("1", "warden", (Observation("Z3", "seen", "saw"),)),
        PictureSignal("2", "walker", (Observation("Z4", "seen", "saw"),), minor="yes"),
    ]
    picture = picture_of(signals, pack("zz"))
    assert [(e.code, e.state, e.needed) for e in picture.elements] == [
        ("hold", "supported", False),
        ("gain", "not_yet", True),
    ]


def test_a_template_says_it_in_the_language_of_the_request() -> None:
    engine = Engine(libraries={"content": "schakel.ground.content.templatetags.content"})
    template = engine.from_string("{% load content %}{{ row.text|say }} / {{ row.text }}")
    row = pack("nl").indicators["GEN-01"]
    with translation.override("en"):
        assert template.render(Context({"row": row})) == "Someone else does the talking / Iemand anders doet het woord"
    with translation.override("nl"):
        assert template.render(Context({"row": row})).startswith("Iemand anders doet het woord /")


def test_the_installed_package_carries_its_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site" / "schakel"
    shutil.copytree(root(), package / "_content")
    monkeypatch.setattr(schakel, "__file__", str(package / "__init__.py"))
    assert root() == package / "_content"
    assert pack("zz").name == "Zandland (invented)"


def test_without_any_pack_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schakel, "__file__", str(tmp_path / "a" / "b" / "__init__.py"))
    with pytest.raises(FileNotFoundError, match="Install the wheel again"):
        root()
