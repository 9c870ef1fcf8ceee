"""Who acts in the tests of the trail, and a first entry; all invented."""

from uuid import UUID, uuid4

from schakel.ground.audit.actions import record
from schakel.ground.database.actor import Actor, system
from schakel.ground.database.scope import acting

WATERRIJK, NOORDERWAARD = UUID(int=9901), UUID(int=9902)


def somebody(organisation: UUID, *roles: str) -> Actor:
    return Actor(account=uuid4(), organisation=organisation, roles=frozenset(roles), municipality=None)


NOOR = somebody(WATERRIJK, "focal_person", "reporter")
PETRA = somebody(WATERRIJK, "privacy_officer")
KARIM = somebody(WATERRIJK, "functional_administrator")
FEMKE = somebody(NOORDERWAARD, "focal_person")
OTHER_PETRA = somebody(NOORDERWAARD, "privacy_officer")
ROBOT = system(WATERRIJK, "GM9901")

SIGNAL = uuid4()


def write(kind: str = "signal.read", *, by=NOOR, organisation=WATERRIJK, **more) -> UUID:
    with acting(by):
        return record(kind, by=by, organisation=organisation, object_kind="signal", object_id=SIGNAL, **more)
