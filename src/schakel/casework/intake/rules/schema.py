"""The exchange format as a JSON schema, for whoever writes a system that sends signals. `read_object` is what judges."""

from __future__ import annotations

from typing import Any, Final

from schakel.engines.exchange import shape

_TEXT64: Final = {"type": "string", "maxLength": 64}
_AGE: Final = {"type": "integer", "minimum": 0, "maximum": 120}

_OBSERVATION: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["indicator", "answer"],
    "properties": {
        "indicator": {"type": "string"},
        "answer": {"enum": list(shape.ANSWERS)},
        "basis": {"enum": list(shape.BASES)},
        "note": {"type": "string", "maxLength": shape.LONGEST_NOTE},
    },
}
_MENTION: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["kind", "value"],
    "properties": {
        "kind": {"enum": list(shape.MENTION_KINDS)},
        "value": {"type": "string", "minLength": 1, "maxLength": shape.LONGEST_MENTION},
        "role": {"enum": list(shape.MENTION_ROLES)},
        "birth_date": {"type": "string"},
        "age_from": _AGE,
        "age_to": _AGE,
    },
}
SIGNAL: Final[dict[str, Any]] = {
    "title": "Signal",
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "observed_on"],
    "properties": {
        "id": {"type": "string", "minLength": 1, "maxLength": shape.LONGEST_ID},
        "observed_on": {"type": "string", "format": "date"},
        "reported_at": {"type": "string", "format": "date-time"},
        "organisation_kind": {"enum": list(shape.ORGANISATION_KINDS)},
        "function": _TEXT64,
        "municipality": {"type": "string", "pattern": "^GM[0-9]{4}$"},
        "immediate_danger": {"type": "boolean"},
        "minor_possibly_involved": {"type": "boolean"},
        "narrative": {"type": "string", "maxLength": shape.LONGEST_NARRATIVE},
        "observations": {"type": "array", "maxItems": shape.MOST_PARTS, "items": _OBSERVATION},
        "mentions": {"type": "array", "maxItems": shape.MOST_PARTS, "items": _MENTION},
    },
}

PROVISION: Final[list[dict[str, Any]]] = [
    {
        "name": name,
        "in": "header",
        "required": False,
        "description": f"{what} Needed for data of police, bank or healthcare, and only for those.",
        "schema": schema,
    }
    for name, what, schema in (
        (
            "Schakel-Provision-Basis",
            "Code of the legal basis, such as G-police-municipality-19.",
            {"type": "string", "maxLength": 40},
        ),
        (
            "Schakel-Provision-Reference",
            "The number under which the giver recorded it.",
            {"type": "string", "maxLength": 64},
        ),
        ("Schakel-Provision-Date", "The day on which it was given.", {"type": "string", "format": "date"}),
    )
]
"""On what basis it is given. In headers, because the signal itself is the same whoever passes it on."""
