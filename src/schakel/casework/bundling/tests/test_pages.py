"""The pages, as a browser without script meets them: what works, what is refused in plain words, and what is never said."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.pages.levels import LEVELS, reason
from schakel.casework.bundling.rules.reasons import CIRCUMSTANCES
from schakel.casework.bundling.tests.browser import NEVER, Enter, text
from schakel.casework.bundling.tests.file import House, laundry, lines, said
from schakel.engines.linkage import MODEL
from schakel.ground.database.scope import acting
from schakel.site import reactions


def question(waterrijk: House) -> queries.QuestionRow:
    return waterrijk.bundle().questions[0]


def answer(client: Client, link: UUID, judgement: str, why: str, number: int = 1) -> Any:
    return client.post(reverse("judge-link", args=[number]), {"link": str(link), "judgement": judgement, "reason": why})


# ---------------------------------------------------------------- the bundle


def test_the_bundle_page_says_what_is_known_what_is_not_and_why(noor: Client, waterrijk: House, signals: list[UUID]):
    page = noor.get(reverse("bundle", args=[1]))
    assert page.status_code == 200
    words = text(page)
    for expected in (
        "Wasserij aan de Nergenshavenkade", "Wat weten wij, en wat nog niet?", "Wie zag wat, en wanneer?", "Wat delen de signalen?",
        "Waarom horen ze bij elkaar?", "Handeling", "Middel", "Doel", "Onbekend:", "Samen", "Leg oordeel vast", "Geschiedenis",
        "voorleggen vanaf 0, samenvoegen vanaf 3", "tellen pas mee als u de verbanden bevestigt", "Naam lijkt sterk en is zeldzaam",
    ):  # fmt: skip
        assert expected in words, expected
    html = page.content.decode()
    assert html.count("<h1") == 1
    assert 'type="radio"' in html
    assert "checked" not in html
    assert 'class="sk-mention sk-mention--ask"' in html
    assert 'class="sk-mention"' in html


def test_no_page_says_what_is_never_said(noor: Client, as_: Enter, waterrijk: House, noorderwaard: House):
    waterrijk.takes_in(*lines()[:20], said("Een busje.", ("licence_plate", "QC-777-Q"), ("phone", "06-00007777")))
    noorderwaard.takes_in(said("Dat busje.", ("licence_plate", "QC777Q"), ("phone", "0600007777")))
    with acting(waterrijk.focal):
        hit = queries.hits(viewer=waterrijk.focal)[0].id
        numbers = sorted(queries.running_numbers(viewer=waterrijk.focal))
    act = actions.postpone_link(by=waterrijk.focal, link=question(waterrijk).link.id, reason="Eerst bellen.").act
    addresses = [reverse("bundles"), reverse("hits"), reverse("ask-other", args=[hit])]
    addresses += [
        reverse(name, args=[number])
        for number in numbers
        for name in ("bundle", "take-out", "split-bundle", "merge-bundles", "bundle-history", "print-bundle")
    ]
    addresses += [reverse("merge-with", args=numbers[:2])]
    addresses += [reverse("judged", args=[1, act]), reverse("undo-judgement", args=[1, act])]
    for address in addresses:
        page = noor.get(address)
        assert page.status_code == 200, address
        assert NEVER.findall(text(page)) == [], address
        assert "style=" not in page.content.decode()
    director = as_("dirk").get(reverse("hits"))
    assert NEVER.findall(text(director)) == []


def test_what_the_reporter_wrote_is_shown_as_text_and_never_as_markup(noor: Client, waterrijk: House):
    evil = "<script>alert(1)</script> Anwar <b>Talhoubi</b>"
    waterrijk.takes_in(
        said(evil, ("person", "<b>Anwar</b> Talhoubi"), ("phone", "06-00001174")),
        said("Ook hij.", ("phone", "0600001174")),
    )
    html = noor.get(reverse("bundle", args=[1])).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_a_possible_minor_gets_words(noor: Client, waterrijk: House):
    child = said("Een kind van twaalf.", ("phone", "06-00001174"), ("licence_plate", "QC-041-Q"))
    waterrijk.takes_in({**child, "minor_possibly_involved": True}, child)
    assert "Volg de Meldcode. Zoek geen contact met de ouders" in text(noor.get(reverse("bundle", args=[1])))


# ---------------------------------------------------------------- judging without script


def test_an_answer_is_written_down_and_can_be_taken_back(noor: Client, waterrijk: House, signals: list[UUID]):
    asked = question(waterrijk)
    done = answer(noor, asked.link.id, "same", "Het wijkteam kent hem.")
    assert done.status_code == 302
    page = noor.get(done.headers["Location"])
    assert "Vastgelegd: het hoort erbij" in text(page)
    assert "ziet niemand meer dan eerst" in text(page)
    assert len(waterrijk.bundle().questions) == 2
    back = re.search(r'href="([^"]+draai-terug)"', page.content.decode())
    assert back
    assert "Het wijkteam kent hem." in text(noor.get(back.group(1)))
    undone = noor.post(back.group(1), follow=True)
    assert "Dit oordeel is teruggedraaid" in text(undone)
    assert question(waterrijk).link.id == asked.link.id


@pytest.mark.parametrize(
    ("kind", "title"), [("not_same", "Vastgelegd: het staat los"), ("not_yet_known", "Vastgelegd: u weet het nog niet")]
)
def test_the_other_answers(noor: Client, waterrijk: House, signals: list[UUID], kind: str, title: str):
    done = answer(noor, question(waterrijk).link.id, kind, "Een naamgenoot.")
    assert title in text(noor.get(done.headers["Location"]))


def test_nothing_typed_is_lost_and_nothing_is_written_without_answer_and_reason(
    noor: Client, waterrijk: House, signals: list[UUID]
):
    link = question(waterrijk).link.id
    page = answer(noor, link, "", "Hij draagt dezelfde jas.")
    assert page.status_code == 422
    assert "Kies een van de drie antwoorden." in text(page)
    assert "Hij draagt dezelfde jas." in page.content.decode()
    page = answer(noor, link, "same", "")
    assert page.status_code == 422
    assert "Schrijf op waarom." in text(page)
    assert 'value="same"' in page.content.decode()
    assert question(waterrijk).postponed is None


def test_a_colleague_who_was_first_loses_nobodys_words_and_answers_no_other_question(
    noor: Client, waterrijk: House, signals: list[UUID]
):
    asked = question(waterrijk)
    actions.confirm_link(by=waterrijk.focal, link=asked.link.id, reason="Ik was eerst.")
    page = answer(noor, asked.link.id, "same", "Ik denk het ook.")
    assert page.status_code == 422
    html = page.content.decode()
    assert "al zo beoordeeld" in text(page)
    assert "Ik denk het ook." in html
    assert str(asked.link.id) not in re.findall(r'name="link" value="([^"]+)"', html)
    other = answer(noor, asked.link.id, "not_same", "Ik denk van niet.")
    assert other.status_code == 422
    assert "net anders beoordeeld" in text(other)
    assert "Ik denk van niet." in other.content.decode()
    gone = answer(noor, uuid4(), "same", "Deze is er niet.")
    assert gone.status_code == 422
    assert "Dit verband is er niet meer." in text(gone)


@pytest.mark.parametrize("kind", ["same", "not_same", "not_yet_known"])
def test_a_second_click_is_one_answer(noor: Client, waterrijk: House, signals: list[UUID], kind: str):
    link = question(waterrijk).link.id
    first, second = (answer(noor, link, kind, "Het wijkteam kent hem.") for _click in range(2))
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]


def test_another_question_can_be_chosen(noor: Client, waterrijk: House, signals: list[UUID]):
    second = waterrijk.bundle().questions[1]
    page = noor.get(reverse("bundle", args=[1]), {"verband": str(second.link.id)})
    assert f'name="link" value="{second.link.id}"' in page.content.decode()
    assert noor.get(reverse("bundle", args=[1]), {"verband": "onzin"}).status_code == 200


def test_a_signal_is_taken_out_on_a_page_of_its_own(noor: Client, waterrijk: House, signals: list[UUID]):
    address = reverse("take-out", args=[1])
    page = noor.get(address)
    assert "Het signaal gaat niet weg." in text(page)
    assert noor.post(address, {"signal": str(signals[0]), "reason": ""}).status_code == 422
    assert noor.post(address, {"signal": str(uuid4()), "reason": "Zomaar."}).status_code == 422
    assert len(waterrijk.bundles()[1]) == 5
    done = noor.post(address, {"signal": str(signals[2]), "reason": "Hij werkt elders."}, follow=True)
    assert "Vastgelegd: het staat los" in text(done)
    assert signals[2] not in waterrijk.bundles()[1]
    history = text(noor.get(reverse("bundle-history", args=[1])))
    assert "Een collega haalde het eruit." in history
    assert "Hij werkt elders." in history
    assert "Draai terug" in history


def test_paper_shows_everything_and_stands_in_the_trail(
    noor: Client, waterrijk: House, signals: list[UUID], database: Any
):
    page = noor.get(reverse("print-bundle", args=[1]))
    html = page.content.decode()
    assert html.count("<details") == html.count(" open><summary") > 0
    assert "Vertrouwelijk." in html
    assert "sk-decide" not in html
    with database.as_superuser() as server:
        assert server.execute("select count(*) from audit_entry where kind = 'bundle.printed'").fetchone() == (1,)


# ---------------------------------------------------------------- lists and states


def test_nothing_yet_and_still_looking(noor: Client, waterrijk: House):
    page = noor.get(reverse("bundles"))
    assert "Nog geen bundels" in text(page)
    assert "Refresh" not in page.headers
    waterrijk.takes_in(*laundry()[:2], linking=False)
    page = noor.get(reverse("bundles"))
    assert "Wij zoeken nog bij 2 signalen." in text(page)
    assert 'role="status"' in page.content.decode()
    assert page.headers["Refresh"] == "5"
    reactions.run_pending()
    page = noor.get(reverse("bundles"))
    assert "Wij zoeken nog" not in text(page)
    assert "Nergenshavenkade" in text(page)


def test_a_bundle_that_ended_says_where_its_signals_are(noor: Client, waterrijk: House):
    one, two = waterrijk.takes_in(*laundry()[1:3])
    answer(noor, waterrijk.link_of(one, two), "not_same", "Een naamgenoot.")
    page = text(noor.get(reverse("bundle", args=[1])))
    assert "is er niet meer" in page
    assert "De signalen staan nu los." in page
    assert noor.get(reverse("take-out", args=[1])).status_code == 404


def test_a_related_signal_elsewhere_can_be_asked_after(noor: Client, as_: Enter, waterrijk: House, noorderwaard: House):
    waterrijk.takes_in(said("Een busje.", ("licence_plate", "QC-777-Q"), ("person", "Wil Verzonnen")))
    noorderwaard.takes_in(
        said("Dat busje van Kas Nergens.", ("licence_plate", "QC777Q"), ("organisation", "Kas Nergens"))
    )
    page = noor.get(reverse("hits"))
    assert "Er is een verwant signaal in gemeente Noorderwaard. Vraag het daar na." in text(page)
    assert "Kas Nergens" not in page.content.decode()
    address = re.search(r'href="([^"]+vraag-na)"', page.content.decode())
    assert address
    assert "Wat zij niet zien" in text(noor.get(address.group(1)))
    done = noor.post(address.group(1), follow=True)
    assert "Uw vraag staat bij Gemeente Noorderwaard" in text(done)
    assert "Femke" in text(done)
    femke = as_("femke")
    theirs = femke.get(reverse("hits"))
    assert "Gemeente Waterrijk vroeg u dit na" in text(theirs)
    assert "Wil Verzonnen" not in theirs.content.decode()
    seen = re.search(r'action="([^"]+gezien)"', theirs.content.decode())
    assert seen
    femke.post(seen.group(1))
    assert "Zij hebben uw vraag gezien." in text(noor.get(reverse("hits")))


def test_the_chain_director_gets_counts(as_: Enter, waterrijk: House, noorderwaard: House):
    waterrijk.takes_in(said("Een busje.", ("licence_plate", "QC-777-Q")))
    noorderwaard.takes_in(said("Dat busje.", ("licence_plate", "QC777Q")))
    dirk = as_("dirk")
    assert dirk.get(reverse("bundles")).headers["Location"] == reverse("hits")
    words = text(dirk.get(reverse("hits")))
    assert "1 verwant signaal tussen gemeenten" in words
    assert "Gemeente Noorderwaard en Gemeente Waterrijk" in words
    assert "Vraag het na" not in words


# ---------------------------------------------------------------- who may


@pytest.mark.parametrize("name", ["joost", "karim", "petra", "dirk", "yara"])
def test_who_does_not_handle_bundles_is_refused(as_: Enter, waterrijk: House, signals: list[UUID], name: str):
    client = as_(name)
    for page in ("bundle", "take-out", "split-bundle", "merge-bundles", "bundle-history", "print-bundle", "judge-link"):
        refused = client.get(reverse(page, args=[1]))
        assert refused.status_code == 403, page
        assert "Nergenshavenkade" not in refused.content.decode()


def test_another_municipality_meets_not_found(as_: Enter, waterrijk: House, signals: list[UUID]):
    act = waterrijk.says(actions.postpone_link, signals[1], signals[2])
    for name in ("femke", "elif_"):
        client = as_(name)
        for page in ("bundle", "take-out", "split-bundle", "merge-bundles", "bundle-history", "print-bundle"):
            assert client.get(reverse(page, args=[1])).status_code == 404, page
        assert client.get(reverse("judged", args=[1, act])).status_code == 404
        assert client.post(reverse("undo-judgement", args=[1, act])).status_code == 404
        assert client.get(reverse("ask-other", args=[uuid4()])).status_code == 404
    assert waterrijk.bundle().questions[-1].postponed is not None


def test_nobody_who_is_not_signed_in(database: Any):
    for page in (reverse("bundles"), reverse("hits"), reverse("bundle", args=[1])):
        assert Client(SERVER_NAME="localhost").get(page).status_code == 302


# ---------------------------------------------------------------- words for the engine's levels


def test_every_level_of_the_engine_has_words():
    assert set(LEVELS) == set(MODEL.levels) | set(CIRCUMSTANCES)


def test_every_reason_of_the_file_has_words_and_no_two_levels_say_the_same(waterrijk: House):
    waterrijk.takes_in(*lines()[:20])
    with acting(waterrijk.focal):
        numbers = queries.running_numbers(viewer=waterrijk.focal)
    for number in numbers:
        for link in waterrijk.bundle(number).links:
            assert all(reason(part) for part in link.parts)
    assert len({str(words) for words in LEVELS.values()}) == len(LEVELS)
