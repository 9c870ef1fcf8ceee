"""Files and bodies that are too much: bombs, entities, false names, paths, half bodies, and far too large ones."""

from __future__ import annotations

import io
import json
import time
import zlib
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from schakel.casework.intake.rules.files import AttachmentRefused, readable_name
from schakel.casework.intake.rules.files.worker import cleaned
from schakel.casework.intake.tests import files
from schakel.engines.exchange import FileRefused, read_file
from tests.attacks import weak
from tests.attacks.weakening import attack

JSON = "application/json"
LARGEST = 10_000_000
KEYS = {"id": "id", "observed_on": "observed_on", "narrative": "narrative"}


def workbook(part: str, content: bytes) -> bytes:
    """A workbook of which one part holds something else."""
    whole, changed, book = io.BytesIO(), io.BytesIO(), Workbook()
    book.active.append(["id", "observed_on", "narrative"])
    book.active.append(["1", "2026-11-03", "Een zorg."])
    book.save(whole)
    with ZipFile(whole) as old, ZipFile(changed, "w", ZIP_DEFLATED) as new:
        for name in {*old.namelist(), part}:
            new.writestr(name, content if name == part else old.read(name))
    return changed.getvalue()


def reads(content: bytes, name: str = "lijst.xlsx"):
    return read_file(name, content, heading=KEYS.get)


def refused_as(code: str, content: bytes) -> bool:
    try:
        cleaned(content, largest=LARGEST)
    except AttachmentRefused as refused:
        return refused.code == code
    return False


@attack(
    holds="what a workbook says it unpacks to is looked at before anything is unpacked",
    broken_by=weak.zips_may_be_endless,
)
def test_send_a_zip_bomb():
    """Sends a workbook of a hundred kilobytes that unpacks to a hundred and one megabytes."""
    bomb = workbook("xl/padding.bin", b"0" * (101 * 1024 * 1024))
    assert len(bomb) < 200_000
    with pytest.raises(FileRefused):
        reads(bomb)


@attack(
    holds="a workbook that declares anything (`<!DOCTYPE`, `<!ENTITY`) is refused whole", broken_by=weak.xml_may_declare
)
def test_send_an_xml_bomb():
    """Sends a workbook whose sheet declares entities that stand for each other, so that a few lines become many."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 4))
    sheet = f"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "bom">{levels}]>
    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>observed_on</t></is></c><c r="C1" t="inlineStr"><is><t>narrative</t></is></c></row>
    <row r="2"><c r="A2" t="inlineStr"><is><t>1</t></is></c><c r="B2" t="inlineStr"><is><t>2026-11-03</t></is></c><c r="C2" t="inlineStr"><is><t>&e3;</t></is></c></row>
    </sheetData></worksheet>"""
    with pytest.raises(FileRefused):
        reads(workbook("xl/worksheets/sheet1.xml", sheet.encode()))


@attack(holds="the same: nothing that is declared is read", broken_by=weak.xml_may_declare)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_read_a_file_of_the_server_by_an_entity(encoding):
    """Declares an entity that stands for a file of the server, in a part of the workbook that every reader opens."""
    types = f"""<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>
    <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></styleSheet>"""
    with pytest.raises(FileRefused):
        reads(workbook("xl/styles.xml", types.encode(encoding)))


@attack(holds="how many dots a picture has is read before it is unpacked", broken_by=weak.pictures_may_be_endless)
def test_send_a_picture_bomb():
    """Sends a picture of a few kilobytes that unpacks to sixty-four million dots."""
    bomb = files.bomb(side=8_000)
    assert len(bomb) < 20_000
    assert refused_as("pixels", bomb)


@attack(holds="objects and pages of a pdf are counted first", broken_by=weak.pdfs_may_be_endless)
def test_send_a_pdf_with_too_much_in_it():
    """Sends a small pdf with a hundred and one pages, and one with fifty thousand objects."""
    assert refused_as("pages", files.pdf(101))
    made = pikepdf.new()
    made.add_blank_page()
    made.Root.X = pikepdf.Array([made.make_indirect(pikepdf.Dictionary()) for _ in range(50_001)])
    whole = io.BytesIO()
    made.save(whole, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert refused_as("too_heavy", whole.getvalue())


@attack(holds="a packed picture in a pdf unpacks to so much and no further", broken_by=weak.pdfs_may_be_endless)
def test_send_a_bomb_inside_a_pdf():
    """Hides zeros without end in the packing around a picture in a pdf."""
    made = pikepdf.new()
    page = made.add_blank_page()
    bomb = zlib.compress(b"\0" * 60_000_000)
    photo = pikepdf.Stream(
        made, bomb, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=8, Height=8, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]),
    )  # fmt: skip
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im1=photo))
    whole = io.BytesIO()
    made.save(whole, compress_streams=False)
    assert refused_as("too_heavy", whole.getvalue())


@attack(
    holds="a picture is written anew from its dots; what was glued to it is gone", broken_by=weak.pictures_as_they_came
)
def test_hide_a_page_with_script_in_a_picture():
    """Glues a page with script behind a picture, hoping that a browser reads the page."""
    for content in (files.png((9, 9)) + files.HTML, files.jpeg() + files.HTML):
        _kind, kept = cleaned(content, largest=LARGEST)
        assert b"<script" not in kept


@attack(holds="a pdf keeps its pages and nothing that acts", broken_by=weak.pdfs_as_they_came)
def test_hide_script_and_files_in_a_pdf():
    """Sends a pdf that runs script when it opens, starts a program, calls home and holds a file."""
    _kind, kept = cleaned(files.restless_pdf(), largest=LARGEST)
    with pikepdf.open(io.BytesIO(kept)) as read:
        whole = b"".join(one.unparse(resolved=True) for one in read.objects if not isinstance(one, pikepdf.Stream))
    assert [word for word in (b"JavaScript", b"Launch", b"/URI", b"EmbeddedFile", b"OpenAction") if word in whole] == []


@attack(
    holds="a file is what its first bytes say; a name or a browser's word counts for nothing",
    broken_by=weak.names_say_what_it_is,
)
def test_call_a_page_a_picture(as_, world):
    """Sends a page with script under the name and the type of a picture."""
    before = world.count("intake_attachment")
    contents = (files.HTML, b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"PK\x03\x04")
    photos = [SimpleUploadedFile("foto.png", content, "image/png") for content in contents]
    sent = {"do": "send", "narrative": "Met een foto.", "observed_on": "2026-11-03", "once": "f" * 32, "chosen": photos}
    as_("joost").post("/signaal", sent)
    as_("joost").post("/signaal", {**sent, "chosen": []})
    assert world.count("intake_attachment") == before


@attack(
    holds="of a name the last part is kept, for people to read; files get names of ours",
    broken_by=weak.names_keep_their_path,
)
@pytest.mark.parametrize(
    "name", ["../../etc/passwd.png", "..\\..\\windows\\win.ini.png", "/etc/shadow.png", "C:\\x\\y.png", "a/../../b.png", "....//....//c.png"]
)  # fmt: skip
def test_climb_out_of_a_folder_by_the_name_of_a_file(name):
    """Calls a photo after a place in the file system of the server."""
    assert not {"/", "\\", ".."} & {part for part in ("/", "\\", "..") if part in readable_name(name, "png")}


@attack(holds="static files are those that are known at the start; no path is looked up", broken_by=weak.static_by_path)
def test_climb_out_of_the_folder_of_static_files(stranger):
    """Asks for a file of the server by climbing out of the folder of styles and script, written in eight ways."""
    ways = ("../", "..%2f", "%2e%2e/", "..\\", "....//", "%252e%252e/", "..;/", "schakel/../../")
    for way in ways:
        answer = stranger.get(f"/static/{way * 6}pyproject.toml")
        assert answer.status_code in (400, 404), way
        said = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"hatchling" not in said


@attack(
    holds="a body of over five megabytes is refused by its length, or while it comes in",
    broken_by=weak.bodies_may_be_endless,
)
def test_send_a_body_without_end(stranger, as_, key_of):
    """Sends six megabytes to the interface and in a field of a form, and thousands of fields."""
    head = {"Authorization": f"Bearer {key_of('karim')}"}
    large = json.dumps({"id": "1", "observed_on": "2026-11-03", "narrative": "a" * 6_000_000})
    joost = as_("joost")
    answers = [
        stranger.post("/api/v1/signals", large, content_type=JSON, headers=head).status_code,
        joost.post("/signaal", {"do": "send", "narrative": "a" * 6_000_000}).status_code,
        joost.post("/signaal", {f"f{number}": "x" for number in range(2_100)}).status_code,
    ]
    assert answers == [413, 400, 400]


@attack(holds="half a body is a fault of the sender, told as such", broken_by=weak.json_by_hand)
def test_send_half_a_body(stranger, key_of, world):
    """Breaks off what it sends in the middle, nests it without end, and sends what is no text."""
    head = {"Authorization": f"Bearer {key_of('karim')}"}
    whole = json.dumps({"id": "1", "observed_on": "2026-11-03", "narrative": "Een zorg."})
    halves = [
        whole[:20],
        whole[:-1],
        "",
        "[" * 100_000,
        '{"a":' * 10_000,
        "\xff\xfe",
        "null",
        "1e999",
        whole.replace("Een", "\\ud800"),
    ]
    answers = [stranger.post("/api/v1/signals", half, content_type=JSON, headers=head).status_code for half in halves]
    assert answers == [400] * len(halves)
    assert world.count("intake_signal") == 6


@attack(holds="half a form is an answer too, never a broken page", broken_by=weak.forms_break)
def test_send_half_a_form(as_):
    """Breaks off a form with a file in the middle, and leaves out the mark between its parts."""
    joost = as_("joost")
    part = b'--X\r\nContent-Disposition: form-data; name="chosen"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG'
    bodies = [
        (part, "multipart/form-data; boundary=X"),
        (part, "multipart/form-data"),
        (b"", "multipart/form-data; boundary=" + "Y" * 300),
    ]
    bodies += [(b"do=send&narrative=%ff%fe%00", "application/x-www-form-urlencoded"), (b"\0" * 99, "text/plain")]
    assert {
        status for body, kind in bodies if (status := joost.generic("POST", "/signaal", body, kind).status_code) >= 500
    } == set()


@attack(holds="text of a pattern is matched in a time that grows with its length only", broken_by=weak.slow_patterns)
def test_keep_the_server_busy_with_one_text():
    """Sends a text that makes a careless pattern go back and forth without end."""
    from schakel.casework.intake.rules import mask_citizen_numbers

    texts = ("1 " * 7_000, "1-" * 7_000 + "x", "a@" * 7_000, "(" * 15_000, "é" * 15_000, "9" * 15_000)
    begun = time.process_time()
    for text in texts:
        mask_citizen_numbers(text)
        readable_name(text[:255], "png")
        reads(f"id,observed_on,narrative\n1,2026-11-03,{text}\n".encode(), "lijst.csv")
    assert time.process_time() - begun < 3
