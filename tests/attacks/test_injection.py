"""Text that wants to be something else: SQL, markup, a template, a header, a formula, a line of the log."""

from __future__ import annotations

import csv
import io
import json
import logging
from datetime import date
from datetime import time as clock
from urllib.parse import quote

import pytest
import structlog
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from openpyxl import load_workbook

from schakel.casework.intake.tests import files
from schakel.engines.exchange import Returned, give_back
from tests.attacks import weak
from tests.attacks.weakening import attack

SQL = ("1' or '1'='1", "1); drop table intake_signal --", "\\' union select pg_sleep(9) --\0%s{")
FILTERS = {
    "/signalen": (
        "nummer",
        "staat",
        "eigenaar",
        "uiterlijk",
        "uitkomst",
        "van",
        "bijzonder",
        "vanaf",
        "tot",
        "lijst",
        "pagina",
    ),
    "/bundels": ("staat", "pagina", "p"),
    "/spoor": ("pagina", "soort", "vanaf", "p", "dag", "wie"),
    "/accounts": ("wie", "pagina", "zoek"),
}
MARKUP = "{{ 7|add:35 }}{% debug %}<script>alert(1)</script>\"'><img src=x onerror=alert(2)>${7*6}#{7*6}"
FORMULAS = ('=HYPERLINK("https://kwaad.example")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1")


@attack(
    holds="every value is a parameter of the query, after its form; nothing of it becomes SQL",
    broken_by=weak.sql_by_hand,
)
def test_put_sql_in_every_filter(as_, world):
    """Types SQL in every filter and page number of every list, and in the query of the interface."""
    people = {"/signalen": as_("noor"), "/bundels": as_("noor"), "/spoor": as_("petra"), "/accounts": as_("karim")}
    broken = [
        (place, text)
        for place, names in FILTERS.items()
        for text in SQL
        if people[place].get(place, dict.fromkeys(names, text)).status_code >= 500
    ]
    assert broken == []
    assert world.count("intake_signal") == 6


@attack(
    holds="templates escape everything; nothing a person typed is read as a template", broken_by=weak.nothing_is_escaped
)
def test_put_markup_and_templates_in_every_text(as_, world, cast):
    """Types script, an image with a handler, and template code in words, names and reasons; then the others look."""
    joost, noor = as_("joost"), as_("noor")
    sent = {
        "do": "send", "narrative": MARKUP, "observed_on": "2026-11-03", "once": "d" * 32,
        "given_kind": ["person", "organisation"], "given_value": [f"Anwar {MARKUP}", MARKUP],
    }  # fmt: skip
    receipt = joost.post("/signaal", sent)["Location"]
    signal = receipt.split("/")[2]
    noor.post(f"/signalen/{signal}", {"do": "move", "move-to": "qualified"})
    noor.post(f"/signalen/{signal}", {"do": "move", "move-to": "weighed", "move-reason": MARKUP})
    as_("karim").post(f"/accounts/{cast.wim.account}/wijzig", {"name": MARKUP[:90]})
    read = [joost.get(receipt), joost.get(f"/mijn-signalen/{signal}"), noor.get("/signalen"), noor.get("/werk")]
    read += [noor.get(f"/signalen/{signal}"), noor.get(f"/signalen/{signal}/verbeter"), as_("karim").get("/accounts")]
    for answer in read:
        said = answer.content.decode()
        assert answer.status_code == 200
        assert "<script>alert" not in said and "<img src=x" not in said and "\"'><img" not in said
    assert "alert(1)" in read[4].content.decode()  # it is there, as text


@attack(
    holds="an address in a header is encoded, and a header with a line end is refused",
    broken_by=weak.headers_take_lines,
)
def test_put_a_header_in_an_address(stranger, as_, cast):
    """Goes on, after logging in, to an address with a line end and a header of the attacker's in it."""
    for text in (
        "/werk\r\nSet-Cookie: schakel=x",
        "/werk%0d%0aSet-Cookie: schakel=x",
        "/werk\nX: y",
        "/werk\u2028X: y",
    ):
        sent = {"login_name": cast.login_name("joost"), "password": cast.password, "next": text}
        answer = stranger.post("/inloggen", sent)
        stranger.logout()
        assert answer.status_code == 302
        assert not {"\r", "\n"} & set("".join(f"{name}{value}" for name, value in answer.headers.items()))


@attack(
    holds="a copy has the name that we give: number of the signal and of the file",
    broken_by=weak.files_keep_their_names,
)
def test_put_a_header_in_the_name_of_a_file(as_, world):
    """Sends a photo whose name closes the header of the download and begins another."""
    joost = as_("joost")
    name = 'x"; filename="kwaad.html\r\nX-Kwaad: ja.png'
    photo = SimpleUploadedFile(name, files.png((9, 9)), "image/png")
    sent = {"do": "send", "narrative": "Met een foto.", "observed_on": "2026-11-03", "once": "e" * 32, "chosen": photo}
    signal = joost.post("/signaal", sent)["Location"].split("/")[2]
    file = world.one("select id from intake_attachment where signal_id = %s", signal)
    answer = as_("noor").get(f"/bestanden/{file}/kopie")
    assert answer.status_code == 200
    assert "kwaad" not in answer.headers["Content-Disposition"]
    assert "X-Kwaad" not in answer.headers


@attack(holds="a cell that a spreadsheet would run gets a mark in front", broken_by=weak.cells_as_they_are)
def test_put_a_formula_in_a_csv_that_is_given_back():
    """Sends a list with formulas in lines that are refused, so that the municipality opens them in its spreadsheet."""
    rows = [Returned(("fout",), cells=(text, "x")) for text in FORMULAS]
    given = give_back("csv", rows, headings=("id", "narrative"), comma=";", reason="wat er mis is").decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(given, newline=""), delimiter=";") for cell in line]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@attack(holds="every cell of a workbook is written as text", broken_by=weak.cells_as_they_are)
def test_put_a_formula_in_a_workbook_that_is_given_back():
    """The same in a workbook."""
    rows = [Returned(("fout",), cells=(text, "x")) for text in FORMULAS]
    given = give_back("xlsx", rows, headings=("id", "narrative"), comma="", reason="wat er mis is")
    kinds = {
        cell.data_type for row in load_workbook(io.BytesIO(given)).active.iter_rows() for cell in row if cell.value
    }
    assert kinds == {"s"}


@pytest.fixture
def own_logging():
    root = logging.getLogger()
    before, level = root.handlers, root.level
    yield
    root.handlers, root.level = before, level
    structlog.reset_defaults()


@attack(holds="a line of the log is one object of JSON, with names and codes only", broken_by=weak.logs_as_they_come)
def test_forge_a_line_of_the_log(stranger, own_logging, capsys):
    """Asks for addresses with line ends and a forged line in them, which a framework likes to write down."""
    from schakel.site.logs import configure

    configure({"level": "INFO"})
    forged = '\n{"event": "forged", "level": "info"}'
    for place in (
        f"/bestaat-niet{quote(forged)}",
        f"/signalen/{quote(forged)}",
        f"/wachtwoord/{quote('geheim' + forged)}",
    ):
        stranger.get(place)
        stranger.post(place, {"x": forged}, HTTP_HOST=f"kwaad{len(place)}.example")
    lines = capsys.readouterr().err.splitlines()
    assert lines
    assert [
        line for line in lines if "forged" in line or "geheim" in line or not isinstance(json.loads(line), dict)
    ] == []


@attack(
    holds="mail has a number and a link; a header with a line end is refused by the library",
    broken_by=weak.mail_tells_names,
)
def test_put_a_header_in_a_mail(cast, database, monkeypatch):
    """Has a name with a line end and another recipient in it, so that a mail about an alarm goes there too."""
    from django.core import mail

    from schakel.casework.intake import actions as intake
    from schakel.ground.database.scope import acting
    from schakel.ground.duty import actions as duty
    from schakel.site import reactions

    monkeypatch.setattr(mail, "outbox", [], raising=False)
    told = {
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
        "MAIL": True,
        "MAIL_FROM": "schakel@gemeente.example",
    }
    with override_settings(**told, ORIGIN="https://schakel.gemeente.example"):
        duty.add_turn(
            by=cast.noor,
            weekdays=list(range(7)),
            starts=clock(0),
            ends=clock(0),
            account=cast.noor.account,
            stand_in=None,
        )
        with acting(cast.joost):
            intake.register_signal(
                by=cast.joost, municipality="GM9901", observed_on=date(2026, 11, 3), danger=True,
                narrative="Bcc: kwaad@kwaad.example\r\nEen Wolkenstok in gevaar.", function="desk",
                mentions=[intake.IncomingMention("person", "Wolkenstok\r\nBcc: kwaad@kwaad.example")], observations=[],
            )  # fmt: skip
        for _ in range(3):  # the alarm, the call, the mail
            reactions.run_pending(slow=True)
    assert mail.outbox
    for message in mail.outbox:
        assert message.recipients() == message.to
        assert "Wolkenstok" not in message.message().as_string() and "kwaad" not in message.message().as_string()
