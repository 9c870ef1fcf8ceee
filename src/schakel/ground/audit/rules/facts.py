"""Numbers and codes only: what was written about a person never ends up in the trail."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID

Fact = str | int | bool

_CODE = re.compile(r"[a-z0-9_.:-]{1,40}")
_PUBLISHED_CODE = re.compile(r"[A-Z]{2,4}-?[0-9]{1,4}")  # a municipality (GM0363) or an indicator (GEN-27)
_LARGEST = 2**53  # beyond it JSON readers lose digits
_MOST_FACTS = 20
_CLASS_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,59}")


class NotForTheTrail(ValueError):
    """This value could be text about a person. The message names the field and never the value."""


def code(field: str, value: str, *, empty: bool = False) -> str:
    """`value` when it is a code (small letters, digits, `_.:-`, at most 40). NotForTheTrail when it is not."""
    if (empty and value == "") or _CODE.fullmatch(value):
        return value
    raise NotForTheTrail(f"{field}: the trail takes codes only")


def object_name(value: UUID | str | None) -> str | None:
    """What was acted on: an identifier or a code. NotForTheTrail for anything else."""
    if value is None or isinstance(value, UUID):
        return str(value) if value is not None else None
    if _CODE.fullmatch(value) or _PUBLISHED_CODE.fullmatch(value):
        return value
    raise NotForTheTrail("object_id: the trail takes an identifier or a code only")


def checked(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts, each a whole number, yes or no, or a code. NotForTheTrail for anything else, or for too many."""
    if len(facts) > _MOST_FACTS:
        raise NotForTheTrail(f"facts: at most {_MOST_FACTS}")
    for name, value in facts.items():
        code("facts", name)
        if not _is_fact(value):
            raise NotForTheTrail(f"facts.{name}: the trail takes whole numbers, yes or no, and codes only")
    return dict(facts)


def error_name(name: str) -> str:
    """The name of a kind of failure, or "error" when it could be more than a name."""
    return name if _CLASS_NAME.fullmatch(name) else "error"


def _is_fact(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) <= _LARGEST
    return isinstance(value, str) and bool(_CODE.fullmatch(value) or _PUBLISHED_CODE.fullmatch(value))
