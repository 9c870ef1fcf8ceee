"""Letters stand on the work list of who can do something about them now, and of nobody else."""

from __future__ import annotations

from schakel.casework.sharing import actions
from schakel.casework.sharing.tests import given
from schakel.ground.database.scope import acting
from schakel.site.pages.work_letters import letters

LABOUR = ("G-municipality-labour", "labour_inspectorate", "labour_inspection")


def asked(who) -> list[str]:
    with acting(who):
        return [item.do for item in letters(who)]


def test_a_letter_waits_for_its_check_its_sending_and_a_word_back(database, cast):
    found = given.matter(cast.noor, given.tells(cast))
    given.accept(cast, LABOUR[0])
    made = given.proposes(cast.noor, found, *LABOUR, given.codes(found, given.FIRM))
    assert asked(cast.noor) == [], "her own proposal waits for somebody else"
    assert asked(cast.samira) == ["Kijk de brief na"]
    actions.check_disclosure(by=cast.samira, disclosure=made)
    assert asked(cast.noor) == asked(cast.samira) == ["Verstuur de brief"]
    actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    assert asked(cast.noor) == []
    with database.as_superuser() as server:
        server.execute("update sharing_disclosure_step set at = at - interval '8 days'")
    assert asked(cast.noor) == ["Vraag of de brief er is"]
    assert asked(cast.femke) == asked(cast.joost) == []
    actions.acknowledge_disclosure(by=cast.noor, disclosure=made)
    assert asked(cast.noor) == []
