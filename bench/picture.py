"""Which elements does the picture support on real cases, next to what the court or body named?

    python bench/picture.py FOLDER            prints it; fails when one of the four promises is broken
    python bench/picture.py FOLDER --write    also writes the sums of it to docs/reference/picture-bench.md

The signals of these cases were written afterwards by someone who knew the outcome, and one person coded the facts, from
the opening of each text. What comes out is an upper bound of one rule on hindsight, good for finding failures and never
a claim about practice. Nothing in the rule or in the pack was fitted to it; linking is taken as perfect.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from retold.cases import Case, read_cases
from retold.promises import SHOWN, broken, supported

from schakel.engines.picture import ElementPicture
from schakel.ground.content.queries import Pack, pack

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT.parent / "shared" / "cases"
PAGE = ROOT / "docs" / "reference" / "picture-bench.md"
STATES = {"supported": "supported", "one_source": "one source", "not_yet": "unknown"}
WHY = {
    "no_facts": "no signal noticed anything that is evidence of it",
    "one_source": "one source only",
    "thin": "several sources name one thing that fits other causes too",
}
NO_EXPLOITATION = ("negative", "bad_practice")


def main(arguments: Sequence[str]) -> int:
    write = "--write" in arguments
    folders = [Path(one) for one in arguments if not one.startswith("--")]
    folder = folders[0] if folders else FOLDER
    if not (folder / "truth.json").is_file():
        print(f"Left out: {folder} has no cases. Give the folder that holds signals.jsonl and truth.json.")
        return 0
    nl = pack("nl")
    cases = read_cases(folder, nl)
    faults = broken(cases, nl)
    text = "\n".join(report(cases, faults, nl))
    print(text)
    if write:
        PAGE.write_text("\n".join(page(cases, faults, nl)) + "\n", "utf-8")
    return 1 if any(faults.values()) else 0


def report(cases: Sequence[Case], faults: dict[str, list[str]], nl: Pack) -> Iterator[str]:
    """Everything, case by case."""
    yield from _head(cases, faults, nl)
    yield from _groups(cases, nl)
    yield from _named(cases, nl)
    yield from _table("Cases of a court or body", [one for one in cases if one.kind not in ("lookalike", "hub")], nl)
    yield from _table("Look-alikes and meeting places", [one for one in cases if one.kind in ("lookalike", "hub")], nl)
    yield from _disagreements(cases, nl)


def page(cases: Sequence[Case], faults: dict[str, list[str]], nl: Pack) -> Iterator[str]:
    """The sums of it, for the docs: no facts of a case, and judgments by their ECLI as where it comes from."""
    yield from _head(cases, faults, nl)
    yield from _groups(cases, nl)
    yield from _named(cases, nl)
    yield from ("", "## Where the two differ", "", "| what | how often | judgments among them |", "|---|---|---|")
    for element in nl.elements:
        less = [case for case in cases if case.proven and element in case.named and not _has(case, element, nl)]
        yield _sum(f"named in a proven case, not supported: {element}", less)
    for element in nl.elements:
        more = [case for case in cases if case.label in NO_EXPLOITATION and _has(case, element, nl)]
        yield _sum(f"supported, no exploitation found: {element}", more)
    yield from ("", "The whole, case by case with both codings, is printed by `python bench/picture.py FOLDER`.")


def _has(case: Case, element: str, nl: Pack) -> bool:
    return element in supported(case.picture(nl))


def _sum(what: str, cases: Sequence[Case]) -> str:
    named = ", ".join(case.id for case in cases if case.id.startswith("ECLI")) or "-"
    return f"| {what} | {len(cases)} | {named} |"


def _head(cases: Sequence[Case], faults: dict[str, list[str]], nl: Pack) -> Iterator[str]:
    yield "# The picture beside retold cases"
    yield ""
    yield f"Measured on {datetime.now(tz=UTC).date().isoformat()} with pack {nl.version} by `bench/picture.py` on {len(cases)} retold cases. One coder, who knew the"
    yield "outcome and read the opening of each text; signals written afterwards; linking taken as perfect. An upper bound, not a"
    yield "claim about practice. Disagreements are reported below and were not tuned away. The coding names no acts."
    yield ""
    yield "## What is promised"
    yield ""
    for promise, found in faults.items():
        yield f"- {'Broken' if found else 'Kept'}: {promise.lower()}."
        yield from (f"  - {fault}" for fault in found)
    unseen = [(case, code) for case in cases if case.proven for code in case.named if not _shown(case, code, nl)]
    yield ""
    yield "The coded facts *support* an element when the rule of the ILO list holds in one of its dimensions. Where the list has no"
    yield "verified strengths, and so no rule, one coded fact is enough. Would one coded fact be enough everywhere, then this many"
    yield f"elements of proven cases are neither supported nor one source: {len(unseen)}{_which(unseen)}."


def _shown(case: Case, code: str, nl: Pack) -> bool:
    return case.picture(nl).element(code).state in SHOWN


def _which(unseen: Sequence[tuple[Case, str]]) -> str:
    return f" ({'; '.join(f'{case.id}, {code}' for case, code in unseen)})" if unseen else ""


def _named(cases: Sequence[Case], nl: Pack) -> Iterator[str]:
    """What was named in proven cases, against what the picture says of it."""
    yield from ("", "## Named in proven cases", "", "| element | named | supported | one source | unknown |", "|---|---|---|---|---|")  # fmt: skip
    for code in nl.elements:
        found = Counter(case.picture(nl).element(code).state for case in cases if case.proven and code in case.named)
        if found:
            states = " | ".join(str(found[state]) for state in STATES)
            yield f"| {code} | {found.total()} | {states} |"


def _groups(cases: Sequence[Case], nl: Pack) -> Iterator[str]:
    """How many of each group are supported on how much."""
    yield from ("", "## By group", "", "| group | bundles | all three | some | none |", "|---|---|---|---|---|")
    for group in dict.fromkeys(case.group for case in cases):
        own = [len(supported(case.picture(nl))) for case in cases if case.group == group]
        count = Counter("all" if n == len(nl.elements) else "some" if n else "none" for n in own)
        yield f"| {group} | {len(own)} | {count['all']} | {count['some']} | {count['none']} |"


def _table(title: str, cases: Sequence[Case], nl: Pack) -> Iterator[str]:
    yield from ("", f"## {title}", "", "Named: by the coded facts; in bold when they also support it by the rule of the list, or the list has no verified strengths.", "")  # fmt: skip
    yield f"| case | label | {' | '.join(nl.elements)} | named | other routes | against |"
    yield "|---|---|" + "---|" * (len(nl.elements) + 3)
    for case in cases:
        picture = case.picture(nl)
        states = " | ".join(_state(element) for element in picture.elements)
        named = ", ".join(f"**{one}**" if one in case.supported else one for one in case.named) or "-"
        lanes = ", ".join(lane.code for lane in picture.lanes) or "-"
        yield f"| {case.id} | {case.label} | {states} | {named} | {lanes} | {len(case.against)} |"


def _state(element: ElementPicture) -> str:
    words = f"{STATES[element.state]} ({element.voices})" if element.state == "supported" else STATES[element.state]
    return words if element.needed else f"{words}, not needed"


def _disagreements(cases: Sequence[Case], nl: Pack) -> Iterator[str]:
    yield from ("", "## Where the two differ", "")
    yield "Named in a proven case, and not supported by the picture:"
    yield ""
    found = [line for case in cases if case.proven for line in _less(case, nl)]
    yield from found or ["- nowhere"]
    yield from ("", "Supported by the picture, and no exploitation according to the court or body (or nothing wrong at all):", "")  # fmt: skip
    yield from [line for case in cases if case.label in NO_EXPLOITATION for line in _more(case, nl)] or ["- nowhere"]


def _less(case: Case, nl: Pack) -> Iterator[str]:
    for code, facts in case.named.items():
        element = case.picture(nl).element(code)
        if element.state != "supported":
            asked = "; ".join(str(one.inquiry.text["en"]) for one in element.unknown) or "nothing more"
            yield f"- {case.id}, {code}. Coding: {'; '.join(facts)}. Picture: {WHY[element.reason]}; it asks: {asked}"


def _more(case: Case, nl: Pack) -> Iterator[str]:
    picture = case.picture(nl)
    for code in supported(picture):
        facts = "; ".join(str(fact.entry.text["en"]) for fact in picture.element(code).facts)
        against = "; ".join(case.against) or "nothing"
        named = "; ".join(case.named.get(code, ())) or "nothing"
        yield f"- {case.id}, {code}. Picture: {facts}. Coding for it: {named}. Coding against: {against}."


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
