"""The shipped packs are whole, keep what they promise, and each rule can be seen to refuse a broken copy."""

from __future__ import annotations

import argparse
import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from schakel.cli import check as command
from schakel.ground.content.queries import PackRefused, pack, pack_at, root
from schakel.ground.content.rules.schema import schemas

# ---------------------------------------------------------------- what the Dutch pack promises


def test_every_dutch_signal_of_the_catalogue_is_there() -> None:
    counted = Counter(code.split("-")[0] for code in pack("nl").indicators)
    assert counted == {
        "GEN": 27, "BRP": 14, "LAB": 22, "LOC": 10, "SEX": 23, "CRI": 17, "BEG": 5, "DOM": 7,
        "ORG": 5, "MAR": 6, "SUR": 2, "ADO": 2, "BNK": 4, "SK": 4,
    }  # fmt: skip


def test_no_strength_of_the_sexual_lists_can_drive_logic() -> None:
    assert len(pack("nl").ilo) == 67
    for row in pack("nl").ilo.values():
        assert (row.strength["adult_sexual"], row.strength["child_sexual"]) == (None, None), row.code


def test_what_a_vulnerability_is_evidence_of() -> None:
    """A weak position is no act, no means and no purpose: what somebody does with it is."""
    nl = pack("nl")
    for code in ("GEN-25", "GEN-26", "GEN-10", "LAB-18"):
        assert (nl.indicators[code].element, nl.indicators[code].role) == ("none", "context")


def test_police_data_stands_on_no_card() -> None:
    assert all("GEN-27" not in card.rows for card in pack("nl").cards.values())


def test_every_card_opens_with_core_and_has_steps() -> None:
    nl = pack("nl")
    for card in nl.cards.values():
        assert nl.indicators[card.first[0]].role == "core"
        assert len(card.rows) <= 12
        assert len(card.five_minutes) >= 3


def test_the_next_five_minutes_answer_what_people_ask_at_that_moment() -> None:
    nl = pack("nl")
    assert {card.code for card in nl.cards.values() if not card.face_to_face} == {"bank", "citizen"}
    for card in nl.cards.values():
        if card.face_to_face:
            first = card.five_minutes[0]
            assert "finish" in first.answers
            assert "112" in str(first.text) or "veiligheid" in str(first.text), card.code
    assert str(nl.cards["desk-counter"].five_minutes[0].text).startswith("Maak de inschrijving gewoon af.")
    unsure = {step.code for card in nl.cards.values() for step in card.five_minutes if step.to_be_verified}
    assert unsure == {"child", "offer_reflection", "wpg"}


def test_a_child_is_never_led_back_to_the_parents() -> None:
    nl = pack("nl")
    assert "Bel de ouders en de begeleider niet" in str(nl.emergency["child"].action)
    assert nl.emergency["danger"].phone == "112"


def test_feedback_names_nothing() -> None:
    """Fixed texts: no gap to fill in, so no name, recipient or investigation can slip in."""
    for feedback in pack("nl").feedback.values():
        for language in pack("nl").languages:
            assert not set("{}%<") & set(feedback.text[language] + feedback.title[language])


def test_the_police_list_to_comensha_is_limited() -> None:
    basis = pack("nl").legal_bases["G-police-comensha"]
    assert set(basis.may) == {"presumed_victim", "reporting_authority"}
    assert {"place", "duration", "methods"} <= set(basis.may_not)


def test_exclusions_are_published() -> None:
    assert len(pack("nl").exclusions) == 13
    assert all(str(row.why) for row in pack("nl").exclusions.values())


def test_the_schemas_for_editors_are_those_of_the_shapes() -> None:
    for name, schema in schemas().items():
        written = json.loads((root() / "schema" / name.replace(".yml", ".schema.json")).read_text(encoding="utf-8"))
        assert written == json.loads(json.dumps(schema)), f"{name}: run tools/write_content_schema.py"


# ---------------------------------------------------------------- every rule refuses

BROKEN = {
    "unknown key": ("indicators.yml", "    form: gen\n", "    form: gen\n    weight: 3\n", "indicators > GEN-01 > weight", "Unknown key"),
    "unknown section": ("forms.yml", "forms:\n", "extra: []\nforms:\n", "extra", "Unknown section"),
    "missing key": ("indicators.yml", "    role: supporting\n", "", "indicators > GEN-01 > role", "It is missing"),
    "missing source": ("indicators.yml", "    source: [UNODC, APC]\n", "", "indicators > GEN-01 > source", "It is missing"),
    "empty source": ("indicators.yml", "    source: [UNODC, APC]\n", "    source: []\n", "indicators > GEN-01 > source", "at least 1"),
    "unknown source": ("indicators.yml", "    source: [UNODC, APC]\n", "    source: [HEARSAY]\n", "indicators > GEN-01 > source", "not in sources.yml"),
    "bad date": ("cards.yml", "checked_on: 2026-11-24", "checked_on: 2026-02-30", "about > checked_on", "is no date"),
    "missing translation": ("indicators.yml", "      en: Someone else does the talking\n", "", "indicators > GEN-01 > text", "translation is missing: en"),
    "unspoken language": ("indicators.yml", "      en: Someone else does the talking\n", "      en: Someone\n      fr: Quelqu'un\n", "indicators > GEN-01 > text", "does not speak: fr"),
    "empty text": ("indicators.yml", "en: Someone else does the talking", "en: ''", "indicators > GEN-01 > text", "at least 1"),
    "unquoted number": ("emergency.yml", "phone: '112'", "phone: 112", "emergency > danger > phone", "is no text"),
    "code used twice": ("indicators.yml", "  - code: GEN-02\n", "  - code: GEN-01\n", "indicators > GEN-01", "used twice"),
    "code means two things": ("against.yml", "  - code: TEG-04\n", "  - code: GEN-01\n", "against > GEN-01", "means one thing"),
    "key twice": ("indicators.yml", "    form: gen\n", "    form: gen\n    form: lab\n", "", "written twice"),
    "broken reference to a form": ("indicators.yml", "    form: gen\n", "    form: war\n", "indicators > GEN-01 > form", "not in forms.yml"),
    "broken reference to a card row": ("cards.yml", "rows: [GEN-03,", "rows: [GEN-99,", "cards > desk-counter > rows", "not in indicators.yml"),
    "broken reference to a place": ("cards.yml", "place: counter", "place: moon", "cards > desk-counter > place", "not in professions.yml"),
    "broken reference of a question": ("questions.yml", "answered_by: [GEN-18,", "answered_by: [GEN-98,", "questions > V-promise > answered_by", "no indicator"),
    "broken reference of a lane": ("against.yml", "routes: [housing_control]", "routes: [the_moon]", "lanes > housing > routes", "not in routes.yml"),
    "broken reference of a basis": ("legal_bases.yml", "giver: [comensha]", "giver: [everyone]", "legal_bases > G-comensha-rapporteur > giver", "not in legal_bases.yml"),
    "element that the law does not name": ("indicators.yml", "    element: means\n    legal: other_act\n", "    element: motive\n    legal: other_act\n", "indicators > GEN-01 > element", "is no element"),
    "law that names another element": ("indicators.yml", "    element: means\n    legal: other_act\n", "    element: means\n    legal: house\n", "indicators > GEN-01 > legal", "belongs to 'act'"),
    "element without law": ("indicators.yml", "    element: means\n    legal: other_act\n", "    element: means\n", "indicators > GEN-01 > legal", "Set both or neither"),
    "nationality": ("indicators.yml", "nl: Iemand anders doet het woord", "nl: De nationaliteit valt op", "indicators > GEN-01 > text > nl", "excluded topic (EXC-01)"),
    "language": ("indicators.yml", "nl: Iemand anders doet het woord", "nl: De persoon spreekt geen Nederlands", "indicators > GEN-01 > text > nl", "excluded topic (EXC-03)"),
    "religion": ("questions.yml", "nl: 'Wie geeft hun onderdak?'", "nl: 'Naar welke kerk gaan zij?'", "questions > V-housing > text > nl", "excluded topic (EXC-10)"),
    "looks": ("against.yml", "nl: Het was één keer of duurde kort", "nl: De persoon ziet er verzorgd uit", "against > TEG-04 > text > nl", "excluded topic (EXC-06)"),
    "looks in English": ("indicators.yml", "en: Someone else does the talking", "en: Wears make-up", "indicators > GEN-01 > text > en", "excluded topic (EXC-06)"),
    "avoid word": ("feedback.yml", "nl: Uw signaal is binnen.", "nl: Het slachtoffer is binnen.", "feedback > received > title > nl", "Avoid the word 'slachtoffer'"),
    "avoid word in English": ("feedback.yml", "en: We received your signal.", "en: We opened a case.", "feedback > received > title > en", "Avoid the word 'case'"),
    "card out of order": ("cards.yml", "rows: [GEN-03, LAB-07, GEN-12, GEN-01,", "rows: [GEN-01, GEN-03, LAB-07, GEN-12,", "cards > desk-counter > rows", "not in order"),
    "row twice on a card": ("cards.yml", "rows: [GEN-03, LAB-07,", "rows: [GEN-03, GEN-03,", "cards > desk-counter > rows", "stands twice"),
    "row that this reader cannot see": ("cards.yml", "rows: [GEN-03, LAB-07,", "rows: [GEN-03, LAB-08,", "cards > desk-counter > rows", "not seen by 'balie'"),
    "police data on a card": ("cards.yml", ", BRP-10, SK-01]", ", BRP-10, GEN-27]", "cards > desk-counter > rows", "must not stand on a card"),
    "profession without a card": ("cards.yml", "profession: citizen", "profession: desk", "professions > citizen", "Nobody made a card"),
    "feedback that is missing": ("feedback.yml", "  - code: passed_on\n", "  - code: somewhere\n", "", "'passed_on' is missing"),
    "mention kind unknown to the product": ("mention_kinds.yml", "  - code: email\n", "  - code: fax\n", "mention_kinds > fax", "unknown to the product"),
    "heading that means two things": ("mention_kinds.yml", "headings: [adres, ", "headings: [persoon, adres, ", "mention_kinds > address > headings", "already means 'person'"),
    "step that nobody wrote": ("cards.yml", "[*finish_registration,", "[*finish_everything,", "", "undefined alias"),
    "five minutes with a gap": ("cards.yml", "*separate, *interpreter, *safe_contact]", "*separate, *interpreter]", "cards > desk-counter > five_minutes", "do not answer: safe_contact"),
    "step with an unknown source": ("cards.yml", "source: [UKNRM, ", "source: [HEARSAY, ", "cards > desk-counter > five_minutes", "not in sources.yml"),
    "trust that does not exist": ("routes.yml", "  trust: B\n", "  trust: Z\n", "about > trust", "'A', 'B', 'C' or 'M'"),
    "somebody to call without a number": ("rights.yml", "route: advice,", "route: fairwork,", "rights > nl > helpers > item 1", "no route with a telephone number"),
    "a way out that is no address": ("rights.yml", "exit_to: https://www.knmi.nl/", "exit_to: javascript", "rights > nl > exit_to", "pattern"),
    "no rows": ("forms.yml", "forms:\n", "forms: 3\nrest:\n", "forms", "is no list"),
}  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str], Path]:
    def of(code: str) -> Path:
        return Path(shutil.copytree(root() / code, tmp_path / "content" / code))

    return of


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pack_is_refused_with_file_and_place(name: str, copy: Callable[[str], Path]) -> None:
    file, old, new, place, problem = BROKEN[name]
    folder = copy("nl")
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, "the sentence that this test breaks is gone: choose another"
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        pack_at(folder)
    told = [fault for fault in refused.value.faults if fault.place.startswith(place)]
    assert any(problem in f"{fault.problem} {fault.mend}" for fault in told), refused.value
    assert all(fault.line > 0 for fault in told if fault.place)
    assert all(fault.file.startswith("content/nl/") for fault in told)


def test_an_untouched_copy_is_whole(copy: Callable[[str], Path]) -> None:
    assert pack_at(copy("nl")).version == pack("nl").version


def test_a_missing_file_and_a_strange_one_are_told(copy: Callable[[str], Path]) -> None:
    folder = copy("zz")
    (folder / "routes.yml").rename(folder / "router.yml")
    with pytest.raises(PackRefused) as refused:
        pack_at(folder)
    told = {(fault.file, fault.problem) for fault in refused.value.faults}
    assert ("content/zz/routes.yml", "The file is missing.") in told
    assert ("content/zz/router.yml", "No part of a pack has this name.") in told


def test_all_faults_are_told_at_once(copy: Callable[[str], Path]) -> None:
    folder = copy("zz")
    for file in ("routes.yml", "cards.yml"):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace("code:", "kode:", 1), encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        pack_at(folder)
    assert {fault.file for fault in refused.value.faults} == {"content/zz/routes.yml", "content/zz/cards.yml"}


# ---------------------------------------------------------------- the command


def check(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add(parser.add_subparsers())
    return command.run(parser.parse_args(["check", "--only", "content", *arguments]))


def test_the_command_sums_up_a_whole_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 0
    said = capsys.readouterr()
    assert "pack nl (nl-2026.11): 148 indicators" in said.out
    assert "still to be checked" in said.out
    assert said.err == ""


def test_the_command_stops_with_2_and_names_file_line_and_place(
    copy: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy("zz")
    path = folder / "cards.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("rows: [Z1, Z2, Z3, Z4", "rows: [Z1, Z2, Z3, Z9"), encoding="utf-8"
    )
    assert check("--pack", str(folder)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("content/zz/cards.yml:32: cards > warden-dune > rows: 'Z9' is not in indicators.yml.")


def test_the_command_says_which_packs_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--pack", "atlantis") == 2
    assert "Shipped: nl, zz" in capsys.readouterr().err


def test_content_is_one_of_the_checks() -> None:
    assert "content" in command.CHECKS
