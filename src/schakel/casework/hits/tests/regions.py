"""Two regions at work: Zuidkust (Waterrijk, Noorderwaard) and Veenstreek (Zuiderveen), by the actions that people use.

Time is a number of hours from a fixed noon in the past, so that every tick of a test has come by now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from schakel.casework.hits import actions, queries
from schakel.casework.hits.models import Side
from schakel.casework.intake import actions as intake
from schakel.ground.accounts import actions as accounts
from schakel.ground.accounts import queries as people
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.site import rounds

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
PLATE, PHONE = ("licence_plate", "QC-041-Q"), ("phone", "06-00001174")
NAME = ("person", "Anwar Talhoubi")
Named = tuple[str, str]


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


class Regions:
    """Noor (Waterrijk) asks; Elif (Zuiderveen) is asked. `outsider` is a focal person of a region without agreement."""

    def __init__(self, cast: Any) -> None:
        self.cast = cast
        self.noor, self.elif_, self.femke = cast.noor, cast.elif_, cast.femke
        self.south, self.moor = min(cast.noor.covenants), min(cast.elif_.covenants)
        self.waterrijk, self.zuiderveen = cast.organisation("waterrijk"), cast.organisation("zuiderveen")
        self.karel = self._somebody("karel", self.zuiderveen, cast.mirjam, "privacy_officer", cast.elif_)

    def _somebody(self, name: str, organisation: UUID, by: Actor, role: str, like: Actor) -> Actor:
        with acting(by):
            login = f"{name}@{organisation.hex[:8]}.example"
            made = accounts.create_account(
                by=by, organisation=organisation, login_name=login, name=name.title(), roles=(role,)
            )
        return replace(like, account=made.account, roles=frozenset({role}), name=name.title())

    def agree(self) -> UUID:
        agreement = actions.propose_agreement(by=self.cast.petra, own=self.south, other=self.moor)
        actions.sign_agreement(by=self.karel, agreement=agreement)
        return agreement

    def takes_in(self, focal: Actor, *named: Named, hours: float = -48, lay: bool = True, **more: str) -> UUID:
        """A signal of the municipality of `focal`, laid at that hour."""
        with acting(focal):
            signal = intake.register_signal(
                by=focal, municipality=str(focal.municipality), observed_on=date(2026, 11, 1), narrative=more.get("text", "Gezien."),
                mentions=[intake.IncomingMention(kind, value, role=more.get("role", "unknown")) for kind, value in named],
                function="desk",
            ).id  # fmt: skip
        if lay:
            self.lays(focal, signal, hours)
        return signal

    def lays(self, focal: Actor, signal: UUID, hours: float = -48) -> int:
        by = people.system_actor(focal.organisation)
        with acting(by):
            return actions.lay_tokens(by=by, signal=signal, keys=rounds.keys_of(by, signal), now=at(hours))

    def asks(self, signal: UUID, *, by: Actor | None = None, hours: float = 0, covenants: Iterable[UUID] = ()) -> UUID:
        asker = by or self.noor
        other = self.south if asker.covenants == self.elif_.covenants else self.moor
        return actions.ask_regions(
            by=asker, signal=signal, covenants=list(covenants) or [other], purpose="care", now=at(hours),
            necessity="De persoon is misschien verplaatst.", less="Bellen zonder naam gaf niets.",
        )  # fmt: skip

    def round(self, hours: float = 6) -> int:
        return rounds.hold_round(at(hours))

    def told(self, viewer: Actor) -> list[queries.HitRow]:
        with acting(viewer):
            return queries.hits(viewer=viewer)

    def questions(self, viewer: Actor) -> list[queries.QuestionRow]:
        with acting(viewer):
            return queries.questions(viewer=viewer)

    def sides(self, question: UUID) -> list[Side]:
        """Every row of a question, as the owner of the tables sees them: nobody who works here does."""
        return list(everything(Side).filter(question=question).order_by("controller"))


def everything(model: Any) -> Any:
    """The rows themselves, past every lock: with the owner's connection while its lock is off."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(f"alter table {model._meta.db_table} no force row level security")
    return model.objects.using("owner")
