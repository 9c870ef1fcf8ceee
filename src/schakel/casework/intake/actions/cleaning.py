"""From what somebody chose to what we keep: checked for viruses, read in a process of its own, written anew."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

import schakel
from schakel.casework.intake.actions.scanning import verdict
from schakel.casework.intake.rules.files import MEDIA_TYPES, AttachmentRefused, kind_of
from schakel.casework.intake.rules.files.limits import WALL_SECONDS

_SOURCE: Final = str(Path(schakel.__file__).resolve().parents[1])
_READER: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from schakel.casework.intake.rules.files.worker import main; main(int(sys.argv[2]))"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`kind` is what it became, `state` what the virus scanner said."""

    kind: str
    state: str
    content: bytes


def clean(content: bytes) -> Cleaned:
    """What may be kept of a file. AttachmentRefused with the reason; then nothing of it stays anywhere.

    The scanner sees the file as it came: a virus in a place that we leave out is one all the same.
    """
    if not content:
        raise AttachmentRefused("empty")
    if len(content) > settings.LARGEST_FILE_BYTES:
        raise AttachmentRefused("too_big")
    if not kind_of(content):
        raise AttachmentRefused("kind")
    state = verdict(content)
    if state == "infected":
        raise AttachmentRefused("virus")
    kind, kept = _read_apart(content)
    return Cleaned(kind, state, kept)


def _read_apart(content: bytes) -> tuple[str, bytes]:
    """By a process without our environment: it has no key, no database and no setting to give away."""
    command = [sys.executable, "-I", "-c", _READER, _SOURCE, str(settings.LARGEST_FILE_BYTES)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=WALL_SECONDS, env={}, check=False)
    except subprocess.TimeoutExpired:
        raise AttachmentRefused("too_heavy") from None
    head, _line, kept = done.stdout.partition(b"\n")
    if done.returncode != 0 or not head:
        raise AttachmentRefused("too_heavy" if done.returncode < 0 else "broken")
    said = json.loads(head)
    if "refused" in said:
        raise AttachmentRefused(str(said["refused"]))
    kind = str(said["kind"])
    if kind not in MEDIA_TYPES or kind_of(kept) != kind:
        raise AttachmentRefused("broken")
    return kind, kept
