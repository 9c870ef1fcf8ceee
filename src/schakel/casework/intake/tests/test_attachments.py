"""Photos and documents with a signal: who adds, who opens, what stays of the file, and what is never taken in."""

import os
import re
import sys
import tempfile
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.utils import DatabaseError
from django.test import override_settings
from PIL import Image

from schakel.casework.intake import actions, queries
from schakel.casework.intake.tests import files
from schakel.casework.intake.tests.conftest import WORDS
from schakel.ground.database.scope import acting

DESK = "/signaal"


def text(answer):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def upload(name, content, says="application/octet-stream"):
    return SimpleUploadedFile(name, content, says)


def typed(*chosen, **other):
    return {
        "do": "send",
        "narrative": WORDS,
        "observed_on": "2026-11-20",
        "once": "a" * 32,
        "chosen": list(chosen),
        **other,
    }


def signal_of(cast):
    with acting(cast.noor):
        return queries.signals(viewer=cast.noor)[0].id


@pytest.fixture
def sent(as_, cast):
    """Joost sends a photo and a PDF; gives the rows as Noor has them."""
    answer = as_("joost").post(DESK, typed(upload("Brief thuis.JPG", files.jpeg(6)), upload("loon.pdf", files.pdf())))
    assert answer.status_code == 302
    with acting(cast.noor):
        return queries.attachments(viewer=cast.noor, signal=signal_of(cast))


# ---------------------------------------------------------------- the way in


def test_a_photo_and_a_document_arrive_with_the_signal_and_open_for_the_focal_person(sent, as_, trail):
    photo, paper = sent
    assert [(row.name, row.kind, row.state) for row in sent] == [
        ("Brief thuis.jpg", "jpeg", "unchecked"), ("loon.pdf", "pdf", "unchecked"),
    ]  # fmt: skip
    noor = as_("noor")
    page = text(noor.get(f"/signalen/{photo.signal}"))
    assert "Foto's en documenten" in page and "Brief thuis.jpg" in page and "Niet gecontroleerd op virussen" in page
    assert "Bekijk de foto" in text(noor.get(f"/bestanden/{photo.id}"))
    shown = noor.get(f"/bestanden/{photo.id}/inhoud")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Disposition"] == 'inline; filename="signaal-1-bestand-1.jpg"'
    picture = Image.open(BytesIO(shown.content))
    assert picture.size == (32, 48), "it stands upright"
    assert not picture.getexif() and files.PLACE.encode() not in shown.content
    copy = noor.get(f"/bestanden/{paper.id}/inhoud")
    assert copy["Content-Type"] == "application/pdf"
    assert copy["Content-Disposition"] == 'attachment; filename="signaal-1-bestand-2.pdf"'
    assert trail(photo.id) == ["attachment.added", "attachment.seen", "attachment.opened"]
    assert trail(paper.id) == ["attachment.added", "attachment.opened"]
    noor.get(f"/bestanden/{photo.id}/kopie")
    assert trail(photo.id)[-1] == "attachment.opened", "every opening is a line"
    assert len(trail(photo.id)) == 4


def test_an_opened_file_can_do_nothing_and_stays_nowhere(sent, as_):
    noor = as_("noor")
    for row, place in ((sent[0], "inhoud"), (sent[0], "kopie"), (sent[1], "inhoud")):
        answer = noor.get(f"/bestanden/{row.id}/{place}")
        assert answer["Content-Security-Policy"].endswith("sandbox")
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert noor.post(f"/bestanden/{sent[0].id}/inhoud").status_code == 405


@pytest.mark.parametrize("name", ["joost", "femke", "elif_", "dirk", "wim", "ines", "karim", "petra", "lotte", "bram"])
def test_nobody_else_opens_it_and_hears_only_that_it_is_not_there(sent, as_, name):
    client = as_(name)
    for place in ("", "/inhoud", "/kopie"):
        answer = client.get(f"/bestanden/{sent[0].id}{place}")
        assert answer.status_code in (403, 404)
        assert files.PLACE.encode() not in answer.content and b"Brief thuis" not in answer.content
    if name in ("femke", "elif_"):
        assert client.get(f"/bestanden/{sent[0].id}").status_code == 404
    assert client.post(f"/bestanden/{sent[0].id}", {"do": "shut"}).status_code in (403, 404)
    assert as_("noor").get(f"/bestanden/{sent[0].id}/inhoud").status_code == 200


def test_the_reporter_sees_that_it_was_sent_and_no_way_in(sent, as_):
    page = as_("joost").get(f"/mijn-signalen/{sent[0].signal}")
    assert "Brief thuis.jpg" in text(page) and "loon.pdf" in text(page)
    assert "/bestanden/" not in page.content.decode()
    assert "virussen" not in text(page)


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.jpg", b"", "is leeg"),
        ("brief.docx", b"PK\3\4 woorden", "geen foto of PDF"),
        ("foto.jpg", files.HTML, "geen foto of PDF"),
        ("half.jpg", files.jpeg()[:-200], "beschadigd"),
        ("half.pdf", files.pdf()[:-60], "beschadigd"),
        ("slot.pdf", files.locked_pdf(), "op slot"),
        ("bom.png", files.bomb(), "te groot om te lezen"),
        ("dik.pdf", files.pdf(101), "meer dan 100 bladzijden"),
    ],
)
def test_a_file_we_do_not_take_is_named_and_takes_nothing_along(as_, cast, name, content, said):
    joost = as_("joost")
    answer = joost.post(DESK, typed(upload("goed.png", files.png()), upload(name, content)))
    page = text(answer)
    assert answer.status_code == 422
    assert said in page and name.split(".")[0] in page
    assert 'href="#id_chosen"' in answer.content.decode()
    assert WORDS in page and "goed.png" in page
    again = joost.post(DESK, typed(), follow=True)
    assert "Uw signaal is binnen" in text(again)
    with acting(cast.noor):
        assert [row.name for row in queries.attachments(viewer=cast.noor, signal=signal_of(cast))] == ["goed.png"]


@override_settings(LARGEST_FILE_BYTES=1_000_000)
def test_a_file_above_the_limit_is_let_go_and_the_rest_arrives(as_):
    joost = as_("joost")
    answer = joost.post(
        DESK, typed(upload("zwaar.jpg", b"\xff\xd8\xff" + bytes(1_000_001)), upload("goed.png", files.png()))
    )
    assert answer.status_code == 422
    assert "‘zwaar’ is groter dan 1 MB" in text(answer) and "goed.png" in text(answer) and WORDS in text(answer)


def test_files_chosen_with_a_small_button_stay_and_can_be_taken_away(as_, cast, rows):
    joost = as_("joost")
    answer = joost.post(DESK, typed(upload("een.png", files.png()), do="add", kind="person", value="Kasimir"))
    assert "een.png" in text(answer) and "Kasimir" in text(answer)
    assert "een.png" in text(joost.get(DESK)), "it is kept as what was typed is"
    joost.post(DESK, typed(upload("twee.jpg", files.jpeg()), do="files"))
    (first, second) = re.findall(r"drop-file:([0-9a-f-]{36})", joost.get(DESK).content.decode())
    answer = joost.post(DESK, typed(do=f"drop-file:{first}"))
    assert "een.png" not in text(answer) and "twee.jpg" in text(answer)
    wim = as_("wim")
    wim.post(DESK, typed(do=f"drop-file:{second}"))
    assert "twee.jpg" not in text(wim.get(DESK)) and "twee.jpg" in text(joost.get(DESK))
    joost.post(DESK, {"do": "again"})
    assert rows("select count(*) from intake_draftfile") == [(0,)]


def test_a_second_click_adds_nothing_twice_and_a_file_more_still_comes_along(as_, cast):
    joost = as_("joost")
    photo = files.png()
    for _ in range(2):
        joost.post(DESK, typed(upload("een.png", photo)))
    joost.post(DESK, typed(upload("twee.jpg", files.jpeg())))
    with acting(cast.noor):
        assert len(queries.signals(viewer=cast.noor)) == 1
        found = queries.attachments(viewer=cast.noor, signal=signal_of(cast))
    assert [(row.position, row.name) for row in found] == [(1, "een.png"), (2, "twee.jpg")]


def test_no_more_than_eight(as_, cast):
    many = [upload(f"{at}.png", files.png((20 + at, 10))) for at in range(9)]
    answer = as_("joost").post(DESK, typed(*many))
    assert answer.status_code == 422 and "passen 8 bestanden" in text(answer)
    assert "7.png" in text(answer) and "‘8’ is er niet bij" in text(answer)


# ---------------------------------------------------------------- rule 17


def test_the_desk_says_not_to_add_such_an_image_before_it_asks_for_a_file(as_):
    page = as_("joost").get(DESK).content.decode()
    place = page.index("id_chosen")
    assert page.index("Maak er geen foto van") < page.index('name="image"') < place
    assert page.index("tel:0900-8844") < place and page.index("tel:112", page.index("Maak er geen foto van")) < place
    assert re.search(r'<input type="file"[^>]*multiple', page) and 'enctype="multipart/form-data"' in page


def test_a_marked_image_is_not_taken_in_but_the_signal_is(as_, cast, rows, trail):
    joost = as_("joost")
    joost.post(DESK, typed(upload("eerder.png", files.png()), do="files"))
    answer = joost.post(DESK, typed(upload("beeld.jpg", files.jpeg()), image="on"), follow=True)
    assert "Uw signaal is binnen" in text(answer)
    assert "Bel de politie." in text(answer) and "tel:0900-8844" in answer.content.decode()
    assert (
        rows("select count(*) from intake_attachmentcontent") == rows("select count(*) from intake_draftfile") == [(0,)]
    )
    with acting(cast.noor):
        row = queries.signal(viewer=cast.noor, signal=signal_of(cast))
        (told,) = queries.attachments(viewer=cast.noor, signal=row.id)
    assert row.listed.minor == "yes"
    assert (told.state, told.name, told.size) == ("withheld", "", 0)
    assert trail(told.id) == ["attachment.withheld"]
    noor = as_("noor")
    page = noor.get(f"/signalen/{row.id}")
    assert "Niet aangenomen" in text(page) and "Bel de politie." in text(page)
    assert noor.get(f"/bestanden/{told.id}/inhoud").status_code == 404


def test_what_was_shut_opens_for_nobody_any_more(sent, as_, cast, trail):
    noor, photo = as_("noor"), sent[0]
    page = noor.get(f"/bestanden/{photo.id}")
    assert "Sluit dit beeld af" in text(page)
    answer = noor.post(f"/bestanden/{photo.id}", {"do": "shut"}, follow=True)
    assert "Afgesloten. Niemand kan dit openen." in text(answer) and "Bel de politie." in text(answer)
    assert "Bekijk de foto" not in text(answer) and "Sluit dit beeld af" not in text(answer)
    for name in ("noor", "samira"):
        for place in ("inhoud", "kopie"):
            assert as_(name).get(f"/bestanden/{photo.id}/{place}").status_code == 404
    noor.post(f"/bestanden/{photo.id}", {"do": "shut"})
    assert trail(photo.id).count("attachment.shut") == 1
    assert "Afgesloten" in text(noor.get(f"/signalen/{photo.signal}"))
    assert noor.get(f"/bestanden/{sent[1].id}/inhoud").status_code == 200, "the other one still opens"


# ---------------------------------------------------------------- the second lock


def seen(actor, table):
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


def test_the_database_shows_content_to_the_focal_person_only(sent, cast):
    assert [seen(cast.noor, table) for table in ("intake_attachment", "intake_attachmentcontent")] == [2, 2]
    assert [seen(cast.joost, table) for table in ("intake_attachment", "intake_attachmentcontent")] == [2, 0]
    for name in ("femke", "elif_", "dirk", "wim", "karim", "petra", "lotte"):
        actor = getattr(cast, name)
        assert [seen(actor, table) for table in ("intake_attachment", "intake_attachmentcontent")] == [0, 0]


def test_the_database_hides_what_was_shut_or_not_checked_and_does_not_take_it_back(sent, cast, rows, database):
    with acting(cast.noor):
        actions.shut(by=cast.noor, attachment=sent[0].id)
    assert seen(cast.noor, "intake_attachmentcontent") == 1
    for statement in ("update intake_attachment set shut_at = null", "update intake_attachment set shut_by = null"):
        with pytest.raises(DatabaseError), acting(cast.noor), connection.cursor() as cursor:
            cursor.execute(statement)
    with database.as_superuser() as server:
        server.execute("update intake_attachment set state = 'waiting'")
    assert seen(cast.noor, "intake_attachmentcontent") == 0


def test_a_draft_file_is_its_writers_only(as_, cast):
    as_("joost").post(DESK, typed(upload("een.png", files.png()), do="files"))
    assert seen(cast.joost, "intake_draftfile") == 1
    assert [seen(getattr(cast, name), "intake_draftfile") for name in ("wim", "noor", "karim")] == [0, 0, 0]


def test_a_file_goes_with_its_signal(sent, cast, rows):
    from datetime import date

    from schakel.ground.accounts.queries import system_actor

    system = system_actor(cast.noor.organisation)
    with acting(system):
        assert actions.destroy_signal(by=system, signal=sent[0].signal, on=date(2036, 1, 1))
    assert (
        rows("select count(*) from intake_attachment")
        == rows("select count(*) from intake_attachmentcontent")
        == [(0,)]
    )


# ---------------------------------------------------------------- nothing on disk, nothing readable in the database


WRITTEN: list[str] = []
LISTENING = []


def heard(event, arguments):
    """Every file that this process opens to write in."""
    if (
        LISTENING
        and event == "open"
        and isinstance(arguments[0], str | bytes)
        and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    ):
        WRITTEN.append(str(arguments[0]))


@pytest.fixture
def opened_for_writing():
    if not heard.__dict__.get("on"):
        sys.addaudithook(heard)
        heard.__dict__["on"] = True
    WRITTEN.clear()
    LISTENING.append(True)
    yield WRITTEN
    LISTENING.clear()


def heavy_jpeg():
    into = BytesIO()
    Image.effect_noise((2600, 2600), 100).convert("RGB").save(into, "JPEG", quality=95)
    return into.getvalue()


def test_a_heavy_photo_never_touches_the_disk(as_, cast, opened_for_writing):
    joost, photo = as_("joost"), heavy_jpeg()
    assert len(photo) > 5_000_000
    answer = joost.post(DESK, typed(upload("zwaar.jpg", photo), upload("loon.pdf", files.pdf())))
    assert answer.status_code == 302
    with acting(cast.noor):
        (row, _) = queries.attachments(viewer=cast.noor, signal=signal_of(cast))
    assert len(as_("noor").get(f"/bestanden/{row.id}/inhoud").content) == row.size
    assert [path for path in opened_for_writing if not path.startswith("/dev/")] == []
    with open(os.devnull, "w"), tempfile.TemporaryFile():
        pass
    assert len(opened_for_writing) >= 2, "the ear hears what is written"


def test_what_is_larger_than_a_page_may_hold_together_is_let_go(as_, cast):
    with override_settings(LARGEST_FILE_BYTES=1_000):
        many = [upload(f"{at}.png", files.png((8, 8 + at)) + bytes(500)) for at in range(7)]
        answer = as_("joost").post(DESK, typed(*many))
    assert answer.status_code == 422
    assert "0.png" in text(answer) and "‘6’ is groter dan" in text(answer) and WORDS in text(answer)


def test_sizes_in_the_database_do_not_tell_which_photo_it_is(as_, cast, rows):
    as_("joost").post(DESK, typed(upload("a.png", files.png((40, 40))), upload("b.png", files.png((300, 200)))))
    lengths = rows("select length(sealed) from intake_attachmentcontent")
    assert len(lengths) == 2 and len(set(lengths)) == 1
