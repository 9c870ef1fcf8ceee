"""Which elements does the picture support on real cases, next to what the court found? `python bench/picture.py FOLDER`.

The signals of these cases were written afterwards by someone who knew the outcome, and they are few: what comes out
is an upper bound of one rule on hindsight, good for finding failures and never a claim about practice. Nothing in the
rule or in the pack was fitted to it; linking is taken as perfect.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import yaml

from schakel.engines.picture import Observation, Picture, PictureSignal, picture_of, source_key
from schakel.ground.content.queries import Pack, pack

RINGS = {"supported": "OO", "one_source": "o", "not_yet": "."}

FOLDER = Path(__file__).parents[2] / "shared" / "cases"


def signal_of(row: dict) -> PictureSignal:
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
    )


def main(folder: Path) -> int:
    if not (folder / "truth.json").is_file():
        print(f"Left out: {folder} has no cases. Give the folder that holds signals.jsonl and truth.json.")
        return 0
    nl = pack("nl")
    signals = {
        row["id"]: signal_of(row) for row in map(json.loads, (folder / "signals.jsonl").read_text().splitlines())
    }
    bundles = json.loads((folder / "truth.json").read_text())["bundles"].values()
    named_in = {case["id"]: case for case in map(_yaml, sorted((folder / "open").glob("*.yaml")))}
    states: dict[str, Counter[str]] = defaultdict(Counter)
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    print(f"{'case':32} {'kind':10} {'label':12} {'route':14} act  means purpose  {'named':14} lanes")
    for bundle in sorted(bundles, key=lambda b: (b["kind"], b["label"], b["case"])):
        picture = picture_of([signals[id_] for id_ in bundle["signals"]], nl)
        rings = [RINGS[element.state] for element in picture.elements]
        named = _named(named_in.get(bundle["case"], {}), nl)
        for element in named if bundle["label"] == "positive" else ():
            beside[element][picture.element(element).state] += 1
        lanes = ",".join(f"{lane.code}:{lane.voices}" for lane in picture.lanes)
        print(
            f"{bundle['case'][:32]:32} {bundle['kind'][:10]:10} {bundle['label']:12} {bundle['expected_route']:14} {rings[0]:4} {rings[1]:5} {rings[2]:8} {','.join(named):14} {lanes}"
        )
        group = "look-alike" if bundle["kind"] == "lookalike" else bundle["label"]
        states[group]["cases"] += 1
        states[group][_reached(picture)] += 1
    print()
    for group, counts in states.items():
        rest = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()) if name != "cases")
        print(f"{group}: {counts['cases']} bundles; supported on {rest}")
    print()
    for element, counts in sorted(beside.items()):
        print(
            f"positive, {element} named in the case: " + ", ".join(f"{state} {n}" for state, n in counts.most_common())
        )
    return 1 if states["look-alike"]["all elements"] else 0


def _yaml(path: Path) -> dict:
    return yaml.safe_load(path.read_text())


def _named(case: dict, content: Pack) -> tuple[str, ...]:
    """The elements that the case's facts for speak of; acts are not coded there, so never named."""
    found = {
        content.dimensions[fact["dimension"]].element
        for fact in case.get("facts", ())
        if fact["dimension"] and fact["direction"] == "for"
    }
    return tuple(element for element in content.elements if element in found)


def _reached(picture: Picture) -> str:
    supported = [element.code for element in picture.elements if element.state == "supported"]
    if len(supported) == len(picture.elements):
        return "all elements"
    return "+".join(supported) or "none"


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
