"""Good files of each kind, and ways to bend them: bytes changed, dropped, doubled, moved, and cut off."""

from __future__ import annotations

import io
from contextlib import suppress
from functools import cache

from hypothesis import strategies as st
from openpyxl import Workbook

from schakel.casework.intake.tests import files
from schakel.engines.exchange import FileRefused, read_file

KEYS = {
    "id": "id",
    "observed_on": "observed_on",
    "narrative": "narrative",
    "persoon": "mention:person",
    "telefoon": "mention:phone",
}
ODD = (
    b"\0",
    b"\xff\xfe",
    b'"',
    b"\r",
    b"\n",
    b"\xed\xa0\x80",
    b"9" * 40,
    b"[" * 40,
    b"\xf0\x9f\x98\x80",
    b"=",
    b"<!DOCTYPE",
    b"PK\x05\x06",
    b"\\u0000",
    b";",
    b"%%EOF",
)


@cache
def lists() -> dict[str, bytes]:
    """A good list of each kind."""
    csv = "id,observed_on,narrative,persoon,telefoon\n1,2026-11-03,Een zorg.,Anwar,06-24681357\n2,3 november 2026,Nog een.,,\n"
    jsonl = (
        '{"id": "1", "observed_on": "2026-11-03", "narrative": "Een zorg.", "mentions": [{"kind": "person", "value": "Anwar"}]}\n'
        * 3
    )
    book, whole = Workbook(), io.BytesIO()
    for row in (
        list(KEYS),
        ["1", "2026-11-03", "Een zorg.", "Anwar", "06-24681357"],
        [2, 46_000, "Nog een.", None, 612345678],
    ):
        book.active.append(row)
    book.save(whole)
    return {
        "l.csv": csv.encode(),
        "l.jsonl": jsonl.encode(),
        "l.xlsx": whole.getvalue(),
        "l.tsv": csv.replace(",", "\t").encode("utf-16"),
    }


@cache
def papers() -> dict[str, bytes]:
    """A good photo or document of each kind."""
    return {
        "png": files.png(),
        "jpeg": files.jpeg(),
        "webp": files.webp(),
        "heic": files.HEIC,
        "pdf": files.pdf(),
        "restless": files.restless_pdf(),
    }


def bends() -> st.SearchStrategy[list[tuple[str, float, float, bytes]]]:
    """What is done to a file, one after another: how, where (0 to 1), how far, and with what."""
    share = st.floats(0, 1)
    piece = st.one_of(st.sampled_from(ODD), st.binary(max_size=12))
    how = st.sampled_from(("put", "instead", "cut", "double", "end", "flip"))
    return st.lists(st.tuples(how, share, share, piece), min_size=1, max_size=4)


def bent(content: bytes, how: list[tuple[str, float, float, bytes]]) -> bytes:
    for kind, place, far, piece in how:
        at = int(place * len(content))
        to = at + int(far * min(200, len(content) - at))
        if kind == "put":
            content = content[:at] + piece + content[at:]
        elif kind == "instead":
            content = content[:at] + piece + content[at + len(piece) :]
        elif kind == "cut":
            content = content[:at] + content[to:]
        elif kind == "double":
            content = content[:to] + content[at:to] + content[to:]
        elif kind == "flip":
            content = content[:at] + bytes(byte ^ 0x55 for byte in content[at:to]) + content[to:]
        else:
            content = content[:at]
    return content


def reads_list(name: str, content: bytes) -> None:
    """A list is read, or refused with a reason. Anything else is a fault of ours."""
    with suppress(FileRefused):
        read_file(name, content, heading=KEYS.get)
