"""What the picture promises on retold cases: four lines, each a list of what breaks it; empty when it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retold.cases import Case, added_to, recordable
from schakel.engines.picture import Picture, PictureSignal, picture_of
from schakel.ground.content.queries import Pack

SHOWN = ("supported", "one_source")


def broken(cases: Sequence[Case], pack: Pack) -> dict[str, list[str]]:
    """Promise -> what breaks it."""
    return {
        "No look-alike is supported on all of act, means and purpose": _lookalikes(cases, pack),
        "Every element that the coded facts support in a proven case is shown as supported or as one source": _proven(cases, pack),
        "Every coded fact against can be recorded, is shown, and lowers nothing": _against(cases, pack),
        "Nothing is supported on one uncorroborated source": _one_source(cases, pack),
    }  # fmt: skip


def supported(picture: Picture) -> list[str]:
    return [element.code for element in picture.elements if element.state == "supported"]


def _lookalikes(cases: Sequence[Case], pack: Pack) -> list[str]:
    return [case.id for case in cases if case.lookalike and supported(case.picture(pack)) == list(pack.elements)]


def _proven(cases: Sequence[Case], pack: Pack) -> list[str]:
    return [
        f"{case.id}: {code} is {case.picture(pack).element(code).reason}"
        for case in cases
        if case.proven
        for code in case.supported
        if case.picture(pack).element(code).state not in SHOWN
    ]


def _against(cases: Sequence[Case], pack: Pack) -> list[str]:
    codes_of, faults = recordable(), []
    for case in cases:
        before = [(one.state, one.voices) for one in case.picture(pack).elements]
        for fact in case.against:
            codes = codes_of.get((case.id, fact), ())
            if not codes or any(code not in pack.against for code in codes):
                faults.append(f"{case.id}: no code for {fact!r}")
                continue
            after = added_to(case, codes).picture(pack)
            if not set(codes) <= {one.code for one in after.against}:
                faults.append(f"{case.id}: {fact!r} is not shown")
            if [(one.state, one.voices) for one in after.elements] != before:
                faults.append(f"{case.id}: {fact!r} changes the picture")
    return faults


def _one_source(cases: Sequence[Case], pack: Pack) -> list[str]:
    """Each signal alone; all signals from one team, of one text, or told by others; and what one person adds."""
    return [
        f"{case.id}: {', '.join(found)} supported by {way}"
        for case in cases
        for way, signals in _uncorroborated(case.signals)
        if (found := supported(picture_of(signals, pack)))
    ]


def _uncorroborated(signals: Sequence[PictureSignal]) -> list[tuple[str, Sequence[PictureSignal]]]:
    told = [replace(one, observations=tuple(o._replace(basis="told") for o in one.observations)) for one in signals]
    later = [replace(one, observations=tuple(o._replace(later=True) for o in one.observations)) for one in signals]
    return [
        *((f"signal {at} alone", [one]) for at, one in enumerate(signals, start=1)),
        ("one team", [replace(one, source="one team") for one in signals]),
        ("one text", [replace(one, wording="one text") for one in signals]),
        ("hearsay", told),
        ("one person who adds facts", later),
    ]
