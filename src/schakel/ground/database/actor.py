"""Who acts: an employee of one organisation, or the system on behalf of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

SYSTEM_ROLE = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """One account, in one organisation, with the roles it has there.

    `account` is None when the system itself acts (a job, the command line). `name` is for greeting on
    screen only: it is never stored, never logged and plays no part in comparing two actors.
    """

    account: UUID | None
    organisation: UUID
    roles: frozenset[str]
    municipality: str | None
    covenants: frozenset[UUID] = frozenset()
    origin: str = "web"
    name: str = field(default="", compare=False, repr=False)

    def holds(self, role: str) -> bool:
        return role in self.roles


def system(organisation: UUID, municipality: str | None, *, origin: str = "job") -> Actor:
    """The system acting for one organisation; it holds the role "system" and no other."""
    return Actor(
        account=None,
        organisation=organisation,
        roles=frozenset({SYSTEM_ROLE}),
        municipality=municipality,
        origin=origin,
    )
