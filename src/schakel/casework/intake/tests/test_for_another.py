"""Written down for somebody else: whose observation it is, who counts as a source, and who may know how to ask."""

import pytest
from psycopg.errors import CheckViolation

from schakel.casework.bundling.queries.drawn import sources
from schakel.casework.intake import actions, queries
from schakel.casework.intake.actions import Noticer, SignalRefused
from schakel.casework.intake.tests.conftest import WORDS
from schakel.casework.intake.tests.test_pages import DESK, field, signals_of, text, typed
from schakel.ground.database.scope import acting

RESIDENT = {"function": "citizen", "organisation_kind": "citizen"}


def whole(cast, *receipts):
    with acting(cast.noor):
        rows = queries.by_id(viewer=cast.noor, ids=[one.id for one in receipts])
        return [rows[one.id] for one in receipts]


def counted(cast, *receipts):
    return sources(whole(cast, *receipts))


def test_two_people_at_one_counter_are_two_sources_and_the_same_person_twice_is_one(tell, cast):
    first = tell(**RESIDENT, noticer=Noticer("other"))
    other = tell(**RESIDENT, noticer=Noticer("other", other_person=True), narrative="Iemand anders, zelfde huis.")
    again = tell(**RESIDENT, noticer=Noticer("other", same_as=first.id), narrative="De eerste kwam terug.")
    own = tell(narrative="Ik zag het zelf ook.")
    assert counted(cast, first, other) == 2
    assert counted(cast, first, again) == 1
    assert counted(cast, first, other, again, own) == 3


def test_nobody_becomes_another_source_by_leaving_the_question_open(tell, cast):
    first = tell(**RESIDENT, noticer=Noticer("other"))
    open_ = tell(**RESIDENT, noticer=Noticer("other"), narrative="Een inwoner vertelde iets.")
    assert counted(cast, first, open_) == 1
    elsewhere = tell(by=cast.wim, **RESIDENT, noticer=Noticer("other", same_as=first.id), narrative="Aan mij verteld.")
    assert counted(cast, first, elsewhere) == 2, "nobody can name a signal that somebody else passed on"


def test_what_a_colleague_saw_is_of_the_team_of_that_colleague(tell, cast):
    desk = tell()
    boa = tell(function="enforcement", noticer=Noticer("colleague"), narrative="De handhaver zag matrassen.")
    assert counted(cast, desk, boa) == 2
    assert counted(cast, boa, tell(by=cast.wim, function="enforcement", narrative="Matrassen.")) == 1


def test_somebody_from_elsewhere_is_never_taken_for_the_organisation_that_wrote_it_down(tell, cast):
    teacher = {"function": "teacher", "organisation_kind": "school"}
    one = tell(**teacher, noticer=Noticer("other"))
    two = tell(**teacher, noticer=Noticer("other", other_person=True), narrative="Een andere school.")
    assert counted(cast, one, two) == 2
    assert {row.listed.source_organisation for row in whole(cast, one, two)} == {None}


def test_how_somebody_is_reached_shows_to_the_own_focal_person_and_to_nobody_else(as_, tell, cast, rows):
    told = tell(**RESIDENT, noticer=Noticer("other", reach="mevrouw Zonnedauw, 06-00001180"))
    assert b"Zonnedauw" not in b"".join(bytes(one) for (one,) in rows("select reach from intake_signal"))
    page = text(as_("noor").get(f"/signalen/{told.id}"))
    assert "Doorgegeven voor Inwoner" in page
    assert "Bij vragen mevrouw Zonnedauw, 06-00001180" in page
    mine = text(as_("joost").get(f"/mijn-signalen/{told.id}"))
    assert "Doorgegeven voor: Inwoner" in mine
    assert "Zonnedauw" not in mine
    assert as_("femke").get(f"/signalen/{told.id}").status_code == 404
    tell(by=cast.wim, function="enforcement", narrative="Zelf gezien.")
    assert "Doorgegeven voor" not in text(as_("noor").get(f"/signalen/{tell(narrative='Zelf.').id}"))


@pytest.mark.parametrize("noticer", [Noticer("boss"), Noticer("other", reach="x" * 201), Noticer("other", reach="a\0"), Noticer("other", reach="bsn 111222333")])  # fmt: skip
def test_what_cannot_be_right_is_refused(tell, noticer, cast):
    with pytest.raises(SignalRefused):
        tell(noticer=noticer)
    assert signals_of(cast.noor) == []


def test_the_database_keeps_whose_it_is_whole(tell, database):
    told = tell(noticer=Noticer("other"))
    with database.as_superuser() as server, pytest.raises(CheckViolation):
        server.execute("update intake_signal set noticer = null where id = %s", [told.id])


# ---------------------------------------------------------------- at the desk


def test_the_desk_asks_whose_it_is_and_no_name(as_, cast):
    joost = as_("joost")
    page = text(joost.get(DESK))
    assert "Ik geef dit door voor een ander" in page
    assert "Vertelde deze persoon u al eerder iets?" not in page
    answer = joost.post(
        DESK, typed(**{"who": "citizen", "first_hand": "self", "i_GEN-03": "seen", "i_GEN-01": "not_known"})
    )
    assert answer.status_code == 302
    with acting(cast.noor):
        row = queries.signal(viewer=cast.noor, signal=signals_of(cast.noor)[0].id)
    assert (row.listed.function, row.listed.organisation_kind, row.listed.passed_on) == ("citizen", "citizen", "other")
    assert {(seen.indicator, seen.basis) for seen in row.observations} == {("GEN-03", "saw"), ("GEN-01", "")}
    page = joost.get(DESK)
    assert "Ja, bij signaal 1 (inwoner, om" in text(page)
    assert "Ja, bij signaal 1" not in text(as_("wim").get(DESK))


@pytest.mark.parametrize("said", ["told", "unknown", ""])
def test_what_is_not_surely_first_hand_is_written_down_as_told(as_, cast, said):
    as_("joost").post(
        DESK, typed(**{"who": "colleague", "work": "enforcement", "first_hand": said, "i_GEN-03": "seen"})
    )
    with acting(cast.noor):
        row = queries.signal(viewer=cast.noor, signal=signals_of(cast.noor)[0].id)
    assert [seen.basis for seen in row.observations] == ["told"]
    assert (row.listed.function, row.listed.organisation_kind, row.listed.passed_on) == (
        "enforcement",
        "municipality",
        "colleague",
    )


def test_what_police_or_care_saw_needs_a_basis_through_a_clerk_too(as_, cast):
    joost = as_("joost")
    for work, kind in (("police", "police"), ("care", "healthcare"), ("bank", "bank")):
        answer = joost.post(DESK, typed(who="other", work=work, first_hand="self"))
        assert answer.status_code == 422
        assert f'name="{kind}_basis"' in answer.content.decode()
        assert WORDS in text(answer)
    assert signals_of(cast.noor) == []
    assert joost.post(DESK, typed(who="other", work="school", first_hand="self")).status_code == 302


def test_same_person_and_another_person_as_the_clerk_says(as_, cast):
    joost = as_("joost")
    joost.post(DESK, typed(who="citizen", first_hand="self"))
    with acting(cast.joost):
        (earlier,) = queries.passed_on_before(viewer=cast.joost)
    joost.post(
        DESK, typed(who="citizen", first_hand="self", same=str(earlier.id), narrative="Weer zij.", once="b" * 32)
    )
    joost.post(DESK, typed(who="citizen", first_hand="self", same="new", narrative="Een ander.", once="c" * 32))
    with acting(cast.noor):
        ids = [row.id for row in queries.signals(viewer=cast.noor)]
        assert sources(queries.by_id(viewer=cast.noor, ids=ids).values()) == 2
    with acting(cast.joost):
        assert len(queries.passed_on_before(viewer=cast.joost)) == 2
    assert joost.post(DESK, typed(who="citizen", same="nonsense", once="d" * 32)).status_code == 422


def test_who_may_be_asked_needs_a_way_to_ask_and_what_was_typed_stays(as_, cast):
    answer = as_("joost").post(DESK, typed(who="other", work="school", contact="them", reach=" "))
    assert answer.status_code == 422
    assert 'href="#id_reach"' in answer.content.decode()
    assert WORDS in text(answer)
    answer = as_("joost").post(DESK, typed(first_hand="self"))
    assert 'href="#id_who_0"' in answer.content.decode()
    assert "<details" in answer.content.decode() and " open>" in answer.content.decode()
    assert signals_of(cast.noor) == []


def test_somebody_else_is_kept_in_the_draft_too(as_):
    as_("joost").post(DESK, typed(do="keep", who="other", work="school", contact="them", reach="06-00001180"))
    assert field(as_("joost").get(DESK), "reach") == "06-00001180"


def test_a_signal_sent_twice_for_somebody_else_is_there_once_and_for_another_is_another(tell):
    first = tell(sender_id="x1", noticer=Noticer("other"))
    assert tell(sender_id="x1", noticer=Noticer("other")).id == first.id
    with pytest.raises(SignalRefused):
        tell(sender_id="x1")
    assert isinstance(first, actions.Receipt)
