"""The pages as people meet them, without script: what works, what is refused, and that nothing typed is lost."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from schakel.casework.intake import actions, queries
from schakel.casework.intake.tests.conftest import FILE, NOORDERWAARD, PROVISION, WATERRIJK, WORDS
from schakel.engines.exchange.shape import LONGEST_NARRATIVE
from schakel.ground.database.scope import acting

DESK = "/signaal"


def text(answer):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def field(answer, name):
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', answer.content.decode())
    return found and unescape(found.group(1))


def typed(**other):
    return {"do": "send", "narrative": WORDS, "observed_on": "2026-11-20", "once": "a" * 32, **other}


def signals_of(actor):
    with acting(actor):
        return queries.signals(viewer=actor)


# ---------------------------------------------------------------- the desk


def test_one_sentence_is_enough_for_a_number_and_an_answer_later(as_, cast):
    joost = as_("joost")
    sent = joost.post(DESK, {"do": "send", "narrative": "Eén man, twaalf paspoorten."}, follow=True)
    assert "Uw signaal is binnen. Nummer 1." in text(sent)
    assert "Noor, aandachtsfunctionaris, leest uw signaal" in text(sent)
    row = signals_of(cast.noor)[0]
    assert (row.words, row.minor, row.observed_on) == ("Eén man, twaalf paspoorten.", "unknown", timezone.localdate())
    assert row.function == "desk"
    with acting(cast.noor):
        actions.qualify(by=cast.noor, signal=row.id)
    assert "Uw signaal is in behandeling." in text(joost.get("/mijn-signalen"))


def test_the_emergency_line_stands_before_the_form_and_nothing_is_chosen_beforehand(as_):
    page = as_("joost").get(DESK).content.decode()
    assert page.index("tel:112") < page.index("<form class")
    assert "checked" not in page
    assert "Maak de inschrijving gewoon af." in page
    assert page.count('role="radiogroup"') == 11


def test_answers_names_and_the_line_still_being_typed_all_arrive(as_, cast):
    answer = as_("joost").post(
        DESK,
        typed(**{"i_GEN-03": "seen", "i_GEN-01": "not_known", "given_kind": ["person", "address"],
                 "given_value": ["Kasimir Wolkenstok", "Nergenshavenkade 48"], "kind": "phone", "value": "06-0000…, eindigt op 1174",
                 "minor": "yes"}),
        follow=True,
    )  # fmt: skip
    assert "Overleg met Veilig Thuis" in text(answer)
    with acting(cast.noor):
        row = queries.signal(viewer=cast.noor, signal=signals_of(cast.noor)[0].id)
    assert [(named.kind, named.value) for named in row.mentions] == [
        ("person", "Kasimir Wolkenstok"), ("address", "Nergenshavenkade 48"), ("phone", "06-0000…, eindigt op 1174"),
    ]  # fmt: skip
    assert {(seen.indicator, seen.answer, seen.basis) for seen in row.observations} == {
        ("GEN-03", "seen", "saw"), ("GEN-01", "not_known", ""),
    }  # fmt: skip
    assert row.listed.minor == "yes"


def test_what_is_wrong_is_said_with_a_link_and_everything_typed_stays(as_, cast):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = as_("joost").post(
        DESK,
        typed(**{"narrative": " ", "observed_on": tomorrow, "i_GEN-03": "seen", "given_kind": "person",
                 "given_value": "Kasimir", "kind": "document", "value": "111222333", "minor": "no"}),
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422
    for target in ("#id_narrative", "#id_observed_on", "#id_value"):
        assert f'href="{target}"' in page
    assert field(answer, "given_value") == "Kasimir"
    assert field(answer, "value") == "111222333"
    assert f'value="{tomorrow}"' in page
    assert page.count("checked") == 2
    assert signals_of(cast.noor) == []


def test_names_are_added_altered_and_taken_away_without_script(as_, cast):
    joost = as_("joost")
    answer = joost.post(DESK, typed(do="add", kind="person", value="Kasimir"))
    assert (field(answer, "given_value"), field(answer, "value")) == ("Kasimir", None)
    given = {"given_kind": ["person", "phone"], "given_value": ["Kasimir", "06-00001174"]}
    answer = joost.post(DESK, typed(do="edit:0", **given))
    assert (field(answer, "given_value"), field(answer, "value")) == ("06-00001174", "Kasimir")
    answer = joost.post(DESK, typed(do="drop:1", **given))
    assert "06-00001174" not in answer.content.decode().split("namen")[-1]
    assert WORDS in text(answer)
    answer = joost.post(DESK, typed(do="add", kind="document", value="111222333"))
    assert answer.status_code == 422
    assert "burgerservicenummer" in text(answer)
    assert field(answer, "given_value") is None
    assert signals_of(cast.noor) == []


def test_a_number_in_the_text_is_offered_once_and_can_be_refused(as_):
    joost, said = as_("joost"), typed(do="keep", narrative="Hij gaf 06-00001174 op.")
    answer = joost.post(DESK, said)
    assert "Wij zien een telefoonnummer: 06-00001174" in text(answer)
    assert field(joost.post(DESK, {**said, "do": "take:phone:06-00001174"}), "given_value") == "06-00001174"
    answer = joost.post(DESK, {**said, "do": "skip:06-00001174"})
    assert "Wij zien" not in text(answer)
    assert field(answer, "skipped") == "06-00001174"


def test_every_number_in_the_text_is_offered_and_a_citizen_number_never_is(as_, cast):
    said = "Hij belt met 06-00001174, rijdt qc-041-q en heet @wol_99. BSN 111222333."
    page = as_("joost").post(DESK, typed(do="keep", narrative=said))
    for words in ("een telefoonnummer: 06-00001174", "een kenteken: qc-041-q", "een account of internetadres: @wol_99"):
        assert words in text(page)
    assert "wij halen het weg" in text(page)
    assert 'value="take:phone:06-00001174"' in page.content.decode()
    assert "take:document" not in page.content.decode()
    assert "Bekijk of er nummers in uw tekst staan" in text(page)
    as_("joost").post(DESK, typed(narrative=said))
    assert "111222333" not in signals_of(cast.noor)[0].words


def test_a_line_break_counts_as_one_sign_as_people_count(as_, cast):
    longest = "Een man.\r\n" * 1500 + "x" * (LONGEST_NARRATIVE - 9 * 1500)
    assert len(longest) > LONGEST_NARRATIVE
    assert as_("joost").post(DESK, typed(narrative=longest)).status_code == 302
    assert signals_of(cast.noor)[0].words == longest.replace("\r\n", "\n")
    assert as_("joost").post(DESK, typed(narrative=longest + "xx", once="b" * 32)).status_code == 422


def test_what_was_typed_is_there_the_next_day_and_gone_after_sending(as_, cast):
    joost = as_("joost")
    joost.post(DESK, typed(do="keep", given_kind="person", given_value="Kasimir"))
    again = as_("joost").get(DESK)
    assert WORDS in text(again)
    assert field(again, "given_value") == "Kasimir"
    assert "Wat u typt is bewaard, alleen voor u." in text(again)
    assert WORDS not in text(as_("wim").get(DESK))
    joost.post(DESK, typed())
    assert WORDS not in text(joost.get(DESK))
    joost.post(DESK, typed(do="keep"))
    joost.post(DESK, typed(do="again"))
    assert WORDS not in text(joost.get(DESK))


def test_a_draft_older_than_its_term_is_over(as_, cast, database):
    as_("joost").post(DESK, typed(do="keep"))
    with database.as_superuser() as server:
        server.execute("update intake_draft set kept_at = kept_at - interval '31 days'")
        server.commit()
    assert WORDS not in text(as_("joost").get(DESK))
    system = cast.system("waterrijk")
    with acting(system):
        assert actions.forget_old_drafts(by=system) == 1
        assert actions.forget_old_drafts(by=system) == 0


def test_a_second_click_sends_nothing_twice_and_going_back_to_alter_makes_a_new_signal(as_, cast):
    joost = as_("joost")
    first = joost.post(DESK, typed())
    assert joost.post(DESK, typed()).url == first.url
    assert joost.post(DESK, typed(narrative="Het waren er dertien.")).url != first.url
    assert len(signals_of(cast.noor)) == 2


def test_another_card_asks_other_things_and_keeps_what_was_answered(as_):
    answer = as_("joost").post(DESK, typed(**{"do": "card", "card": "school", "i_BRP-06": "seen"}))
    page = answer.content.decode()
    assert "Blijf rustig en ga gewoon door." in page
    assert 'value="seen" id="id_i_BRP-06_0" checked' in page
    assert WORDS in text(answer)


@pytest.mark.parametrize(
    ("name", "card"),
    [("joost", "desk-counter"), ("wim", "enforcement-workplace"), ("lotte", "inspector"), ("bram", "citizen")],
)
def test_everybody_finds_the_card_of_the_own_work(as_, name, card):
    assert f'<option value="{card}" selected>' in as_(name).get(DESK).content.decode()


def test_who_works_elsewhere_says_for_which_municipality(as_, cast):
    lotte = as_("lotte")
    assert 'name="municipality"' in lotte.get(DESK).content.decode()
    assert 'name="municipality"' not in as_("joost").get(DESK).content.decode()
    answer = lotte.post(DESK, typed(municipality=""))
    assert answer.status_code == 422
    assert "Kies de gemeente waar u het zag." in text(answer)
    lotte.post(DESK, typed(municipality=NOORDERWAARD))
    assert signals_of(cast.noor) == []
    assert signals_of(cast.femke)[0].function == "inspector"


def test_a_clerk_cannot_choose_another_municipality(as_, cast):
    as_("joost").post(DESK, typed(municipality=NOORDERWAARD))
    assert signals_of(cast.femke) == []
    assert signals_of(cast.noor)[0].municipality == WATERRIJK


def test_the_desk_speaks_english_when_asked(as_):
    joost = as_("joost")
    joost.post("/taal", {"language": "en"})
    assert "Someone else speaks" in text(joost.get(DESK)) or "passport" in text(joost.get(DESK))


# ---------------------------------------------------------------- asking without a name


def test_asking_first_needs_no_login_takes_nothing_in_and_leaves_nothing(as_, rows):
    from django.test import Client

    stranger = Client(SERVER_NAME="localhost")
    page = stranger.get("/overleg")
    assert page.status_code == 200
    assert "Er komt geen dossier van" in text(page) or "er komt geen dossier van" in text(page)
    for words in ("CoMensha", "033-4481186", "Veilig Thuis", "0800-2000", "(nog te controleren)"):
        assert words in text(page)
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert not re.search("<form|<input|<textarea", main), "there is nothing to fill in"
    assert "Noor" not in text(page)
    assert "sessionid" not in stranger.cookies and "schakel" not in stranger.cookies
    joost = as_("joost")
    before = rows("select count(*) from audit_entry")
    assert "Of loop langs bij Noor" in text(joost.get("/overleg"))
    assert rows("select count(*) from audit_entry") == before
    assert rows("select count(*) from intake_draft") == [(0,)]
    assert 'href="/overleg"' in joost.get(DESK).content.decode()
    assert 'href="/overleg"' in stranger.get("/hulp").content.decode()


# ---------------------------------------------------------------- what I sent


def test_a_reporter_reads_the_own_signal_and_nobody_elses(as_, tell, cast):
    receipt = tell()
    mine = reverse("my-signal", args=[receipt.id])
    assert "Kasimir Wolkenstok" in text(as_("joost").get(mine))
    for name in ("wim", "noor", "lotte"):
        assert as_(name).get(mine).status_code == 404
        assert as_(name).get(reverse("receipt", args=[receipt.id])).status_code == 404
    assert "U gaf nog geen signaal door" in text(as_("wim").get("/mijn-signalen"))


# ---------------------------------------------------------------- the focal person


def test_the_list_narrows_and_says_when_there_is_nothing(as_, tell, cast):
    tell(), tell(by=cast.wim, function="enforcement", narrative="Matrassen in de hal.")
    noor = as_("noor")
    assert "2 signalen." in text(noor.get("/signalen"))
    assert "Matrassen" in text(noor.get("/signalen?van=enforcement"))
    assert "paspoorten" not in text(noor.get("/signalen?van=enforcement"))
    assert "paspoorten" in text(noor.get("/signalen?nummer=1"))
    assert "Geen signalen gevonden" in text(noor.get("/signalen?staat=closed"))
    assert "Geen signalen gevonden" in text(noor.get("/signalen?vanaf=2026-11-24&tot=2026-11-24"))
    assert "doorzoeken wij niet" in text(noor.get("/signalen?nummer=Wolkenstok"))
    assert noor.get("/signalen?blad=99999999&vanaf=gisteren").status_code == 200
    assert "2 Nog geen signalen" not in text(as_("femke").get("/signalen"))
    assert "Nog geen signalen" in text(as_("femke").get("/signalen"))


def test_a_focal_person_takes_a_signal_to_its_end(as_, tell, cast):
    receipt = tell()
    here = reverse("signal", args=[receipt.id])
    noor = as_("noor")
    page = text(noor.get(here))
    assert "Joost" in page
    assert "Hebt u dit signaal gelezen?" in page
    noor.post(here, {"do": "move", "move-to": "qualified"})
    answer = noor.post(here, {"do": "move", "move-to": "weighed", "move-reason": " "})
    assert answer.status_code == 422
    assert "Schrijf op waarom. Eén zin is genoeg." in text(answer)
    noor.post(here, {"do": "move", "move-to": "weighed", "move-reason": "Past bij eerdere signalen."})
    answer = noor.post(here, {"do": "move", "move-to": "closed", "move-reason": "x"})
    assert answer.status_code == 422
    noor.post(here, {"do": "move", "move-to": "care", "move-reason": "De mannen willen weg."})
    noor.post(here, {"do": "feedback", "feedback-code": "passed_on", "feedback-thanks": "Dank."})
    noor.post(here, {"do": "assign", "assign-to": str(cast.samira.account)})
    page = text(noor.get(here))
    for words in ("Past bij eerdere signalen.", "De mannen willen weg.", "Uw signaal is doorgegeven.", "Bij: Samira"):
        assert words in page
    mine = text(as_("joost").get(reverse("my-signal", args=[receipt.id])))
    assert "Dank." in mine
    assert "De mannen willen weg." not in mine
    assert "Naar de zorg" not in mine


@pytest.mark.parametrize("name", ["femke", "elif_"])
def test_another_municipality_gets_the_page_of_what_is_not_there(as_, tell, cast, name):
    receipt = tell()
    here = reverse("signal", args=[receipt.id])
    assert as_(name).get(here).status_code == 404
    assert as_(name).post(here, {"do": "move", "move-to": "qualified"}).status_code == 404
    with acting(cast.noor):
        assert queries.signal(viewer=cast.noor, signal=receipt.id).state == "received"


@pytest.mark.parametrize("name", ["joost", "dirk", "karim", "petra", "lotte"])
def test_who_does_not_handle_signals_is_refused_and_that_is_in_the_trail(as_, tell, cast, name, rows):
    receipt = tell()
    for address in ("/signalen", "/signalen/inlezen", reverse("signal", args=[receipt.id])):
        assert as_(name).get(address).status_code == 403
    assert rows("select count(*) from audit_entry where result = 'refused'") == [(3,)]


# ---------------------------------------------------------------- a list of earlier signals


def upload(client, content, name="lijst.jsonl", **given):
    return client.post("/signalen/inlezen", {"do": "look", "file": SimpleUploadedFile(name, content), **given})


def given_on_a_basis():
    """The fields that say on what basis the data of police, bank and healthcare in a list came."""
    return {
        f"{kind}_{part}": value
        for kind, basis in PROVISION.items()
        for part, value in (("basis", basis), ("reference", f"{kind}-12"), ("date", "2026-11-20"))
    }


def take(client):
    """Takes the list in to its end, as a page does that reloads itself."""
    answer = client.post("/signalen/inlezen", {"do": "take"})
    while b'id="stand"' in answer.content:
        answer = client.get("/signalen/inlezen")
    return answer


def test_a_list_is_looked_at_first_and_taken_in_when_told(as_, cast):
    noor = as_("noor")
    seen = upload(noor, FILE.read_bytes(), **given_on_a_basis())
    assert "12 signalen kunnen erin" in text(seen)
    assert signals_of(cast.noor) == []
    assert "12 signalen kunnen erin" in text(noor.get("/signalen/inlezen"))
    assert "kunnen erin" not in text(as_("samira").get("/signalen/inlezen"))
    assert "Nieuw: 12 signalen. Al bekend: 0 signalen." in text(take(noor))
    assert len(signals_of(cast.noor)) == 12
    upload(noor, FILE.read_bytes(), **given_on_a_basis())
    assert "Nieuw: 0 signalen. Al bekend: 12 signalen." in text(take(noor))
    assert len(signals_of(cast.noor)) == 12
    assert take(noor).status_code == 302


def test_bad_lines_are_named_and_good_ones_go_in(as_, cast):
    lines = [
        b'{"id": "a1", "observed_on": "2026-01-02", "narrative": "Twaalf paspoorten."}',
        b'{"id": "a2", "observed_on": "2026-01-03"}',
        b'{"id": "a3", "observed_on": "gisteren", "narrative": "x", "bsn": "1"}',
        b'{"id": "a1", "observed_on": "2026-01-04", "narrative": "Nog eens."}',
        b'{"id": "a4", "observed_on": "2026-01-04", "narrative": "x", "municipality": "GM9902"}',
        b'{"id": "a5", "observed_on": "2026-01-04", "mentions": [{"kind": "document", "value": "111222333"}]}',
        b"{not json",
    ]
    noor = as_("noor")
    seen = text(upload(noor, b"\n".join(lines)))
    assert "1 signaal kan erin, 6 regels niet." in seen
    for words in (
        "Het veld 'bsn' kennen wij niet",
        "staat ook op regel 1",
        "is voor GM9902",
        "burgerservicenummer",
        "geen JSON",
    ):
        assert words in seen
    take(noor)
    assert [row.words for row in signals_of(cast.noor)] == ["Twaalf paspoorten."]


def test_a_spreadsheet_with_dutch_headings_goes_in(as_, cast):
    content = "Kenmerk;Datum;Verhaal;Persoon;Telefoon;Onder de 18\nb1;2026-02-03;Twee mannen slapen in de hal.;A. Wolk;06-00001174;ja\n"
    noor = as_("noor")
    assert "1 signaal kan erin." in text(upload(noor, content.encode(), "lijst.csv"))
    take(noor)
    with acting(cast.noor):
        row = queries.signal(viewer=cast.noor, signal=signals_of(cast.noor)[0].id)
    assert row.listed.minor == "yes"
    assert {(named.kind, named.value) for named in row.mentions} == {("person", "A. Wolk"), ("phone", "06-00001174")}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("lijst.pdf", b"x", "eindigt op"),
        ("lijst.csv", b"Kleur;Datum\n1;2", "De kolom 'Kleur' kennen wij niet"),
        ("lijst.xlsx", b"not a workbook", "geen werkmap"),
        ("lijst.jsonl", b"\xff\xff", "UTF-8"),
        ("lijst.jsonl", b"\n\n", "staat geen signaal"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(as_, name, content, said):
    answer = upload(as_("noor"), content, name)
    assert answer.status_code == 422
    assert said in text(answer)
