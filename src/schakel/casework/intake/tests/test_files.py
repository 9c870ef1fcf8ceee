"""What is left of a file: nothing of where, when and with what; nothing that acts; nothing that was glued on."""

import signal
import subprocess
import sys
import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from schakel.casework.intake.actions import cleaning
from schakel.casework.intake.actions.cleaning import clean
from schakel.casework.intake.rules.files import EXTENSIONS, AttachmentRefused, own_name, readable_name
from schakel.casework.intake.rules.files.streams import bare_jpeg, bare_jpeg2000
from schakel.casework.intake.rules.files.worker import cleaned
from schakel.casework.intake.tests import files

LARGEST = 10_000_000
TOLD = [files.PLACE.encode(), files.MAKER.encode(), b"Exif", b"xmp", b"ICC_PROFILE", b"eXIf", b"tEXt", b"iTXt"]
ACTS = [b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/OpenAction", b"/AA", b"/EmbeddedFile", b"/Names", b"/Annots",
        b"/Metadata", b"/Info", b"/Thumb", b"/GPTS", b"app.alert", b"cmd.exe", b"example.org", b"geheim.txt"]  # fmt: skip


def take(content):
    return cleaned(content, largest=LARGEST)


def refused(content):
    with pytest.raises(AttachmentRefused) as caught:
        take(content)
    return caught.value.code


# ---------------------------------------------------------------- pictures


@pytest.mark.parametrize(
    ("made", "kind"),
    [(files.jpeg(), "jpeg"), (files.png(), "png"), (files.webp(), "jpeg"), (files.HEIC, "jpeg")],
    ids=["jpeg", "png", "webp", "heic"],
)
def test_a_picture_keeps_its_dots_and_tells_nothing_else(made, kind):
    assert any(told in made for told in TOLD)
    became, kept = take(made)
    picture = Image.open(BytesIO(kept))
    assert became == kind and picture.format.lower() == kind
    assert [told for told in TOLD if told in kept] == []
    assert not picture.getexif() and not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & set(picture.info)
    left, right = picture.convert("RGB").getpixel((2, 5)), picture.convert("RGB").getpixel((picture.width - 3, 5))
    assert left[0] > 150 > left[2] and right[2] > 150 > right[0]


@pytest.mark.parametrize(("orientation", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))])
def test_a_picture_stands_as_the_camera_meant_it(orientation, corner):
    """A red corner at the top left of the sensor goes where the orientation says."""
    drawn = Image.new("RGB", (64, 64), (30, 30, 200))
    drawn.paste((200, 30, 30), (0, 0, 24, 24))
    into = BytesIO()
    drawn.save(into, "JPEG", exif=files.exif(orientation), quality=95)
    picture = Image.open(BytesIO(take(into.getvalue())[1]))
    assert picture.getpixel((4 + corner[0] * 55, 4 + corner[1] * 55))[0] > 150


def test_what_can_be_seen_through_stays_so_in_a_png_and_becomes_white_elsewhere():
    drawn = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    for form, kind, expected in (("PNG", "png", (0, 0, 0, 0)), ("WEBP", "jpeg", (255, 255, 255))):
        into = BytesIO()
        drawn.save(into, form, lossless=True)
        became, kept = take(into.getvalue())
        assert became == kind and Image.open(BytesIO(kept)).getpixel((3, 3)) == expected


@pytest.mark.parametrize("glued", [files.EICAR, files.HTML, b"PK\3\4" + b"x" * 50, files.pdf()])
def test_what_was_glued_to_a_picture_is_gone(glued):
    for made in (files.jpeg(), files.png(), files.HEIC):
        assert glued not in take(made + glued)[1]


@pytest.mark.parametrize(
    "content", [files.HTML, b"GIF89a" + bytes(40), b"PK\3\4", b"MZ", b"<svg xmlns='x'/>", b"\0" * 99]
)
def test_what_is_no_photo_or_pdf_is_refused_whatever_it_is_called(content):
    assert refused(content) == "kind"
    assert refused(b"  " + files.jpeg()) == "kind", "nor one that begins with something else"


def test_too_many_dots_are_refused_before_they_are_unpacked():
    bomb = files.bomb()
    assert len(bomb) < 60_000
    assert refused(bomb) == "pixels"


@pytest.mark.parametrize(
    "made", [files.jpeg(), files.png(), files.webp(), files.HEIC, files.pdf(), files.restless_pdf()]
)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_half_a_file_is_refused(made, share):
    assert refused(made[: int(len(made) * share)]) in ("broken", "kind")


def test_half_a_file_is_refused_too_where_another_library_would_take_it(monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    made = files.png()
    assert refused(made[: int(len(made) * 0.9)]) == "broken"


@given(st.data())
def test_a_damaged_file_is_taken_whole_or_refused_and_nothing_else_happens(data):
    made = bytearray(data.draw(st.sampled_from([files.jpeg(), files.png(), files.HEIC, files.restless_pdf()])))
    for _ in range(data.draw(st.integers(1, 6))):
        made[data.draw(st.integers(12, len(made) - 1))] = data.draw(st.integers(0, 255))
    try:
        kind, kept = take(bytes(made))
    except AttachmentRefused:
        return
    assert kind in EXTENSIONS and files.MAKER.encode() not in kept


def test_a_pdf_with_one_sign_wrong_tells_no_more_than_a_whole_one():
    """Every sign of the picture in it, so that a damaged key, filter or mark does not let through what tells of it."""
    made = files.restless_pdf()
    begin = made.index(b"/Subtype /Image") - 80
    told, refusals = [], 0
    for at in range(begin, made.index(files.MAKER.encode())):
        try:
            _kind, kept = cleaned(made[:at] + b"\0" + made[at + 1 :], largest=LARGEST)
        except AttachmentRefused:
            refusals += 1
        else:
            told += [at] if files.MAKER.encode() in kept else []
    assert not told
    assert refusals > 20, "some of it cannot be read any more"


def test_a_photo_that_grows_is_written_smaller_before_it_is_refused():
    into = BytesIO()
    Image.effect_noise((300, 300), 90).convert("RGB").save(into, "JPEG", quality=75)
    made = into.getvalue()
    assert len(cleaned(made, largest=LARGEST)[1]) > len(made) + 500
    assert len(cleaned(made, largest=len(made) + 500)[1]) <= len(made) + 500
    rough = BytesIO()
    Image.effect_noise((300, 300), 90).convert("RGB").save(rough, "JPEG", quality=20)
    with pytest.raises(AttachmentRefused, match="too_big"):
        cleaned(rough.getvalue(), largest=len(rough.getvalue()))


# ---------------------------------------------------------------- documents


def test_a_restless_pdf_becomes_quiet_and_keeps_its_page():
    made = files.restless_pdf()
    present = [act for act in ACTS if act in made]
    assert len(present) >= 13
    kind, kept = take(made)
    assert kind == "pdf"
    assert [act for act in ACTS if act in kept] == []
    assert [told for told in TOLD if told in kept] == []
    with pikepdf.open(BytesIO(kept)) as found:
        (page,) = found.pages
        (photo,) = page.obj.Resources.XObject.values()
        assert pikepdf.PdfImage(photo).as_pil_image().size == (48, 32)
        assert set(found.Root.keys()) == {"/Type", "/Pages"} and not found.attachments and not found.docinfo


def test_a_photo_packed_twice_is_stripped_too():
    made = files.wrapped_pdf()
    kept = take(made)[1]
    with pikepdf.open(BytesIO(kept)) as found:
        (photo,) = found.pages[0].obj.Resources.XObject.values()
        assert [told for told in TOLD if told in photo.read_raw_bytes()] == []
        assert pikepdf.PdfImage(photo).as_pil_image().size == (48, 32)


def test_a_form_that_was_filled_in_stays_readable():
    with pikepdf.open(BytesIO(files.pdf())) as made:
        look = pikepdf.Stream(made, b"BT (Ingevuld) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                              BBox=pikepdf.Array([0, 0, 90, 20]))  # fmt: skip
        field = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx,
                                   Rect=pikepdf.Array([10, 10, 100, 30]), AP=pikepdf.Dictionary(N=made.make_indirect(look)),
                                   T=pikepdf.String("naam"), F=4)  # fmt: skip
        made.pages[0].obj.Annots = pikepdf.Array([made.make_indirect(field)])
        made.Root.AcroForm = pikepdf.Dictionary(Fields=made.pages[0].obj.Annots)
        into = BytesIO()
        made.save(into)
    with pikepdf.open(BytesIO(take(into.getvalue())[1])) as kept:
        page = kept.pages[0]
        drawn = [one.read_bytes() for one in page.Resources.XObject.values()]
        assert any(b"Ingevuld" in one for one in drawn) and "/Annots" not in page.obj and "/AcroForm" not in kept.Root


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (files.locked_pdf(), "locked"),
        (files.locked_pdf(""), "locked"),
        (files.pdf(101), "pages"),
        (b"%PDF-1.7\n", "broken"),
    ],
)
def test_a_pdf_we_cannot_look_into_is_refused(made, code):
    assert refused(made) == code


def test_what_was_glued_to_a_pdf_is_gone():
    for glued in (b"PK\3\4" + b"y" * 60, files.HTML):
        assert glued not in take(files.pdf() + glued)[1]


def test_a_photo_inside_that_no_one_can_unwrap_is_refused():
    made = files.wrapped_pdf().replace(b"/FlateDecode", b"/LZWDecode  ")
    assert len(made) == len(files.wrapped_pdf()) and refused(made) == "odd"


@given(st.binary(max_size=400))
def test_stripping_a_photo_never_goes_on_for_ever(content):
    for strip in (bare_jpeg, bare_jpeg2000):
        assert outcome(strip, b"\xff\xd8" + content) in ("broken", "whole")


def outcome(strip, content):
    try:
        strip(content)
    except AttachmentRefused as wrong:
        return wrong.code
    return "whole"


def test_boxes_with_text_go_out_of_a_jpeg2000():
    def box(kind, content):
        return (8 + len(content)).to_bytes(4, "big") + kind + content

    whole = box(b"jP  ", b"\r\n\x87\n") + box(b"uuid", b"GPS") + box(b"jp2c", b"dots")
    assert bare_jpeg2000(whole) == box(b"jP  ", b"\r\n\x87\n") + box(b"jp2c", b"dots")


# ---------------------------------------------------------------- the process apart


def test_the_process_that_reads_is_given_nothing_of_ours(monkeypatch):
    """The process as it is started, with a reader that says what it finds: "locked" when it finds something."""
    looks = (
        "import os, sys; sys.stdin.buffer.read(); ours = set(os.environ) - {'LC_CTYPE'} or 'django' in sys.modules;"
        "print('{\"refused\": \"' + ('locked' if ours else 'odd') + '\"}')"
    )
    monkeypatch.setenv("SCHAKEL_KEY_FILE", "/somewhere/schakel.key")
    monkeypatch.setattr(cleaning, "_READER", looks)
    with pytest.raises(AttachmentRefused, match="odd"):
        clean(files.png())


def test_the_process_that_reads_may_write_nothing_and_take_little():
    """What it is left with, asked after it did its work; then what becomes of somebody who tries."""
    asks = (
        "import os, resource, signal; from schakel.casework.intake.rules.files import limits;"
        "left = [resource.getrlimit(one)[0] for one in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)];"
        "assert left == [0, 0] and resource.getrlimit(resource.RLIMIT_AS)[0] == limits.MEMORY_BYTES;"
        "assert resource.getrlimit(resource.RLIMIT_CPU)[1] == limits.CPU_SECONDS and 'django' not in sys.modules;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_DFL); os.write(os.memfd_create('x'), b'x')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"{cleaning._READER}; {asks}", cleaning._SOURCE, str(LARGEST)],
        input=files.png(), capture_output=True, env={}, check=False, timeout=60,
    )  # fmt: skip
    assert done.stdout.startswith(b'{"kind": "png"}\n\x89PNG')
    assert done.returncode == -signal.SIGXFSZ, done.stderr.decode()


def test_a_heavy_document_is_stopped():
    """Forty million numbers in one array of a small file: more than there is room for."""
    rows = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    packed = zlib.compress(b"0 " * 60_000_000, 9)
    stream = b"3 0 obj<</Type/ObjStm/N 9/First 10/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n" % (
        len(packed),
        packed,
    )
    with pytest.raises(AttachmentRefused):
        clean(rows + stream + b"trailer<</Root 1 0 R>>\n%%EOF")


def test_the_same_comes_out_of_the_process_as_of_the_rule():
    made = clean(files.restless_pdf())
    assert (made.kind, made.content) == take(files.restless_pdf())


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("C:\\Users\\Joost\\brief.JPG", "brief.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("foto\u202egpj.exe", "foto gpj.jpg"),
        ("a\r\nSet-Cookie: x.png", "a Set-Cookie: x.jpg"),
        ("pas 111222333.jpg", "pas [BSN weggehaald].jpg"),
        ("....jpg", ""),
        ("\u200b.png", ""),
    ],
)
def test_a_name_is_made_safe_to_show(given_name, shown):
    assert readable_name(given_name, "jpeg") == shown


@given(st.text(max_size=300))
def test_any_name_is_short_and_on_one_line(given_name):
    shown = readable_name(given_name, "pdf")
    assert len(shown) <= 104 and "\n" not in shown and "/" not in shown and "\\" not in shown
    assert shown == "" or shown.endswith(".pdf")


def test_the_name_of_a_copy_says_the_number_and_nothing_else():
    assert own_name(12, 3, "jpeg") == "signaal-12-bestand-3.jpg"
