"""One file of a pack while it is read: it keeps the text, so that each fault can name its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from schakel.ground.content.rules.about import About
from schakel.ground.content.rules.faults import Fault, PackRefused
from schakel.ground.content.rules.found import Found
from schakel.ground.content.rules.marks import Marked
from schakel.ground.content.rules.written import Path, line_of, place_of, read


class PackFile:
    """`faults` grows while the file is shaped; a file that cannot be read has one fault and no rows."""

    def __init__(self, folder: str, name: str, text: str | None) -> None:
        self.shown = f"{folder}/{name}"
        self.text = text or ""
        self.faults: list[Fault] = []
        self.data: dict[str, Any] = {}
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
            self.faults.append(Fault(self.shown, "", "It is not a table of sections.", "Start with `about:`.", 1))

    def rows(self, section: str, shape: type[Any]) -> list[Any]:
        """The rows of a section, each completed with what `about` says for the whole file."""
        if not self.data:
            return []
        if not isinstance(self.data.get(section), list):
            self._note((section,), "The section is missing or is no list.", "Write rows, or [] when there are none.")
            return []
        about = self.shaped(About, ("about",))
        given = about.given() if about and issubclass(shape, Marked) else {}
        made = [self.shaped(shape, (section, at), given) for at in range(len(self.data[section]))]
        return [row for row in made if row is not None]

    def shaped(self, shape: type[Any], path: Path, given: Mapping[str, Any] | None = None) -> Any:
        """What stands at `path` as `shape`, or None with the faults noted."""
        if not self.data:
            return None
        data: Any = self.data
        for step in path:
            data = data.get(step, {}) if isinstance(data, dict) else data[int(step)]
        if given and isinstance(data, dict):
            data = {**given, **data}
        try:
            return TypeAdapter(shape).validate_python(data)
        except ValidationError as error:
            for one in error.errors(include_url=False):
                self._note((*path, *one["loc"]), *_said(one))
            return None

    def refuse_other_sections(self, known: set[str]) -> None:
        for key in self.data:
            if key not in known:
                self._note((key,), "Unknown section.", f"Known here: {', '.join(sorted(known))}.")

    def refuse_codes_used_twice(self, sections: Iterable[str]) -> None:
        for section in sections:
            rows = self.data.get(section)
            seen: set[str] = set()
            for at, row in enumerate(rows if isinstance(rows, list) else ()):
                code = str(row.get("code", "")) if isinstance(row, dict) else ""
                if code and code in seen:
                    self._note((section, at), "The code is used twice.", "A code is never reused: give a new one.")
                seen.add(code)

    def located(self, found: Found) -> Fault:
        """The fault of a finding, with its line."""
        at = next((i for i, row in enumerate(self.data.get(found.section, ())) if row.get("code") == found.code), None)
        path: Path = (found.section,) if at is None else (found.section, at, *found.path)
        return Fault(self.shown, place_of(self.data, path), found.problem, found.mend, line_of(self.text, path))

    def _note(self, path: Path, problem: str, mend: str) -> None:
        fault = Fault(self.shown, place_of(self.data, path), problem, mend, line_of(self.text, path))
        if fault not in self.faults:
            self.faults.append(fault)


def _said(one: Any) -> tuple[str, str]:
    """Pydantic's finding in the words of someone who keeps a pack."""
    kind, given = one["type"], one["input"]
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return "Unknown key.", "Remove it, or correct its name."
    if kind in ("missing", "missing_argument"):
        return "It is missing.", "Write it here, or once for the whole file under `about`."
    if kind.startswith("date"):
        return f"{given!r} is no date.", "Write it as 2026-11-24."
    if kind == "string_type":
        return f"{given!r} is no text.", "Put quotes round it."
    return f"{one['msg']}.", f"It now says {given!r}."
