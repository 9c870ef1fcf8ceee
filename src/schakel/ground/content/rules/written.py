"""YAML as the pack writes it: text stays text, no key twice, and every place knows its line."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import yaml

from schakel.ground.content.rules.faults import Fault, PackRefused

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path = Sequence[str | int]


class _Strict(Loader):  # type: ignore[misc]
    """Refuses a key that is written twice; dates stay text (the shape reads them), only true and false are booleans."""


# YAML 1.1 reads `no` as false, `12:30` as a number and a bad date as an exception without a place.
_Strict.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool", ":int"))]
    for first, found in Loader.yaml_implicit_resolvers.items()
}
_Strict.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Strict.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]*)$"), list("-0123456789"))


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    made: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in made:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} is written twice", key_node.start_mark
            )
        made[key] = loader.construct_object(value_node, deep=True)
    return made


_Strict.add_constructor("tag:yaml.org,2002:map", _mapping)


def read(text: str, file: str) -> Any:
    """The content of one YAML text. Raises `PackRefused` with file and line on anything YAML cannot read."""
    try:
        return yaml.load(text, Loader=_Strict)  # noqa: S506 - a safe loader, made stricter
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = str(getattr(error, "problem", None) or error)
        line = mark.line + 1 if mark else 0
        raise PackRefused([Fault(file, "", f"{problem}.", "Write it as valid YAML.", line)]) from error


def line_of(text: str, path: Path) -> int:
    """The 1-based line on which the deepest existing step of `path` starts; 0 when the text cannot be read."""
    try:
        node = yaml.compose(text, Loader=_Strict)
    except yaml.YAMLError:
        return 0
    line = 0
    for step in path:
        below = _step(node, step)
        if below is None:
            break
        line, node = below
    return line


def _step(node: Any, step: str | int) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None


def place_of(data: Any, path: Path) -> str:
    """A path a person can follow: list positions are replaced by the code that stands there."""
    steps: list[str] = []
    for step in path:
        data = _below(data, step)
        code = data.get("code") if isinstance(step, int) and isinstance(data, Mapping) else None
        steps.append(str(code) if code else f"item {step + 1}" if isinstance(step, int) else step)
    return " > ".join(steps)


def _below(data: Any, step: str | int) -> Any:
    if isinstance(data, Mapping):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None
