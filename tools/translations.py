#!/usr/bin/env python3
"""Keeps the English catalogue complete: the Dutch words on the screen are the message ids, in templates and Python.

tools/translations.py          adds new words to the catalogue, empty, and drops words nobody says any more
tools/translations.py --check  changes nothing; says what is missing, left over or does not fit, and fails
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path("src/schakel")
CATALOGUE = SOURCE / "site/locale/en/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEAD = "# English for Schakel. The message ids are the Dutch words on the screen; renew with tools/translations.py."
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing, fail when something is missing")
    check = parser.parse_args(arguments).check
    found, known = spoken(ROOT), catalogue(ROOT)
    if check:
        faults = check_catalogue(found, known)
        print("\n".join(faults) if faults else f"The English catalogue is complete: {len(found)} texts.")
        return 1 if faults else 0
    write(ROOT, renew(found, known))
    return 0


# ---------------------------------------------------------------- what is said


def spoken(root: Path) -> Catalog:
    """Every text marked for translation, with where it stands."""
    found = Catalog(locale="en", charset="utf-8")
    for path, text in sources(root):
        for line, text_id, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
            found.add(text_id, locations=[(path, line)], context=context, flags=flags(text_id))
    return found


def sources(root: Path) -> Iterator[tuple[str, str]]:
    """Python as it stands and templates turned into Python, without tests, in a fixed order."""
    from django.utils.translation import templatize

    for path in sorted((root / SOURCE).rglob("*")):
        if "tests" in path.parts or path.suffix not in (".py", ".html"):
            continue
        name, text = str(path.relative_to(root)), path.read_text("utf-8")
        yield name, text if path.suffix == ".py" else templatize(text, origin=name)


def flags(text_id: str | tuple[str, ...]) -> set[str]:
    one = text_id if isinstance(text_id, str) else text_id[0]
    return {"python-format"} if PLACEHOLDER.search(one) else set()


# ---------------------------------------------------------------- what the catalogue says


def catalogue(root: Path) -> Catalog:
    path = root / CATALOGUE
    if not path.is_file():
        return Catalog(locale="en", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="en", charset="utf-8")


def messages(of: Catalog) -> dict[tuple[object, object], Message]:
    return {(one.id, one.context): one for one in of if one.id}


def check_catalogue(found: Catalog, known: Catalog) -> list[str]:
    """A line for each text without English, each English without a text, and each that lost a placeholder."""
    said, written = messages(found), messages(known)
    faults = []
    for key, message in said.items():
        english = written.get(key)
        where = ":".join(str(part) for part in message.locations[0])
        if english is None or not all(texts(english.string)):
            faults.append(f"no English for: {texts(message.id)[0]!r} ({where})")
        elif english.fuzzy:
            faults.append(f"unsure English for: {texts(message.id)[0]!r} ({where})")
        elif placeholders(message.id) != placeholders(english.string):
            faults.append(f"other placeholders in the English for: {texts(message.id)[0]!r} ({where})")
    faults += [f"nobody says any more: {texts(message.id)[0]!r}" for key, message in written.items() if key not in said]
    return faults


def texts(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def placeholders(value: object) -> set[str]:
    return {hole for text in texts(value) for hole in PLACEHOLDER.findall(text)}


def renew(found: Catalog, known: Catalog) -> Catalog:
    """The texts of today with the English we have; what nobody says any more is gone."""
    fresh = Catalog(locale="en", charset="utf-8", header_comment=HEAD, project="schakel", version="", fuzzy=False)
    written = messages(known)
    for key, message in sorted(messages(found).items(), key=lambda item: texts(item[0][0])):
        english = written.get(key)
        files = sorted({(file, None) for file, _line in message.locations})
        string = english.string if english else ("" if isinstance(message.id, str) else ("", ""))
        fresh.add(message.id, string, locations=files, context=message.context, flags=message.flags)
    return fresh


def write(root: Path, fresh: Catalog) -> None:
    path = root / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, fresh, width=120, omit_header=False, include_lineno=False, sort_output=False)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    dated = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Generated-By',
        '"Last-Translator',
        '"Report-Msgid-Bugs-To',
        '"Language-Team',
    )
    path.write_text("".join(line for line in lines if not line.startswith(dated)), encoding="utf-8")
    empty = sum(1 for message in messages(fresh).values() if not all(texts(message.string)))
    print(f"{CATALOGUE}: {len(fresh)} texts, {empty} still without English.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
