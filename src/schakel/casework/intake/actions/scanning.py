"""Asks a virus scanner about a file, when the installation has one. The file goes over a socket or a pipe, never to disk."""

from __future__ import annotations

import shlex
import socket
import subprocess
from collections.abc import Iterator
from typing import Final

from django.conf import settings

_CHUNK: Final = 64 * 1024
_LONGEST_ANSWER: Final = 4096
_SECONDS: Final = 15.0
_CLEAN, _INFECTED = 0, 1  # exit codes of clamdscan and of most others


def verdict(content: bytes) -> str:
    """ "clean", "infected", "waiting" when the scanner gives no answer now, "unchecked" when there is none.

    Whatever goes wrong with a scanner is "waiting": such a file is taken in and opens for nobody until it was checked.
    """
    how, _colon, where = settings.VIRUS_SCANNER.partition(":")
    if not how:
        return "unchecked"
    try:
        return _by_clamd(where, content) if how == "clamd" else _by_command(where, content)
    except (OSError, subprocess.SubprocessError, ValueError):
        return "waiting"


def _by_clamd(path: str, content: bytes) -> str:
    """INSTREAM, as clamd(8) describes it: pieces with their length before them, and one of length nought."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_SECONDS)
        line.connect(path)
        line.sendall(b"zINSTREAM\0")
        for piece in _pieces(content):
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            more = line.recv(_LONGEST_ANSWER)
            if not more:
                break
            answer += more
    said = answer.rstrip(b"\0\n")
    if said == b"stream: OK":
        return "clean"
    return "infected" if said.startswith(b"stream: ") and said.endswith(b" FOUND") else "waiting"


def _by_command(command: str, content: bytes) -> str:
    """The file goes in at standard input; the answer is the exit code."""
    done = subprocess.run(shlex.split(command), input=content, capture_output=True, timeout=2 * _SECONDS, check=False)
    return {_CLEAN: "clean", _INFECTED: "infected"}.get(done.returncode, "waiting")


def _pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]
