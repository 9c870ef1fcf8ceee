"""Runs in a process of its own, with little memory and time, no file to write to and nothing of ours to read.

A picture or a PDF can be made to break the program that reads it. Whoever breaks this one finds no database, no key and
no setting. In: the file. Out: one line of JSON, then the file as it is kept.
"""

from __future__ import annotations

import json
import resource
import sys

from schakel.casework.intake.rules.files import limits
from schakel.casework.intake.rules.files.kinds import kind_of
from schakel.casework.intake.rules.files.refused import AttachmentRefused


def main(largest: int) -> None:
    _confine()
    try:
        kind, content = cleaned(sys.stdin.buffer.read(), largest=largest)
        head = {"kind": kind}
    except AttachmentRefused as refused:
        head, content = {"refused": refused.code}, b""
    except (MemoryError, RecursionError):
        head, content = {"refused": "too_heavy"}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


def cleaned(content: bytes, *, largest: int) -> tuple[str, bytes]:
    """The kind and the bytes that may be kept of a file, at most `largest`; AttachmentRefused with the reason."""
    kind = kind_of(content)
    if not content:
        raise AttachmentRefused("empty")
    if not kind:
        raise AttachmentRefused("kind")
    if len(content) > largest:
        raise AttachmentRefused("too_big")
    if kind == "pdf":  # each decoder is loaded only where it is needed
        from schakel.casework.intake.rules.files.pdfs import cleaned_pdf

        return "pdf", cleaned_pdf(content, largest=largest)
    from schakel.casework.intake.rules.files.images import cleaned_image

    return cleaned_image(content, kind, largest=largest)


def _confine() -> None:
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))
