"""Short ways to write signals in tests. All names and numbers are invented."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from schakel.engines.linkage import Mention, Result, Signal, relate

FIXTURES = Path(__file__).parent / "fixtures"
START = date(2026, 3, 2)


def signal(label: str, *mentions: tuple[str, str], days: int = 0, seen: str = "", narrative: str = "") -> Signal:
    """A signal with (kind, value) mentions, so many days after the start; `seen` holds codes parted by spaces."""
    return Signal(
        id=label,
        observed_on=START + timedelta(days=days),
        narrative=narrative or f"Signaal {label}.",
        mentions=tuple(Mention(kind, value) for kind, value in mentions),
        seen=frozenset(seen.split()),
    )


def kept_signals() -> list[Signal]:
    """The signals of the fixture: five stories and eight strangers who drove one shared car."""
    rows = [json.loads(line) for line in (FIXTURES / "signals.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        Signal(
            id=row["id"],
            observed_on=date.fromisoformat(row["observed_on"]),
            narrative=row["narrative"],
            mentions=tuple(Mention(**mention) for mention in row["mentions"]),
            seen=frozenset(one["indicator"] for one in row["observations"] if one["answer"] == "seen"),
        )
        for row in rows
    ]


def stories() -> dict[str, list[str]]:
    return json.loads((FIXTURES / "stories.json").read_text(encoding="utf-8"))["stories"]


def strangers() -> list[str]:
    return json.loads((FIXTURES / "stories.json").read_text(encoding="utf-8"))["strangers"]["shared car"]


def pairs(groups: list[list[str]] | tuple[tuple[str, ...], ...]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def band(*signals: Signal) -> str | None:
    """The band between the first two signals, the others being there as well."""
    wanted = {signals[0].id, signals[1].id}
    return next((edge.band for edge in relate(signals).links if {edge.a, edge.b} == wanted), None)


def reasons(result: Result, a: str, b: str) -> list[str]:
    """Levels of the reasons of a link, in order; empty when there is no link."""
    return [reason.level for edge in result.links if {edge.a, edge.b} == {a, b} for reason in edge.because]
