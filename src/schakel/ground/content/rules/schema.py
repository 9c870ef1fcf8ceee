"""JSON Schema of each file of a pack, for editors that complete and underline while somebody types."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from schakel.ground.content.rules.about import About, PackHead
from schakel.ground.content.rules.pack import FILES


def schemas() -> dict[str, dict[str, Any]]:
    """File name -> schema. What `about` may say for all rows is not required of a row."""
    made = {"pack.yml": _titled(TypeAdapter(PackHead).json_schema(), "pack.yml")}
    for name, sections in FILES.items():
        made[name] = _file(name, sections)
    return made


def _file(name: str, sections: dict[str, type[Any]] | Any) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    properties = {"about": _moved(TypeAdapter(About).json_schema(), definitions)}
    for section, shape in sections.items():
        row = _moved(TypeAdapter(shape).json_schema(), definitions)
        row["required"] = [key for key in row.get("required", ()) if key not in About.__annotations__]
        properties[section] = {"type": "array", "items": row}
    whole = {"type": "object", "additionalProperties": False, "properties": properties, "required": list(properties)}
    return _titled({**whole, **({"$defs": definitions} if definitions else {})}, name)


def _moved(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    definitions.update(schema.pop("$defs", {}))
    return schema


def _titled(schema: dict[str, Any], name: str) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": name}
