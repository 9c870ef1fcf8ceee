"""A small world to attack: two municipalities of one covenant and one outside it, each with something to hide.

All invented. `SECRETS` are words of Waterrijk that nobody may read but its focal persons and who typed them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from schakel.casework.intake import actions as intake
from schakel.casework.intake.tests import files
from schakel.casework.sharing import actions as sharing
from schakel.casework.sharing.tests import given
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.site import reactions
from tests.clones import Clone

SECRETS = ("Wolkenstok", "Wolkenstock", "Schuimkraag", "00001174", "Nergenshavenkade", "handdoek", "Talhoubi")
ELSEWHERE = "Noorderling"  # a word of Noorderwaard
OUTSIDE = "Zuidervrouw"  # a word of Zuiderveen
PHONE, PERSON = given.PHONE, given.VICTIM


def fill() -> None:
    from tests.cast import Cast

    cast: Any = Cast()
    first = given.tells(cast)
    with acting(cast.joost):
        intake.keep_draft(by=cast.joost, kind="desk", typed={})
        intake.keep_file(by=cast.joost, kind="desk", name="loon.png", content=files.png((9, 9)))
        intake.attach_kept(by=cast.joost, kind="desk", signal=first)
        intake.drop_draft(by=cast.joost, kind="desk")
    _tells(cast.wim, "GM9901", "Weer diezelfde man.", [("phone", PHONE), ("person", "Casimir Wolkenstock")])
    _tells(cast.wim, "GM9901", "Hij weer.", [("person", PERSON), ("organisation", given.FIRM)])
    _tells(cast.anouk, "GM9902", f"Een {ELSEWHERE} belt.", [("phone", PHONE), ("person", PERSON)])
    _tells(cast.anouk, "GM9902", f"Nog een {ELSEWHERE}.", [("phone", PHONE), ("person", "Casimir Wolkenstock")])
    _tells(cast.elif_, "GM9903", f"Een {OUTSIDE} vraagt hulp.", [("phone", "06-24681357")], by_focal=True)
    reactions.run_pending(slow=True)
    _proposes(cast, first)
    _gives_keys(cast)


def _tells(by: Actor, municipality: str, words: str, named: list[tuple[str, str]], *, by_focal: bool = False) -> UUID:
    with acting(by):
        return intake.register_signal(
            by=by,
            municipality=municipality,
            observed_on=date(2026, 11, 3),
            narrative=words,
            observations=[intake.IncomingObservation("LAB-01", "seen", "saw")],
            mentions=[intake.IncomingMention(kind, value) for kind, value in named],
            function="" if by_focal else "desk",
        ).id


def _proposes(cast: Any, signal: UUID) -> None:
    """A letter that waits for a second person, and what the person it is about said."""
    given.accept(cast, "G-municipality-labour")
    matter = given.matter(cast.noor, signal)
    pieces = given.codes(matter, given.FIRM, given.STREET)
    given.proposes(cast.noor, matter, "G-municipality-labour", "labour_inspectorate", "labour_inspection", pieces)
    person = given.codes(matter, PERSON)[0]
    with acting(cast.noor):
        sharing.record_consent(
            by=cast.noor, matter=matter.about(person), person=person, recipient="comensha", purpose="registration",
            agreed=True, age="16_or_over", involved="unknown", said_on=date(2026, 11, 4),
        )  # fmt: skip


def _gives_keys(cast: Any) -> None:
    from schakel.ground.accounts.actions import create_token

    for by in (cast.karim, cast.rachid):
        with acting(by):
            create_token(by=by, organisation=by.organisation, name="Zaaksysteem")


@dataclass(frozen=True)
class World:
    """Numbers of rows, read as nobody of the product may."""

    clone: Clone

    def one(self, statement: str, *values: object) -> Any:
        found = self.all(statement, *values)
        assert found, statement
        return found[0]

    def all(self, statement: str, *values: object) -> list[Any]:
        with self.clone.as_superuser() as server:
            return [row[0] for row in server.execute(statement.encode(), values or None).fetchall()]

    def signal(self, municipality: str = "GM9901") -> UUID:
        return self.one("select id from intake_signal where municipality = %s order by number limit 1", municipality)

    def count(self, table: str) -> int:
        return int(self.one(f'select count(*) from "{table}"'))
