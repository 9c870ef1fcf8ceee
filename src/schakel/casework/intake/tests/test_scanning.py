"""The virus scanner: a real clamd with one signature of our own, a program, and what happens when neither answers."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from django.test import override_settings

from schakel.casework.intake import actions, queries
from schakel.casework.intake.actions.scanning import verdict
from schakel.casework.intake.tests import files
from schakel.casework.intake.tests.test_attachments import DESK, signal_of, text, typed, upload
from schakel.ground.accounts.queries import system_actor
from schakel.ground.database.scope import acting

SIGNATURE = f"Eicar-Test-Signature:0:*:{files.EICAR.hex()}\n"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    """The path of the socket of a clamd that knows one virus: the harmless one that everybody tests with."""
    program = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    assert program, "No clamd on this machine: sudo apt-get install clamav-daemon"
    home = tmp_path_factory.mktemp("clamd")
    (home / "signatures").mkdir()
    (home / "signatures" / "test.ndb").write_text(SIGNATURE)
    path = home / "clamd.ctl"
    (home / "clamd.conf").write_text(
        f"LocalSocket {path}\nDatabaseDirectory {home / 'signatures'}\nTemporaryDirectory {home}\nForeground yes\n"
    )
    with subprocess.Popen([program, "-c", str(home / "clamd.conf")], stdout=subprocess.DEVNULL) as running:
        try:
            _wait_for(path, running)
            yield f"clamd:{path}"
        finally:
            running.terminate()


def _wait_for(path, running):
    for _ in range(600):
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(path))
                return
            except OSError:
                assert running.poll() is None, "clamd did not start"
                time.sleep(0.05)
    raise AssertionError("clamd did not answer within half a minute")


@contextmanager
def scanner(named):
    with override_settings(VIRUS_SCANNER=named):
        yield


def infected_jpeg():
    return files.jpeg() + files.EICAR


# ---------------------------------------------------------------- one question


def test_clamd_tells_a_virus_from_a_photo(clamd):
    with scanner(clamd):
        assert verdict(files.jpeg()) == "clean"
        assert verdict(files.EICAR) == "infected"
        assert verdict(infected_jpeg()) == "infected"
        assert verdict(bytes(3_000_000) + files.EICAR) == "infected", "in many pieces too"


def test_without_a_scanner_it_is_said_so():
    with scanner(""):
        assert verdict(files.EICAR) == "unchecked"


@pytest.mark.parametrize(("code", "said"), [(0, "clean"), (1, "infected"), (2, "waiting"), (40, "waiting")])
def test_a_program_answers_with_its_exit_code(tmp_path, code, said):
    script = tmp_path / "scanner"
    script.write_text(f"#!{sys.executable}\nimport sys\nassert sys.stdin.buffer.read() == b'foto'\nsys.exit({code})\n")
    script.chmod(0o700)
    with scanner(f"command:{script} --stream -"):
        assert verdict(b"foto") == said


@pytest.mark.parametrize(
    "answer", [b"", b"stream: OK", b"INSTREAM size limit exceeded. ERROR\0", b"OK\0", b"stream: x ERROR\0"]
)
def test_whatever_else_a_scanner_says_is_no_answer(tmp_path, answer):
    """An answer cut off says nothing either, unless it is whole."""
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen(1)
        talk = threading.Thread(target=_answer, args=(listening, answer))
        talk.start()
        with scanner(f"clamd:{path}"):
            assert verdict(b"foto") == ("clean" if answer == b"stream: OK" else "waiting")
        talk.join(10)


def _answer(listening, answer):
    line, _ = listening.accept()
    with line:
        heard = b""
        while not heard.endswith(b"foto" + bytes(4)):
            heard += line.recv(4096)
        assert heard == b"zINSTREAM\0" + (4).to_bytes(4, "big") + b"foto" + bytes(4)
        line.sendall(answer)


@pytest.mark.parametrize("named", ["clamd:/nowhere/clamd.ctl", "command:/nowhere/scanner"])
def test_a_scanner_that_is_not_there_is_no_answer(named):
    with scanner(named):
        assert verdict(b"foto") == "waiting"


# ---------------------------------------------------------------- with a signal


def test_a_virus_is_refused_at_the_desk_and_leaves_a_line_and_no_file(clamd, as_, rows):
    with scanner(clamd):
        answer = as_("joost").post(DESK, typed(upload("foto.jpg", infected_jpeg()), upload("goed.png", files.png())))
    assert answer.status_code == 422
    assert "In ‘foto’ zit een virus" in text(answer) and "goed.png" in text(answer)
    assert rows("select count(*) from intake_draftfile") == [(1,)]
    said = rows("select result, facts::text from audit_entry where kind = 'draft.file_refused'")
    assert said == [("refused", '{"code": "virus"}')]


def test_a_checked_photo_says_so(clamd, as_, cast):
    with scanner(clamd):
        as_("joost").post(DESK, typed(upload("foto.jpg", files.jpeg())))
    (row,) = found(cast)
    assert row.state == "clean"
    assert "Gecontroleerd op virussen." in text(as_("noor").get(f"/bestanden/{row.id}"))


def found(cast):
    with acting(cast.noor):
        return queries.attachments(viewer=cast.noor, signal=signal_of(cast))


def checked(cast):
    system = system_actor(cast.noor.organisation)
    with acting(system):
        return actions.check_waiting(by=system)


def test_while_the_scanner_is_silent_the_signal_arrives_and_the_file_opens_for_nobody(clamd, as_, cast, trail):
    with scanner("clamd:/nowhere/clamd.ctl"):
        answer = as_("joost").post(DESK, typed(upload("foto.jpg", files.jpeg())), follow=True)
        assert "Uw signaal is binnen" in text(answer)
        (row,) = found(cast)
        noor = as_("noor")
        page = text(noor.get(f"/bestanden/{row.id}"))
        assert "Wordt nog gecontroleerd op virussen" in page and "Bekijk de foto" not in page
        assert noor.get(f"/bestanden/{row.id}/inhoud").status_code == 404
        assert checked(cast) == {"clean": 0, "infected": 0}
    with scanner(clamd):
        assert checked(cast) == {"clean": 1, "infected": 0}
    assert noor.get(f"/bestanden/{row.id}/inhoud").status_code == 200
    assert trail(row.id) == ["attachment.added", "attachment.seen", "attachment.clean", "attachment.opened"]


def test_a_virus_found_later_destroys_the_file(tmp_path, as_, cast, rows, trail):
    with scanner("clamd:/nowhere/clamd.ctl"):
        as_("joost").post(DESK, typed(upload("foto.jpg", files.jpeg())))
    (row,) = found(cast)
    sick = tmp_path / "scanner"
    sick.write_text(f"#!{sys.executable}\nimport sys\nsys.stdin.buffer.read()\nsys.exit(1)\n")
    sick.chmod(0o700)
    with scanner(f"command:{sick}"):
        assert checked(cast) == {"clean": 0, "infected": 1}
    assert rows("select count(*) from intake_attachmentcontent") == [(0,)]
    noor = as_("noor")
    assert noor.get(f"/bestanden/{row.id}/inhoud").status_code == 404
    assert "Wij hebben het bestand vernietigd" in text(noor.get(f"/bestanden/{row.id}"))
    assert trail(row.id)[1] == "attachment.infected"
