"""Retold cases beside the picture of their signals: what the court or body named, by the coding, and what the picture says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from schakel.engines.picture import Observation, Picture, PictureSignal, picture_of, sheet_of, source_key, text_key
from schakel.ground.content.queries import Pack

CODED_AGAINST = Path(__file__).with_name("against.yml")


@dataclass(frozen=True)
class Case:
    """`named`: element -> coded facts for it. `supported`: elements that the coded facts support by the rule of the
    list, or name at all where the list has no verified strengths. `against`: coded facts against."""

    id: str
    kind: str
    label: str
    outcome: str
    route: str
    signals: tuple[PictureSignal, ...]
    named: dict[str, tuple[str, ...]]
    supported: tuple[str, ...]
    by_rule: bool
    against: tuple[str, ...]

    @property
    def lookalike(self) -> bool:
        return self.kind == "lookalike"

    @property
    def proven(self) -> bool:
        return self.outcome == "proven" and self.label == "positive"

    @property
    def group(self) -> str:
        return "look-alike" if self.lookalike else "meeting place" if self.kind == "hub" else self.label

    def picture(self, pack: Pack) -> Picture:
        return picture_of(self.signals, pack)


def read_cases(folder: Path, pack: Pack) -> list[Case]:
    lines = (folder / "signals.jsonl").read_text("utf-8").splitlines()
    signals = {row["id"]: _signal(row) for row in map(json.loads, lines)}
    coded = {case["id"]: case for case in (yaml.safe_load(p.read_text("utf-8")) for p in folder.glob("open/*.yaml"))}
    bundles = json.loads((folder / "truth.json").read_text("utf-8"))["bundles"].values()
    return [
        _case(bundle, coded[bundle["case"]], signals, pack)
        for bundle in sorted(bundles, key=lambda one: (one["kind"], one["label"], one["case"]))
    ]


def recordable() -> dict[tuple[str, str], tuple[str, ...]]:
    """(case, coded fact against) -> the codes with which a focal person writes it down."""
    rows = yaml.safe_load(CODED_AGAINST.read_text("utf-8"))
    return {(row["case"], row["fact"]): tuple(row["codes"]) for row in rows}


def added_to(case: Case, codes: Iterable[str]) -> Case:
    """The case after somebody added these facts to its first signal."""
    first, *rest = case.signals
    later = tuple(Observation(code, "seen", "document", later=True) for code in codes)
    return replace(case, signals=(replace(first, observations=(*first.observations, *later)), *rest))


def _case(bundle: dict[str, Any], coded: dict[str, Any], signals: dict[str, PictureSignal], pack: Pack) -> Case:
    facts_for = [fact for fact in coded["facts"] if fact["direction"] == "for" and fact["dimension"]]
    element_of = {code: dimension.element for code, dimension in pack.dimensions.items()}
    named = {
        element: tuple(f["fact"] for f in facts_for if element_of[f["dimension"]] == element)
        for element in pack.elements
        if any(element_of[f["dimension"]] == element for f in facts_for)
    }
    by_rule = pack.strengths_verified(coded["strength_list"])
    sheets = sheet_of(
        pack.sheet_rows(coded["strength_list"]),
        pack.sheet_rules(),
        {fact["indicator"]: "yes" for fact in facts_for if fact["indicator"]},
    )
    by_the_list = {element_of[one.code] for one in sheets if one.outcome == "supported"}
    return Case(
        id=bundle["case"],
        kind=bundle["kind"],
        label=bundle["label"],
        outcome=coded["outcome"],
        route=bundle["expected_route"],
        signals=tuple(signals[one] for one in bundle["signals"]),
        named=named,
        supported=tuple(one for one in pack.elements if one in (by_the_list if by_rule else named)),
        by_rule=by_rule,
        against=tuple(fact["fact"] for fact in coded["facts"] if fact["direction"] == "against"),
    )


def _signal(row: dict[str, Any]) -> PictureSignal:
    return PictureSignal(
        id=row["id"],
        # The exchange format names no reporter here; kind and function tell the sources apart, as `schakel bundle` does.
        source=source_key(
            organisation_kind=row.get("organisation_kind", ""),
            organisation=row.get("organisation", ""),
            function=row.get("function", ""),
        ),
        observations=tuple(
            Observation(o["indicator"], o["answer"], o.get("basis")) for o in row.get("observations", ())
        ),
        minor="yes" if row.get("minor_possibly_involved") else "unknown",
        wording=text_key(row.get("narrative", "")),
    )
