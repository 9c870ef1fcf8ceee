"""A read signal as plain data, so that it can be sealed and kept, and read back without reading the mentions anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from schakel.engines.linkage.forms import Address, Exact, Form, Organisation, Person, Term, Unreadable
from schakel.engines.linkage.observe import Observation, Observed

VERSION = 1
_FORMS: dict[str, Callable[..., Form]] = {
    form.__name__: form for form in (Person, Address, Organisation, Exact, Term, Unreadable)
}


def to_dict(observed: Observed) -> dict[str, Any]:
    """JSON-able."""
    return {
        "version": VERSION,
        "id": observed.id,
        "observed_on": observed.observed_on.isoformat(),
        "content": observed.content,
        "seen": sorted(observed.seen),
        "observations": [
            {"kind": one.kind, "raw": one.raw, "at": one.at, "form": type(one.form).__name__, "is": asdict(one.form)}
            for one in observed.observations
        ],
    }


def from_dict(kept: dict[str, Any]) -> Observed:
    """Raises ValueError when it was kept by a newer version."""
    if kept["version"] != VERSION:
        raise ValueError(f"kept as version {kept['version']}, this is version {VERSION}")
    return Observed(
        kept["id"],
        date.fromisoformat(kept["observed_on"]),
        tuple(
            Observation(one["kind"], one["raw"], one["at"], _form(one["form"], one["is"]))
            for one in kept["observations"]
        ),
        frozenset(kept["seen"]),
        kept["content"],
    )


def _form(name: str, fields: dict[str, Any]) -> Form:
    return _FORMS[name](**{key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()})
