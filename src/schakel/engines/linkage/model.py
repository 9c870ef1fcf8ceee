"""The model: every figure of the engine, from one versioned file that batch and online share.

`signals.json` weighs what people report, `records.json` rows of registers about persons. Both say where figures come from.
A file that does not fit is refused with what is wrong, before anything is weighed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from schakel.engines.linkage.levels import Level, Likeness, eighths

SCHEMA = 1
"""Form of the file. A file of another form is refused, never guessed at."""
_HERE = Path(__file__).parent
_EVIDENCE = ("hard", "soft", "name", "either", "against")


@dataclass(frozen=True)
class Model:
    """Bits everywhere; days for time. The names of the fields are those of the file."""

    version: str
    prior: float
    join: float
    review: float
    cap: int
    """Keys held by more signals than this find no candidates, and a value they stand for says nothing any more."""
    weak_cap: int
    """The same for coarse keys: held by more signals, what they stand for cannot reach a review by itself."""
    weak: frozenset[str]
    """Kinds of keys that say little by themselves."""
    stories: tuple[float, ...]
    """Bits off when a value joins this many stories about different people that have nothing else in common."""
    apart_stories: int
    """From this many stories on a value joins no signals by itself."""
    hub_stories: int
    """From this many stories on a value is shown as a meeting place."""
    beside_stories: int
    """An organisation or a shared address named beside a value of this many stories is weighed like that value."""
    crowd: float
    """Bits that a link must carry for each doubling of the pairs of signals that it would bring together."""
    most: int
    """A bundle of this many signals takes in no more by itself: a person decides. What people tied counts as one."""
    absent: float
    """Bits of a pair that nothing connects when two sides are weighed; 0: only links are."""
    mean: float
    """Bits that the pairs between two sides must say on average, when absent pairs count."""
    ceiling: float
    """Bits above which one link says no more about two sides, when absent pairs count."""
    days: tuple[tuple[int, float], ...]
    same_form: float
    other_form: float
    same_town: float
    again: tuple[float, ...]
    """Share that the first, second and third agreement of one family keep: address and organisation say partly the same."""
    families: Mapping[str, str]
    names: Likeness
    levels: Mapping[str, Level]
    terms: Mapping[str, str]
    """Kinds of plain values of a register, and how they are read: "name", "text", "date" or "code"."""
    find: tuple[tuple[tuple[str, str], ...], ...]
    """Which views (kind, view) of plain values together make a key."""

    def finds(self, kind: str, held: int) -> bool:
        """Whether a key of this kind, held by so many signals, still finds candidates."""
        return held <= (self.weak_cap if kind in self.weak else self.cap)

    def off(self, stories: int) -> float:
        """Bits off for a value that joins this many separate stories."""
        return self.stories[min(stories, len(self.stories) - 1)]

    @cached_property
    def against(self) -> Mapping[str, str]:
        """Kinds that say something when nothing agrees, with the code of that level."""
        return {level.kind: code for code, level in self.levels.items() if level.against}

    @cached_property
    def finding(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """The name of each combined key, with the views it takes."""
        return tuple(("+".join(map(":".join, parts)), parts) for parts in self.find)

    @cached_property
    def term_levels(self) -> Mapping[tuple[str, str], tuple[str, Level]]:
        """The level, with its code, of each plain value (kind) and how two of them compare."""
        return {
            (level.kind, code.removeprefix(f"{level.kind} ")): (code, level)
            for code, level in self.levels.items()
            if level.kind in self.terms
        }


def load(path: Path) -> Model:
    """The model in a file. Raises ValueError with what does not fit."""
    return from_figures(json.loads(path.read_text("utf-8")))


def from_figures(told: Mapping[str, Any]) -> Model:
    """The model from what a file holds. Raises ValueError with what does not fit."""
    if told.get("schema") != SCHEMA:
        raise ValueError(f"form {told.get('schema')!r} of a model file; this is form {SCHEMA}")
    try:
        model = _read(told)
    except (KeyError, TypeError) as missing:
        raise ValueError(f"model file: {missing} is missing or not of its kind") from missing
    if wrong := _wrong(model):
        raise ValueError(f"model file {model.version}: {'; '.join(wrong)}")
    return model


def _read(told: Mapping[str, Any]) -> Model:
    hubs, bundles, context = told["hubs"], told["bundles"], told["context"]
    records = told.get("records", {})
    return Model(
        version=str(told["version"]),
        prior=float(told["prior"]["bits"]),
        join=float(told["bands"]["join"]),
        review=float(told["bands"]["review"]),
        cap=int(hubs["cap"]),
        weak_cap=int(hubs["weak_cap"]),
        weak=frozenset(hubs["weak"]),
        stories=tuple(map(float, hubs["stories"])),
        apart_stories=int(hubs["apart_stories"]),
        hub_stories=int(hubs["hub_stories"]),
        beside_stories=int(hubs["beside_stories"]),
        crowd=float(bundles["crowd"]),
        most=int(bundles["most"]),
        absent=float(bundles["absent"]),
        mean=float(bundles["mean"]),
        ceiling=float(bundles["ceiling"]),
        days=tuple((int(days), float(bits)) for days, bits in context["days"]),
        same_form=float(context["same_form"]),
        other_form=float(context["other_form"]),
        same_town=float(context["same_town"]),
        again=tuple(map(float, told["again"]["shares"])),
        families=dict(told["again"]["families"]),
        names=Likeness(**{key: float(value) for key, value in told["names"].items() if key != "from"}),
        levels={code: Level(**level) for code, level in told["levels"].items()},
        terms=dict(records.get("terms", {})),
        find=tuple(
            tuple((kind, view) for kind, _, view in (each.partition(":") for each in key))
            for key in records.get("find", ())
        ),
    )


def _wrong(model: Model) -> list[str]:
    """What cannot be: chances outside 0 to 1, bands the wrong way round, bits that do not add up exactly."""
    found = [
        f"level {code!r}: {why}"
        for code, level in model.levels.items()
        for why, holds in (
            ("m must be above 0 and at most 1", 0 < level.m <= 1),
            ("values must not be negative", level.values >= 0),
            (f"evidence must be one of {', '.join(_EVIDENCE)}", level.evidence in _EVIDENCE),
        )
        if not holds
    ]
    if model.review > model.join:
        found.append("review must not be above join")
    if model.cap < model.weak_cap or model.most < 2 or not model.stories or not model.again:
        found.append("caps, stories or shares do not fit")
    if eighths(model.prior) != model.prior:
        found.append("the prior must be in eighths of a bit")
    return found


MODEL = load(_HERE / "signals.json")
RECORDS = _HERE / "records.json"
