"""Every sealed column: somebody who is taken out stands in it no more, or the house says why it stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from schakel.casework.bundling.tests.file import House, said
from schakel.casework.hits import actions as hits
from schakel.casework.hits.tests.regions import Regions
from schakel.casework.intake import queries as signals
from schakel.casework.provisions import actions as provisions
from schakel.casework.provisions import queries as given
from schakel.casework.provisions.actions import Field
from schakel.casework.rights import actions as rights
from schakel.casework.rights.pages import wording
from schakel.casework.sharing import actions as sharing
from schakel.casework.sharing.rules import CHANNELS
from schakel.ground.breakglass import actions as breakglass
from schakel.ground.content.queries import pack
from schakel.ground.database.scope import acting
from schakel.site import cleared, clearing, reactions, restoring
from schakel.site.matter import matter_of
from schakel.site.sealed import SEALED
from schakel.site.tests.test_clearing import (
    WRONG,
    asks,
    chosen,
    clears,
    copied,
    decides,
    everything,
    found_of,
    put_back,
)
from schakel.site.tests.test_dump_whole import opened
from tests import clones
from tests.clones import Clone

SAYS = "Anwar Talhoubi is genoemd."
POLICE = {
    "giver": "police", "basis": "G-police-municipality-19", "purpose": "task",
    "fields": [Field("incident", "Anwar Talhoubi liep weg. Sabri Mansouf bleef.")],
}  # fmt: skip


@pytest.fixture
def waterrijk(database: Clone, cast: Any) -> House:
    return House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor)


def recorded(cast: Any) -> UUID:
    """A provision of before a year ago, opened with a reason: all of its texts name the person."""
    made = provisions.record_provision(
        by=cast.noor, reference=f"PL {WRONG}", provided_on=timezone.localdate() - timedelta(days=500), **POLICE
    )
    provisions.open_provision(by=cast.noor, provision_id=made, why="needed", reason=SAYS)
    return made


def sends(house: House, cast: Any, signal: UUID) -> UUID:
    """A letter that went, about a signal that does not name the person: only why it went does."""
    with acting(house.focal):
        matter = matter_of(house.focal, signal)
    assert matter is not None
    letter = sharing.propose_disclosure(
        by=house.focal, matter=matter, basis="G-professional-veilig-thuis", recipient="veilig_thuis", purpose="child_safety",
        chosen=[one.code for one in matter.pieces if one.text == "Sabri Mansouf"], confirmed=(), necessity=SAYS, subsidiarity=SAYS,
    )  # fmt: skip
    sharing.check_disclosure(by=cast.samira, disclosure=letter)
    sharing.send_disclosure(by=house.focal, disclosure=letter, channel=next(iter(CHANNELS)))
    return letter


def around(house: House, cast: Any, signal: UUID) -> None:
    """Whatever else people write beside a signal that does not name the person."""
    regions = Regions(cast)
    regions.agree()
    hits.ask_regions(by=house.focal, signal=signal, covenants=[regions.moor], purpose="care", necessity=SAYS, less=SAYS)
    access = breakglass.open_access(
        by=cast.femke, what=breakglass.Opening(house.organisation, signal, 4), ground=next(iter(pack().break_glass)), reason=SAYS
    )  # fmt: skip
    breakglass.review_access(by=cast.petra, access=access, verdict="justified", reason=SAYS)
    why = next(iter(pack().notice_grounds.values()))
    rights.note_notice(
        by=house.focal, signal=signal, person=0, state="postponed", ground=why.code, reason=SAYS,
        review_on=timezone.localdate() + timedelta(days=1),
    )  # fmt: skip


def naming(clone: Clone, cast: Any) -> set[str]:
    """Columns in which the name stands, each text opened past every lock."""
    found = opened(clone, cast.noor)
    return {column for column, texts in found.items() if any(b"alhoubi" in text for text in texts)}


def filled(house: House, cast: Any) -> UUID:
    *_named, other = everything(house, cast)
    made = recorded(cast)
    sharing.acknowledge_disclosure(by=house.focal, disclosure=sends(house, cast, other), reference=f"VT {WRONG}")
    sharing.withdraw_disclosure(by=house.focal, disclosure=sends(house, cast, other), reason=SAYS)
    around(house, cast, other)
    return made


NEW = {
    "provisions_provision.reference", "provisions_provision.content", "provisions_line.reason", "hits_question.necessity",
    "hits_question.less", "breakglass_access.reason", "breakglass_access.verdict_reason", "rights_notice.reason",
    "sharing_disclosure.necessity", "sharing_disclosure.subsidiarity", "sharing_disclosure.their_reference",
    "sharing_disclosure_step.reason",
}  # fmt: skip
OLD = {"intake_signal.narrative", "intake_mention.value", "bundling_judgement.reason", "intake_draft.typed"}


def test_every_sealed_column_is_cleared_or_says_why_not() -> None:
    sealed = {f"{one.table}.{one.column}" for one in SEALED}
    named = [*cleared.BY_PLACE.values(), *cleared.BY_HOLDER.values(), *cleared.FOLLOWS, *cleared.STAYS]
    assert sealed - set(named) == set(), "a new sealed column: say in site/cleared.py how a name goes out of it"
    assert (set(named) - sealed, len(named)) == (set(), len(set(named)))
    known = {"intake", "hits", *clearing.AROUND}
    places = (*cleared.BY_PLACE, *cleared.BY_HOLDER)
    assert {code for code in places if code.split(".")[0] not in known} == set(), "nobody takes it out there"
    assert {code for code in cleared.BY_PLACE if wording.place(code) == code} == set(), "who looks has no words for it"
    assert all(len(why) > 10 for why in (*cleared.FOLLOWS.values(), *cleared.STAYS.values()))


def test_a_name_stands_nowhere_any_more(waterrijk: House, cast: Any, database: Clone) -> None:
    made = filled(waterrijk, cast)
    before = naming(database, cast)
    assert before >= NEW | OLD, (NEW | OLD) - before
    clears(waterrijk, cast)
    assert naming(database, cast) - set(cleared.STAYS) == set()
    shown = provisions.open_provision(by=cast.noor, provision_id=made, why="needed", reason="Kijken.")
    assert [one.text for one in shown.fields] == ["[weggehaald] liep weg. Sabri Mansouf bleef."]
    assert (shown.number, shown.row.kinds) == ("PL [weggehaald]", ("incident",))
    with acting(cast.petra):
        lines = given.log(viewer=cast.petra)
    assert [one.why for one in lines].count("account") == 1, (
        "that it was looked through stands in the log (Wpg art. 32)"
    )


def test_a_provision_is_refused_as_any_other_place(waterrijk: House, cast: Any, database: Clone) -> None:
    recorded(cast)
    request = asks(cast)
    found = found_of(waterrijk, WRONG)
    assert {one.place for one in found} == {
        "provisions.provision.reference", "provisions.provision.content", "provisions.line.reason"
    }  # fmt: skip
    police = next(one for one in pack().request_grounds.values() if not one.kinds or "erasure" in one.kinds)
    no = [chosen(one, "refuse", ground=police.code) for one in found]
    rights.collect_request(by=waterrijk.focal, request=request, found=no, note="Bekeken.")
    decides(cast, request)
    reactions.run_pending()
    assert naming(database, cast) >= {"provisions_provision.content", "provisions_line.reason"}
    with acting(cast.femke):
        assert found_of(House(cast.femke.organisation, "GM9902", cast.femke, cast.femke), WRONG) == []


def test_who_does_not_handle_signals_looks_through_no_provision(waterrijk: House, cast: Any) -> None:
    recorded(cast)
    for somebody in (cast.joost, cast.petra, cast.femke):
        assert provisions.look_up(by=somebody, values=[WRONG]) == []
    with acting(cast.noor):
        assert signals.naming(viewer=cast.noor, values=[WRONG]).texts == ()


def test_a_backup_brings_nobody_back_in_a_provision(
    waterrijk: House, cast: Any, database: Clone, tmp_path: Any, ledger: Any
) -> None:
    waterrijk.takes_in(said("Een kok zonder bed.", ("person", "Sabri Mansouf")))
    made = recorded(cast)
    copied(database, tmp_path / "copy")
    clears(waterrijk, cast)
    back = put_back(database, tmp_path / "copy")
    try:
        assert "provisions_provision.content" in naming(back, cast)
        restored = restoring.restored()
        assert (restored.cleared, restored.stuck) == (1, [])
        assert naming(back, cast) - set(cleared.STAYS) == set()
        shown = provisions.open_provision(by=cast.noor, provision_id=made, why="needed", reason="Kijken.")
        assert shown.fields[0].text == "[weggehaald] liep weg. Sabri Mansouf bleef."
    finally:
        clones.point(None)
        with database.server.connect() as server:
            server.autocommit = True
            server.execute(f"drop database {back.name} with (force)")
        clones.point(database)
