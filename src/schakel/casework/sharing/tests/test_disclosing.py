"""Proposed, checked, sent, acknowledged or withdrawn; and each way in which that is refused."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection, connections
from django.utils import timezone

from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries as signals
from schakel.casework.sharing import actions, figures, queries
from schakel.casework.sharing.models import Disclosure
from schakel.casework.sharing.tests import given
from schakel.ground.accounts import actions as accounts
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from tests.refusals import refused

VT = ("G-professional-veilig-thuis", "veilig_thuis", "child_safety")
LABOUR = ("G-municipality-labour", "labour_inspectorate", "labour_inspection")
REGISTER = ("G-others-comensha", "comensha", "registration")


@pytest.fixture
def found(database, cast):
    return given.matter(cast.noor, given.tells(cast))


def state(by: Any, made: UUID) -> str:
    with acting(by):
        row = queries.disclosure(viewer=by, disclosure=made)
    assert row is not None
    return row.state


def labour(cast: Any, found: queries.Matter) -> UUID:
    given.accept(cast, "G-municipality-labour")
    return given.proposes(cast.noor, found, *LABOUR, given.codes(found, given.FIRM, given.STREET))


# ---------------------------------------------------------------- the way


def test_from_proposal_to_answer(cast, found):
    made = labour(cast, found)
    actions.check_disclosure(by=cast.samira, disclosure=made)
    actions.note_letter(by=cast.noor, disclosure=made)
    actions.send_disclosure(by=cast.noor, disclosure=made, channel="secure_mail")
    actions.acknowledge_disclosure(by=cast.noor, disclosure=made, reference="AI-2026-17")
    actions.record_outcome(by=cast.noor, disclosure=made, outcome="may_not_say")
    with acting(cast.noor):
        row = queries.disclosure(viewer=cast.noor, disclosure=made)
    assert row is not None
    assert [step.to_state for step in row.steps] == ["proposed", "checked", "sent", *["acknowledged"] * 2]
    assert [step.by for step in row.steps] == [
        cast.noor.account,
        cast.samira.account,
        *[cast.noor.account] * 3,
    ]
    assert row.their_reference == "AI-2026-17" and [step.outcome for step in row.steps][3:] == ["", "may_not_say"]
    assert row.answer == "may_not_say" and row.channel == "secure_mail"
    assert {one.text for one in row.fields} == {given.FIRM, given.STREET}
    assert row.keep_until.year == timezone.localdate().year + 5


def test_each_step_leaves_a_line_and_one_for_each_person_in_the_letter(database, cast, found):
    given.accept(cast, "G-municipality-labour")
    made = given.proposes(cast.noor, found, *LABOUR, given.codes(found, given.VICTIM, given.BOSS, given.FIRM))
    actions.check_disclosure(by=cast.samira, disclosure=made)
    actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    with database.as_superuser() as server:
        lines = server.execute(
            "select e.kind, count(p.span_id) from audit_entry e left join audit_processing p on p.trace_id = e.id"
            " where e.object_id = %s group by e.kind, e.at order by e.at", [str(made)],
        ).fetchall()  # fmt: skip
    assert lines == [("disclosure.proposed", 2), ("disclosure.checked", 2), ("disclosure.sent", 2)]


def test_what_was_given_and_why_is_sealed(database, cast, found):
    made = labour(cast, found)
    with database.as_superuser() as server:
        row = server.execute("select * from sharing_disclosure where id = %s", [made]).fetchone()
    assert not [one for one in row if given.FIRM in str(one) or "nagaan" in str(one)]


def test_what_was_given_cannot_be_altered_afterwards(database, cast, found):
    made = labour(cast, found)
    for column in ("given", "recipient", "kinds", "proposed_by", "second_person"):
        with acting(cast.noor), pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(f"update sharing_disclosure set {column} = {column} where id = %s", [made])
    for column in ("necessity", "subsidiarity"):
        with (
            acting(cast.noor),
            pytest.raises(Exception, match="altered by the system only"),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"update sharing_disclosure set {column} = given where id = %s", [made])


# ---------------------------------------------------------------- the refusals


def test_a_basis_from_memory_denies_until_somebody_accepts_it_by_name(cast, found):
    chosen = given.codes(found, given.FIRM)
    with refused("sharing.not_accepted"):
        given.proposes(cast.noor, found, *LABOUR, chosen)
    for other in (cast.noor, cast.karim, cast.femke, cast.dirk):
        with refused("acceptance.role"):
            actions.accept_basis(by=other, basis=LABOUR[0], reason="Gelezen.")
    with refused("reason.missing"):
        actions.accept_basis(by=cast.petra, basis=LABOUR[0], reason="  ")
    with refused("acceptance.basis"):
        actions.accept_basis(by=cast.petra, basis="G-professional-veilig-thuis", reason="Gelezen.")
    held = actions.accept_basis(by=cast.petra, basis=LABOUR[0], reason="Gelezen.")
    with refused("acceptance.done"):
        actions.accept_basis(by=cast.petra, basis=LABOUR[0], reason="Nog eens.")
    made = given.proposes(cast.noor, found, *LABOUR, chosen)
    actions.end_acceptance(by=cast.petra, acceptance=held)
    with refused("sharing.not_accepted"):
        actions.check_disclosure(by=cast.samira, disclosure=made)
    with refused("acceptance.unknown"):
        actions.end_acceptance(by=cast.petra, acceptance=held)


def test_an_acceptance_is_of_one_text_and_of_one_municipality(database, cast, found):
    given.accept(cast, LABOUR[0])
    with acting(cast.femke):
        assert queries.acceptances(viewer=cast.femke) == {}
    with database.as_superuser() as server:
        server.execute("update sharing_basis_acceptance set digest = 'x'")
    with refused("sharing.not_accepted"):
        given.proposes(cast.noor, found, *LABOUR, given.codes(found, given.FIRM))


def test_every_condition_and_the_necessity_must_be_there(cast, found):
    given.accept(cast, LABOUR[0])
    chosen = given.codes(found, given.FIRM)
    with refused("sharing.weighed"):
        given.proposes(cast.noor, found, *LABOUR, chosen, confirmed=[])
    with refused("sharing.necessity_missing"):
        given.proposes(cast.noor, found, *LABOUR, chosen, necessity="  ")
    for nothing in ([], ["m99"], [*chosen, "m99"]):
        with refused("sharing.nothing"):
            given.proposes(cast.noor, found, *LABOUR, nothing)


@pytest.mark.parametrize(
    ("basis", "recipient", "purpose"),
    [
        ("G-professional-veilig-thuis", "police", "child_safety"), ("G-professional-veilig-thuis", "veilig_thuis", "registration"),
        ("G-police-comensha", "comensha", "registration"), ("G-nothing", "police", "investigation"),
        ("G-tip-municipality", "tip_line", "intake"),
    ],
)  # fmt: skip
def test_another_recipient_another_purpose_or_another_givers_basis_is_no_basis(cast, found, basis, recipient, purpose):
    with refused("sharing.no_basis"):
        given.proposes(cast.noor, found, basis, recipient, purpose, given.codes(found, given.STREET))


def test_only_focal_persons_share(cast, found):
    for other in (cast.joost, cast.dirk, cast.karim, cast.petra, cast.lotte):
        with refused("sharing.role"):
            given.proposes(other, found, *VT, given.codes(found, given.STREET))


def test_the_second_person_is_somebody_else(database, cast, found):
    made = labour(cast, found)
    with refused("disclosure.second_person"):
        actions.check_disclosure(by=cast.noor, disclosure=made)
    assert state(cast.noor, made) == "proposed"
    with pytest.raises(psycopg.errors.CheckViolation), database.as_superuser() as server:
        server.execute("update sharing_disclosure set checked_by = proposed_by where id = %s", [made])
    actions.check_disclosure(by=cast.samira, disclosure=made)
    assert state(cast.noor, made) == "checked"


def test_nothing_is_sent_unchecked_twice_or_after_it_was_withdrawn(cast, found):
    made = labour(cast, found)
    with refused("disclosure.move"):
        actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    with refused("disclosure.no_letter"):
        actions.note_letter(by=cast.noor, disclosure=made)
    actions.check_disclosure(by=cast.samira, disclosure=made)
    with refused("disclosure.channel"):
        actions.send_disclosure(by=cast.noor, disclosure=made, channel="twitter")
    actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    with refused("disclosure.move"):
        actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    with refused("reason.missing"):
        actions.withdraw_disclosure(by=cast.noor, disclosure=made, reason="")
    actions.withdraw_disclosure(by=cast.noor, disclosure=made, reason="Verkeerd adres, BSN 111222333.")
    with refused("disclosure.move"):
        actions.acknowledge_disclosure(by=cast.noor, disclosure=made)
    with refused("disclosure.no_letter"):
        actions.note_letter(by=cast.noor, disclosure=made)
    with acting(cast.noor):
        row = queries.disclosure(viewer=cast.noor, disclosure=made)
    assert row is not None and "Verkeerd adres" in row.steps[-1].reason and "111222333" not in row.steps[-1].reason


def test_an_outcome_is_one_of_what_this_recipient_may_release_and_nothing_else(database, cast, found):
    made = labour(cast, found)
    actions.check_disclosure(by=cast.samira, disclosure=made)
    actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    with refused("disclosure.no_receipt"):
        actions.record_outcome(by=cast.noor, disclosure=made, outcome="taken_up")
    with refused("disclosure.reference"):
        actions.acknowledge_disclosure(by=cast.noor, disclosure=made, reference="9" * 65)
    actions.acknowledge_disclosure(by=cast.noor, disclosure=made, reference="AI-17, BSN 111222333")
    for words in ("Zij vonden twee paspoorten.", "received", ""):
        with refused("disclosure.outcome"):
            actions.record_outcome(by=cast.noor, disclosure=made, outcome=words)
    actions.record_outcome(by=cast.noor, disclosure=made, outcome="taken_up")
    actions.record_outcome(by=cast.noor, disclosure=made, outcome="closed")
    with refused("disclosure.outcome"):
        actions.record_outcome(by=cast.noor, disclosure=made, outcome="taken_up")
    with acting(cast.noor):
        row = queries.disclosure(viewer=cast.noor, disclosure=made)
    assert row is not None and row.answer == "closed" and "111222333" not in row.their_reference
    with database.as_superuser() as server:
        sealed = server.execute("select their_reference, subsidiarity from sharing_disclosure").fetchone()
        kinds = server.execute("select kind from audit_entry where object_id = %s order by at", [str(made)]).fetchall()
    assert b"AI-17" not in sealed[0] and sealed[1]
    assert [one for (one,) in kinds].count("disclosure.outcome") == 2


def test_veilig_thuis_may_not_let_us_know_that_it_is_closed(cast, found):
    """Which outcome a recipient may release stands in the content pack, for each recipient."""
    made = given.proposes(cast.noor, found, *VT, given.codes(found, given.FIRM))
    actions.check_disclosure(by=cast.noor, disclosure=made)
    actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    actions.acknowledge_disclosure(by=cast.noor, disclosure=made)
    with refused("disclosure.outcome"):
        actions.record_outcome(by=cast.noor, disclosure=made, outcome="closed")


def test_the_reporter_hears_nothing_of_what_became_of_it(cast, found):
    """Only the fixed text (rule 15): not to whom, not that they take it up."""
    made = labour(cast, found)
    actions.check_disclosure(by=cast.samira, disclosure=made)
    actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    before = _what_the_reporter_sees(cast, found)
    actions.acknowledge_disclosure(by=cast.noor, disclosure=made, reference="AI-17")
    actions.record_outcome(by=cast.noor, disclosure=made, outcome="taken_up")
    assert _what_the_reporter_sees(cast, found) == before


def _what_the_reporter_sees(cast, found):
    with acting(cast.joost):
        row = signals.my_signal(viewer=cast.joost, signal=found.id)
        assert row is not None
        assert queries.disclosures(viewer=cast.joost, signal=found.id) == []
        return str(row)


def test_a_letter_nobody_confirmed_is_asked_after(database, cast, found):
    made = labour(cast, found)
    actions.check_disclosure(by=cast.samira, disclosure=made)
    actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    with acting(cast.noor):
        assert queries.unanswered(viewer=cast.noor, now=timezone.now()) == []
        late = queries.unanswered(viewer=cast.noor, now=timezone.now() + timedelta(days=7, hours=1))
    assert [row.id for row, _since in late] == [made]
    with acting(cast.femke):
        assert queries.unanswered(viewer=cast.femke, now=timezone.now() + timedelta(days=8)) == []
    actions.acknowledge_disclosure(by=cast.noor, disclosure=made)
    with acting(cast.noor):
        assert queries.unanswered(viewer=cast.noor, now=timezone.now() + timedelta(days=8)) == []


def test_two_checks_at_once_make_one(database, cast, found):
    """Both read it as proposed; the row is locked, and the second finds it done."""
    made = labour(cast, found)
    told: list[str] = []
    together = threading.Barrier(2)

    def checks() -> None:
        try:
            together.wait(10)
            actions.check_disclosure(by=samira, disclosure=made)
            told.append("done")
        except Refused as refusal:
            told.append(refusal.code)
        finally:
            connections.close_all()

    samira = cast.samira
    threads = [threading.Thread(target=checks) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert sorted(told) == ["disclosure.move", "done"]
    with database.as_superuser() as server:
        steps = server.execute("select count(*) from sharing_disclosure_step where to_state = 'checked'").fetchone()
    assert steps == (1,)


# ---------------------------------------------------------------- somebody else's


def test_another_municipality_finds_nothing_and_can_do_nothing(cast, found):
    made = labour(cast, found)
    for other in (cast.femke, cast.elif_):
        with acting(other):
            assert queries.disclosure(viewer=other, disclosure=made) is None
            assert queries.disclosures(viewer=other, signal=found.id) == []
            assert Disclosure.objects.count() == 0, "row security, without our own query in front"
        for act in (
            lambda by: actions.check_disclosure(by=by, disclosure=made),
            lambda by: actions.send_disclosure(by=by, disclosure=made, channel="post"),
            lambda by: actions.withdraw_disclosure(by=by, disclosure=made, reason="x"),
            lambda by: actions.note_letter(by=by, disclosure=made),
            lambda by: actions.hold_feedback(by=by, disclosure=made),
        ):
            with refused("disclosure.unknown"):
                act(other)
    for own in (cast.joost, cast.petra, cast.dirk, cast.karim):
        with acting(own):
            assert Disclosure.objects.count() == 0
            assert queries.disclosure(viewer=own, disclosure=made) is None


def test_a_proposal_in_somebody_elses_name_does_not_go_in(database, cast, found):
    made = labour(cast, found)
    with acting(cast.noor):
        row = Disclosure.objects.get(id=made)
        row.id, row.proposed_by = new_id(), cast.samira.account
        with pytest.raises(Exception, match="row-level security"):
            Disclosure.objects.bulk_create([row])


# ---------------------------------------------------------------- consent


def says(cast: Any, found: queries.Matter, agreed: bool = True, **more: Any) -> UUID:
    told = {"person": queries.person_of(found), "recipient": "comensha", "purpose": "registration", "age": "16_or_over",
            "involved": "unknown", "said_on": date(2026, 11, 20), **more}  # fmt: skip
    return actions.record_consent(by=cast.noor, matter=found, agreed=agreed, **told)


def test_comensha_without_consent_gets_figures_only(cast, found):
    with refused("sharing.consent_missing"):
        given.proposes(cast.noor, found, *REGISTER, given.codes(found, given.VICTIM))
    figure = [one.code for one in found.pieces if one.kind == "figures"]
    made = given.proposes(cast.noor, found, "G-figures-comensha", "comensha", "monitoring", figure)
    assert state(cast.noor, made) == "proposed"


def test_consent_is_for_one_recipient_and_one_purpose(cast, found):
    says(cast, found)
    chosen = given.codes(found, given.VICTIM)
    assert given.proposes(cast.noor, found, *REGISTER, chosen)
    with refused("sharing.consent_missing"):
        given.proposes(cast.noor, found, "G-others-comensha", "comensha", "shelter", chosen)
    with refused("sharing.consent_missing"):
        given.proposes(cast.noor, found, "G-municipality-care", "care_coordinator", "care", chosen)


def test_a_refusal_keeps_the_offer_open(cast, found):
    says(cast, found, agreed=False)
    with refused("sharing.consent_refused"):
        given.proposes(cast.noor, found, *REGISTER, given.codes(found, given.VICTIM))
    says(cast, found)
    assert given.proposes(cast.noor, found, *REGISTER, given.codes(found, given.VICTIM))
    with acting(cast.noor):
        assert [one.state for one in queries.consents(viewer=cast.noor, signal=found.id)] == ["given", "refused"]


def test_a_consent_taken_back_stops_what_was_not_sent_yet(cast, found):
    consent = says(cast, found)
    made = given.proposes(cast.noor, found, *REGISTER, given.codes(found, given.VICTIM))
    actions.check_disclosure(by=cast.noor, disclosure=made)
    actions.withdraw_consent(by=cast.samira, consent=consent)
    with refused("sharing.consent_withdrawn"):
        actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    with refused("consent.move"):
        actions.withdraw_consent(by=cast.noor, consent=consent)
    with refused("consent.unknown"):
        actions.withdraw_consent(by=cast.femke, consent=consent)


def test_under_16_a_guardian_signs_unless_possibly_involved_and_after_veilig_thuis(database, cast):
    found = given.matter(cast.noor, given.tells(cast, minor="yes"))
    for involved in ("yes", "unknown"):
        with refused("sharing.consent_guardian_involved"):
            says(cast, found, age="under_16", involved=involved)
        assert says(cast, found, agreed=False, age="under_16", involved=involved), "a no can always be written down"
    with refused("sharing.consent_age_unknown"):
        says(cast, found, age="unknown", involved="no")
    says(cast, found, age="under_16", involved="no")
    chosen = given.codes(found, given.VICTIM)
    with refused("sharing.consent_before_veilig_thuis"):
        given.proposes(cast.noor, found, *REGISTER, chosen, confirmed=[])
    assert given.proposes(cast.noor, found, *REGISTER, chosen, confirmed=["veilig_thuis_consulted"])


@pytest.mark.parametrize("wrong", [{"person": "m6"}, {"person": ""}, {"person": "m1"}])
def test_consent_is_of_the_person_it_is_about(cast, found, wrong):
    with refused("consent.person"):
        says(cast, found, **wrong)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"age": "old"}, "consent.form"), ({"said_on": timezone.localdate() + timedelta(days=1)}, "consent.form"),
        ({"recipient": "nobody"}, "consent.recipient"), ({"purpose": "fun"}, "consent.recipient"),
    ],
)  # fmt: skip
def test_a_consent_that_says_nothing_is_refused(cast, found, wrong, code):
    with refused(code):
        says(cast, found, **wrong)


# ---------------------------------------------------------------- a possible minor


def test_a_possible_minor_goes_by_veilig_thuis_first(database, cast):
    found = given.matter(cast.noor, given.tells(cast, minor="yes"))
    given.accept(cast, LABOUR[0])
    with refused("sharing.veilig_thuis_consulted"):
        given.proposes(cast.noor, found, *LABOUR, given.codes(found, given.FIRM), confirmed=["weighed"])
    assert given.proposes(cast.noor, found, *VT, given.codes(found, given.FIRM), confirmed=[])
    with acting(cast.noor):
        order = [one.way.code for one in queries.options(viewer=cast.noor, matter=found)]
    assert order[:3] == ["emergency", "veilig_thuis", "advice"]


# ---------------------------------------------------------------- the reporter, figures, terms


def test_the_reporter_hears_nothing_while_the_recipient_asks_it(cast, found):
    made = labour(cast, found)
    with refused("disclosure.not_sent"):
        actions.hold_feedback(by=cast.noor, disclosure=made)
    actions.check_disclosure(by=cast.samira, disclosure=made)
    actions.send_disclosure(by=cast.noor, disclosure=made, channel="post")
    actions.hold_feedback(by=cast.noor, disclosure=made)
    with refused("feedback.held"):
        intake.give_feedback(by=cast.noor, signal=found.id, code="passed_on")
    intake.qualify(by=cast.noor, signal=found.id)
    intake.weigh(by=cast.noor, signal=found.id, reason="Gelezen.")
    intake.decide(by=cast.noor, signal=found.id, outcome="labour_conditions", reason="Gestuurd.")
    assert heard(cast, found) == ["received", "in_hand"]
    actions.release_feedback(by=cast.noor, disclosure=made)
    intake.give_feedback(by=cast.noor, signal=found.id, code="passed_on")
    assert heard(cast, found) == ["received", "in_hand", "passed_on"]


def heard(cast: Any, found: queries.Matter) -> list[str]:
    with acting(cast.joost):
        mine = signals.my_signal(viewer=cast.joost, signal=found.id)
    assert mine is not None
    return [one.code for one in mine.feedback]


def test_what_the_law_keeps_out_of_a_letter_of_the_police_is_a_value(database, cast):
    """Rule 2 in one story: place, duration and methods are no choice, stand in the letter and count in the figures."""
    police, held = agent(cast), "not provided (Bpg 4:2)"
    found = dossier()
    with refused("sharing.kept_out"):
        given.proposes(police, found, *BPG, ["victim", "place"])
    made = given.proposes(police, found, *BPG, ["victim", "authority"])
    actions.check_disclosure(by=police, disclosure=made)
    with acting(police):
        row = queries.disclosure(viewer=police, disclosure=made)
        assert row is not None and {one.kind for one in row.fields} == {"presumed_victim", "reporting_authority"}
        letter = queries.letter(viewer=police, row=row)
        assert letter.left_out == f"Plaats, Begin en duur, Werkwijze: {held}"
        assert "Nergenskade" not in str(letter) and "dreigt" not in str(letter)
        assert figures.not_provided(viewer=police) == {(kind, held): 1 for kind in ("place", "duration", "methods")}
        assert figures.by_state(viewer=police) == {("comensha", "checked"): 1}
    with acting(cast.noor):
        assert figures.not_provided(viewer=cast.noor) == {}, "counts of another organisation"
    with acting(cast.joost):
        assert figures.by_state(viewer=cast.joost) == {}


BPG = ("G-police-comensha", "comensha", "registration")


def agent(cast: Any) -> Actor:
    """Somebody of an invented police unit who writes to CoMensha."""
    with acting(cast.karim):
        unit = accounts.create_organisation(by=cast.karim, kind="police", name="Politie Zuidkust")
    return Actor(account=new_id(), organisation=unit, roles=frozenset({"focal_person"}), municipality=None)


def dossier() -> queries.Matter:
    pieces = (
        queries.Piece("victim", "presumed_victim", "Naam", given.VICTIM),
        queries.Piece("authority", "reporting_authority", "Meldt", "Politie Zuidkust"),
        queries.Piece("place", "place", "Adres", "Nergenskade 1"),
        queries.Piece("since", "duration", "Sinds", "1 mei 2026"),
        queries.Piece("how", "methods", "Gezien", "Iemand dreigt"),
    )
    return queries.Matter(new_id(), 1, "no", False, pieces, keep_until=date(2028, 1, 1))


def test_what_is_past_its_term_goes_and_what_was_sent_outlives_its_signal(cast, found):
    says(cast, found)
    sent = given.proposes(cast.noor, found, *REGISTER, given.codes(found, given.VICTIM))
    actions.check_disclosure(by=cast.noor, disclosure=sent)
    actions.send_disclosure(by=cast.noor, disclosure=sent, channel="post")
    unsent = given.proposes(cast.noor, found, *VT, given.codes(found, given.STREET))
    says(cast, found, agreed=False, purpose="shelter")
    system = cast.system("waterrijk")
    with refused("disclosure.forget"):
        actions.forget_signal(by=cast.noor, signal=found.id)
    actions.forget_signal(by=system, signal=found.id)
    with acting(cast.noor):
        assert queries.disclosure(viewer=cast.noor, disclosure=unsent) is None
        assert [one.id for one in queries.disclosures(viewer=cast.noor, signal=found.id)] == [sent]
        assert len(queries.consents(viewer=cast.noor, signal=found.id)) == 1, "the letter rests on it"
    today = timezone.localdate()
    assert actions.forget_disclosures(by=system, on=today, ended_before=today) == 0
    later = today + timedelta(days=5 * 366 + 1)
    assert actions.forget_disclosures(by=system, on=later, ended_before=today) == 1
    with acting(cast.noor):
        assert queries.consents(viewer=cast.noor, signal=found.id) == []
