"""Who counts as one source."""

from __future__ import annotations


def source_key(*, organisation_kind: str = "", organisation: str = "", function: str = "", reporter: str = "") -> str:
    """The same key: one source.

    Colleagues in one team hear each other's stories, so organisation and function make the source. Somebody without
    an organisation is known by `reporter` (an opaque key, never a name). Where nothing tells two reporters apart they
    are one source: nobody becomes independent by leaving a field empty.
    """
    team = "/".join(part.strip().casefold() for part in (organisation_kind, organisation, function))
    if organisation or not reporter:
        return team
    return f"{team}/{reporter}"
