"""From the texts of a pack's files to a `Pack`, or to every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from schakel.ground.content.rules import checks
from schakel.ground.content.rules.about import PackHead
from schakel.ground.content.rules.faults import Fault, PackRefused
from schakel.ground.content.rules.file import PackFile
from schakel.ground.content.rules.pack import FILES, Pack


def assemble(folder: str, texts: Mapping[str, str | None], unknown: Iterable[str] = ()) -> Pack:
    """The pack that these texts write. `texts`: file name -> text, None when the file is missing.

    Raises `PackRefused` with all faults of shape or, when the shape is right, all faults of meaning.
    """
    files = {name: PackFile(folder, name, text) for name, text in texts.items()}
    head = files["pack.yml"].shaped(PackHead, ())
    sections = {
        section: files[name].rows(section, shape) for name, shapes in FILES.items() for section, shape in shapes.items()
    }
    for name, shapes in FILES.items():
        files[name].refuse_other_sections({"about", *shapes})
        files[name].refuse_codes_used_twice(shapes)
    faults = [
        Fault(f"{folder}/{name}", "", "No part of a pack has this name.", f"Use {', '.join(FILES)}.")
        for name in unknown
    ]
    faults += [fault for file in files.values() for fault in file.faults]
    if faults or head is None:
        raise PackRefused(faults)
    by_code: dict[str, Any] = {
        section: MappingProxyType({row.code: row for row in rows}) for section, rows in sections.items()
    }
    made = Pack(**head.given(), **by_code)
    if found := checks.all_of(made):
        raise PackRefused([files[one.file].located(one) for one in found])
    return made
