"""A small file of invented signals, sent in through intake as everybody sends them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.models import Link
from schakel.casework.intake import actions as intake
from schakel.casework.intake.rules import IncomingMention, IncomingObservation, Provenance
from schakel.ground.accounts.queries import system_actor
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting

FILE = Path(__file__).parent / "signals.jsonl"


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def laundry() -> list[dict[str, Any]]:
    """The five signals of the laundry, the first five of the file."""
    return lines()[:5]


def send(row: dict[str, Any], *, by: Actor, municipality: str = "GM9901") -> UUID:
    """Registers one line of the file; linking it is another step."""
    return intake.register_signal(
        by=by,
        municipality=municipality,
        observed_on=date.fromisoformat(row["observed_on"]),
        narrative=row.get("narrative", ""),
        observations=[IncomingObservation(**seen) for seen in row.get("observations", ())],
        mentions=[IncomingMention(**named) for named in row.get("mentions", ())],
        minor={True: "yes", False: "no", None: "unknown"}[row.get("minor_possibly_involved")],
        danger=False,
        function=row.get("function", ""),
        organisation_kind=row.get("organisation_kind"),
        provenance=on_a_basis(row.get("organisation_kind", "")),
    ).id


def on_a_basis(kind: str) -> Provenance | None:
    """What police, bank and healthcare say when they give something."""
    bases = {"police": "G-police-municipality-19", "bank": "G-bank-consent", "healthcare": "G-healthcare-consent"}
    return Provenance(bases[kind], f"{kind}-12", date(2026, 11, 20)) if kind in bases else None


def link(signals: Iterable[UUID], *, organisation: UUID) -> None:
    for signal in signals:
        actions.link_arrival(by=system_actor(organisation), signal=signal)


def said(text: str, *mentions: tuple[str, str], day: str = "2026-10-01", codes: Iterable[str] = ()) -> dict[str, Any]:
    """One invented line: words, and (kind, value) of what is named."""
    return {
        "observed_on": day,
        "narrative": text,
        "function": "desk",
        "organisation_kind": "municipality",
        "observations": [{"indicator": code, "answer": "seen"} for code in codes],
        "mentions": [{"kind": kind, "value": value} for kind, value in mentions],
    }


@dataclass
class House:
    """One municipality at work: sends signals, links them, and asks what its focal person sees."""

    organisation: UUID
    municipality: str
    clerk: Actor
    focal: Actor

    @property
    def system(self) -> Actor:
        return system_actor(self.organisation)

    def takes_in(self, *rows: dict[str, Any], linking: bool = True) -> list[UUID]:
        found = [send(row, by=self.clerk, municipality=self.municipality) for row in rows]
        if linking:
            link(found, organisation=self.organisation)
        return found

    def bundle(self, number: int = 1) -> queries.BundleRow:
        with acting(self.focal):
            row = queries.bundle(viewer=self.focal, number=number)
        assert row is not None
        return row

    def bundles(self) -> dict[int, frozenset[UUID]]:
        """Running bundles by number, with their signals."""
        with acting(self.focal):
            found: dict[int, set[UUID]] = {}
            for signal, number in queries.bundles_of(viewer=self.focal).items():
                found.setdefault(number, set()).add(signal)
        return {number: frozenset(members) for number, members in found.items()}

    def link_of(self, one: UUID, other: UUID) -> UUID:
        a, b = sorted((one, other))
        with acting(self.focal):
            return Link.objects.get(a=a, b=b).id

    def says(
        self, answer: Callable[..., actions.Said], one: UUID, other: UUID, reason: str = "Ik ken de zaak."
    ) -> UUID:
        """The act of a judgement on the link between two signals."""
        return answer(by=self.focal, link=self.link_of(one, other), reason=reason).act
