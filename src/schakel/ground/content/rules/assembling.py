"""From the texts of a pack's files to a `Pack`, or to every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from schakel.ground.content.rules import checks
from schakel.ground.content.rules.about import About, PackHead
from schakel.ground.content.rules.faults import Fault, PackRefused
from schakel.ground.content.rules.marks import Marked
from schakel.ground.content.rules.pack import FILES, Pack
from schakel.ground.content.rules.written import line_of, place_of, read


def assemble(folder: str, texts: Mapping[str, str | None], unknown: Iterable[str] = ()) -> Pack:
    """The pack that these texts write. `texts`: file name -> text, None when the file is missing.

    Raises `PackRefused` with all faults of shape, or, when the shape is right, all faults of meaning.
    """
    faults = [
        Fault(f"{folder}/{name}", "", "No part of a pack is called so.", f"Use {', '.join(FILES)}.") for name in unknown
    ]
    files = {name: _File(folder, name, text) for name, text in texts.items()}
    faults += [fault for file in files.values() for fault in file.faults]
    head = files["pack.yml"].shaped(PackHead, ())
    sections: dict[str, list[Any]] = {}
    for name, shapes in FILES.items():
        for section, shape in shapes.items():
            sections[section] = files[name].rows(section, shape)
        files[name].refuse_other_keys({"about", *shapes})
    faults = [*faults, *(fault for file in files.values() for fault in file.late_faults)]
    if faults or head is None:
        raise PackRefused(faults)
    faults = _twice(folder, files, sections)
    mapped = {section: MappingProxyType({row.code: row for row in rows}) for section, rows in sections.items()}
    made = Pack(**head.given(), **mapped)
    faults += [files[found.file].fault(found) for found in checks.all_of(made)]
    if faults:
        raise PackRefused(faults)
    return made


class _File:
    """One file while it is read: keeps the text, so that a fault can name its line."""

    def __init__(self, folder: str, name: str, text: str | None) -> None:
        self.shown, self.text, self.data = f"{folder}/{name}", text or "", {}
        self.faults: list[Fault] = []
        self.late_faults: list[Fault] = []
        if text is None:
            self.faults.append(
                Fault(self.shown, "", "The file is missing.", "Every pack has it; an empty section is written as [].")
            )
            return
        try:
            data = read(text, self.shown)
        except PackRefused as refused:
            self.faults.extend(refused.faults)
            return
        if isinstance(data, dict):
            self.data = data
        else:
            self.faults.append(Fault(self.shown, "", "It is not a table of sections.", "Start with `about:`."))

    def rows(self, section: str, shape: type[Any]) -> list[Any]:
        """The rows of a section, each with what `about` says for the whole file."""
        if not self.data:
            return []
        if not isinstance(self.data.get(section), list):
            self._note((section,), "The section is missing or is no list.", "Write rows, or [] when there are none.")
            return []
        about = self.shaped(About, ("about",)) if issubclass(shape, Marked) or "about" in self.data else None
        given = about.given() if about and issubclass(shape, Marked) else {}
        made = [self.shaped(shape, (section, at), given) for at in range(len(self.data[section]))]
        return [row for row in made if row is not None]

    def shaped(self, shape: type[Any], path: tuple[str | int, ...], given: Mapping[str, Any] | None = None) -> Any:
        data: Any = self.data
        for step in path:
            data = data.get(step) if isinstance(data, dict) else data[int(step)]
        if given and isinstance(data, dict):
            data = {**given, **data}
        if not self.data:
            return None
        try:
            return TypeAdapter(shape).validate_python(data)
        except ValidationError as error:
            for one in error.errors(include_url=False):
                self._note((*path, *one["loc"]), *_said(one))
            return None

    def refuse_other_keys(self, known: set[str]) -> None:
        for key in self.data:
            if key not in known:
                self._note((key,), "Unknown section.", f"Known here: {', '.join(sorted(known))}.")

    def fault(self, found: checks.Found) -> Fault:
        at = next((i for i, row in enumerate(self.data.get(found.section, ())) if row.get("code") == found.code), None)
        path: tuple[str | int, ...] = (found.section,) if at is None else (found.section, at, *found.path)
        return Fault(self.shown, place_of(self.data, path), found.problem, found.mend, line_of(self.text, path))

    def _note(self, path: tuple[str | int, ...], problem: str, mend: str) -> None:
        fault = Fault(self.shown, place_of(self.data, path), problem, mend, line_of(self.text, path))
        if fault not in self.late_faults:
            self.late_faults.append(fault)


def _said(one: Any) -> tuple[str, str]:
    """Pydantic's finding in the words of someone who keeps a pack."""
    kind = one["type"]
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return "Unknown key.", "Remove it, or correct its name."
    if kind in ("missing", "missing_argument"):
        return "It is missing.", "Write it here, or once for the whole file under `about`."
    if kind.startswith("date"):
        return f"{one['input']!r} is no date.", "Write it as 2026-11-24."
    if kind == "string_type":
        return f"{one['input']!r} is no text.", "Put quotes round it."
    return f"{one['msg']}.", f"It now says {one['input']!r}."


def _twice(folder: str, files: Mapping[str, _File], sections: Mapping[str, list[Any]]) -> list[Fault]:
    """A code that stands twice: in one section, or as an indicator and as a fact against."""
    faults = []
    for name, shapes in FILES.items():
        for section in shapes:
            seen: set[str] = set()
            for at, row in enumerate(sections[section]):
                if row.code in seen:
                    line = line_of(files[name].text, (section, at))
                    faults.append(
                        Fault(
                            f"{folder}/{name}",
                            f"{section} > {row.code}",
                            "The code is used twice.",
                            "A code is never reused: give a new one.",
                            line,
                        )
                    )
                seen.add(row.code)
    return faults
