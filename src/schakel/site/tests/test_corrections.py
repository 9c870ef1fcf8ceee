"""What stands in a signal is put right: what was typed stays, only what is touched is linked anew, and it can be undone."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from schakel.casework.bundling import actions as bundling
from schakel.casework.bundling import queries as bundles
from schakel.casework.bundling.models import Link
from schakel.casework.bundling.tests.file import House, said
from schakel.casework.intake import actions as intake
from schakel.casework.intake import queries as signals
from schakel.casework.intake.models import Correction, Mention
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting
from schakel.site import housekeeping, reactions
from tests.clones import Clone

BUS = [("licence_plate", "QC-111-Q"), ("phone", "06-00001111")]
DOOR = [("licence_plate", "QC-222-Q"), ("phone", "06-00002222")]
WHY = "De melder las het nog eens voor."


@pytest.fixture
def waterrijk(database: Clone, cast: Any) -> House:
    return House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor)


@pytest.fixture
def noorderwaard(database: Clone, cast: Any) -> House:
    return House(cast.organisation("noorderwaard"), "GM9902", cast.anouk, cast.femke)


@pytest.fixture
def two_stories(waterrijk: House) -> list[UUID]:
    """Three of a bus, the third typed wrong and so alone; and two of a door."""
    found = waterrijk.takes_in(
        said("Een busje.", *BUS, day="2026-09-01"),
        said("Dat busje.", *BUS, day="2026-09-02"),
        said("Bel 06 0000 9999.", ("phone", "06-00009999"), ("person", "Wil Verzonnen"), day="2026-09-03"),
        said("Een deur.", *DOOR, day="2026-09-04"),
        said("Die deur.", *DOOR, day="2026-09-05"),
    )
    assert set(waterrijk.bundles().values()) == {frozenset(found[:2]), frozenset(found[3:])}
    return found


@pytest.fixture
def pairs(database: Clone) -> Any:
    """How many pairs the last linking weighed, as the trail says."""

    def read() -> int:
        with database.as_superuser() as server:
            row = server.execute("select facts->>'pairs' from audit_entry where kind = 'signal.linked' order by number desc limit 1").fetchone()  # fmt: skip
        assert row
        return int(row[0])

    return read


def links(house: House) -> dict[UUID, tuple[UUID, UUID, float]]:
    with acting(house.system):
        return {row.id: (row.a, row.b, row.bits) for row in Link.objects.all()}


def right(house: House, signal: UUID, position: int, kind: str, value: str, **more: Any) -> None:
    reactions.run_pending()  # what arrived before
    intake.correct_mention(by=house.focal, signal=signal, position=position, kind=kind, value=value, reason=WHY, **more)
    assert reactions.run_pending() == 2  # linked anew, and laid for other regions


def shown(house: House, signal: UUID) -> signals.SignalRow:
    with acting(house.focal):
        row = signals.signal(viewer=house.focal, signal=signal)
    assert row is not None
    return row


def client(cast: Any, name: str) -> Client:
    browser = Client(SERVER_NAME="localhost")
    account = AccountBackend().get_user(getattr(cast, name).account)
    assert account is not None
    browser.force_login(account)
    return browser


# ---------------------------------------------------------------- what it does


def test_a_number_put_right_brings_the_signal_to_its_story_and_touches_nothing_else(
    waterrijk: House, two_stories: list[UUID], pairs: Any
) -> None:
    before, third = links(waterrijk), two_stories[2]
    assert len(before) == 2
    right(waterrijk, third, 0, "phone", "06 0000 1111")
    assert set(waterrijk.bundles().values()) == {frozenset(two_stories[:3]), frozenset(two_stories[3:])}
    after = links(waterrijk)
    door = {one: row for one, row in before.items() if row[0] in two_stories[3:]}
    assert door.items() <= after.items(), "what is not touched keeps its row and its weight"
    assert before.keys() <= after.keys(), "and so does what is weighed again and still holds"
    assert pairs() == 3, "the pairs of one bus, and none of the door"
    right(waterrijk, third, 0, "phone", "06-00009999")  # undone by a further correction
    assert set(waterrijk.bundles().values()) == {frozenset(two_stories[:2]), frozenset(two_stories[3:])}
    assert links(waterrijk) == before


def test_a_wrong_number_in_the_words_links_no_more_either(waterrijk: House, two_stories: list[UUID]) -> None:
    right(waterrijk, two_stories[2], 0, "phone", "06-00008888")
    (other,) = waterrijk.takes_in(said("Zelfde nummer.", ("phone", "06-00009999"), ("person", "Wil Verzonnen"), day="2026-09-06"))  # fmt: skip
    assert not any(
        "phone" in str(part) for row in _reasons(waterrijk, two_stories[2], other) for part in row if part == "phone"
    )


def _reasons(house: House, one: UUID, other: UUID) -> list[list[str]]:
    a, b = sorted((one, other))
    with acting(house.system):
        return [[part["kind"] for part in row.because] for row in Link.objects.filter(a=a, b=b)]


def test_somebody_wrongly_named_is_taken_out_and_can_be_put_back(waterrijk: House) -> None:
    one, two = waterrijk.takes_in(
        said("Zij.", ("person", "Anwar Talhoubi"), *BUS), said("Hij.", ("person", "Anouar Talhubi"), *BUS)
    )
    assert any(part.kind == "person" for link in waterrijk.bundle().links for part in link.parts)
    intake.remove_mention(by=waterrijk.focal, signal=two, position=0, reason="Een ander dan bedoeld.")
    reactions.run_pending()
    row = waterrijk.bundle()
    assert {part.kind for link in row.links for part in link.parts} & {"person", "phone"} == {"phone"}
    assert "Talhubi" not in repr((row.shared, row.links))
    assert [one.value for one in shown(waterrijk, two).mentions] == ["QC-111-Q", "06-00001111"]
    right(waterrijk, two, 0, "person", "Anouar Talhubi")
    assert any(part.kind == "person" for link in waterrijk.bundle().links for part in link.parts)
    assert shown(waterrijk, one).corrections == ()


def test_what_was_left_out_is_added(waterrijk: House, two_stories: list[UUID]) -> None:
    intake.add_mention(by=waterrijk.focal, signal=two_stories[2], kind="licence_plate", value="QC-111-Q", reason=WHY)
    intake.add_mention(by=waterrijk.focal, signal=two_stories[2], kind="phone", value="06-00001111", reason=WHY)
    reactions.run_pending()
    assert frozenset(two_stories[:3]) in waterrijk.bundles().values()
    added = [one for one in shown(waterrijk, two_stories[2]).mentions if one.added]
    assert [(one.position, one.value) for one in added] == [(2, "QC-111-Q"), (3, "06-00001111")]


def test_across_municipalities_the_keys_follow(waterrijk: House, noorderwaard: House) -> None:
    (here,) = waterrijk.takes_in(said("Een busje.", ("licence_plate", "QC-111-Z"), ("phone", "06-00007777")))
    noorderwaard.takes_in(said("Dat busje.", *BUS))

    def seen(house: House) -> int:
        with acting(house.focal):
            return len(bundles.hits(viewer=house.focal))

    assert (seen(waterrijk), seen(noorderwaard)) == (0, 0)
    right(waterrijk, here, 0, "licence_plate", "QC-111-Q")
    assert (seen(waterrijk), seen(noorderwaard)) == (1, 1)
    right(waterrijk, here, 0, "licence_plate", "QC-111-Z")
    assert (seen(waterrijk), seen(noorderwaard)) == (0, 0)


def test_a_judgement_holds_whatever_is_put_right(waterrijk: House, two_stories: list[UUID]) -> None:
    right(waterrijk, two_stories[2], 0, "phone", "06-00001111")
    done = bundling.take_out(by=waterrijk.focal, bundle=waterrijk.bundle().id, signal=two_stories[2], reason="Nee.")
    right(waterrijk, two_stories[2], 0, "phone", "06 0000 1111")
    assert frozenset(two_stories[:2]) in waterrijk.bundles().values()
    bundling.undo(by=waterrijk.focal, judgement=done.act)
    assert frozenset(two_stories[:3]) in waterrijk.bundles().values()


# ---------------------------------------------------------------- what stays


def test_what_was_typed_stays_and_the_reporter_sees_that(
    waterrijk: House, two_stories: list[UUID], database: Clone
) -> None:
    third = two_stories[2]
    with database.as_superuser() as server:
        raw = server.execute("select id, kind, role, value from intake_mention where signal_id = %s order by id", [third]).fetchall()  # fmt: skip
    right(waterrijk, third, 1, "person", "Wim Verzonnen")
    with database.as_superuser() as server:
        again = server.execute("select id, kind, role, value from intake_mention where signal_id = %s order by id", [third]).fetchall()  # fmt: skip
        stored = server.execute("select value, reason from intake_correction").fetchone()
    assert again == raw
    assert stored and b"Wim" not in bytes(stored[0]) and b"voor" not in bytes(stored[1])
    with acting(waterrijk.clerk):
        mine = signals.my_signal(viewer=waterrijk.clerk, signal=third)
        assert not Correction.objects.exists()
        assert Mention.objects.filter(signal_id=third).count() == 2
    assert mine is not None
    assert ([one.value for one in mine.mentions], mine.corrections) == (["06-00009999", "Wil Verzonnen"], ())
    row = shown(waterrijk, third)
    assert [(one.value, one.typed) for one in row.mentions] == [("06-00009999", ""), ("Wim Verzonnen", "Wil Verzonnen")]
    (entry,) = row.corrections
    assert (entry.before, entry.value, entry.reason, entry.by) == ("Wil Verzonnen", "Wim Verzonnen", WHY, waterrijk.focal.account)  # fmt: skip


def test_nobody_changes_a_correction_and_it_goes_with_its_signal(waterrijk: House, two_stories: list[UUID], database: Clone) -> None:  # fmt: skip
    right(waterrijk, two_stories[2], 1, "person", "Wim Verzonnen")
    with pytest.raises(DatabaseError), acting(waterrijk.focal):
        Correction.objects.update(kind="phone")
    with acting(waterrijk.focal):
        assert Correction.objects.all().delete()[0] == 0, "nor takes it away"
    with database.as_superuser() as server:
        server.execute("update intake_signal set keep_until = '2020-01-01' where id = %s", [two_stories[2]])
        facts = server.execute("select facts::text from audit_entry where kind = 'signal.corrected'").fetchall()
    assert "Verzonnen" not in str(facts)
    assert housekeeping.tidy()["signals"] == 1
    with database.as_superuser() as server:
        assert server.execute("select count(*) from intake_correction").fetchone() == (0,)


# ---------------------------------------------------------------- what is refused


def test_who_may_not_and_what_cannot_be(waterrijk: House, two_stories: list[UUID], cast: Any) -> None:
    given = {"signal": two_stories[2], "position": 0, "kind": "phone", "value": "06-00001111", "reason": WHY}
    for somebody in (cast.joost, cast.karim, cast.dirk, cast.femke, waterrijk.system):
        with pytest.raises(Refused):
            intake.correct_mention(by=somebody, **given)
    for wrong, words in (
        ({"value": " "}, "Schrijf de naam"),
        ({"kind": "shoe_size"}, "ies uit"),
        ({"reason": " "}, "waarom"),
        ({"value": "06-00009999"}, "staat er al zo"),
        ({"kind": "document", "value": "111222333"}, "burgerservicenummer"),
        ({"position": 9}, "is er niet"),
    ):
        with pytest.raises(Refused, match=words):
            intake.correct_mention(by=waterrijk.focal, **{**given, **wrong})
    with pytest.raises(Refused, match="is er niet meer"):
        intake.remove_mention(by=waterrijk.focal, signal=two_stories[2], position=9, reason=WHY)
    assert shown(waterrijk, two_stories[2]).corrections == ()
    intake.correct_mention(by=waterrijk.focal, **given, seen=0)
    with pytest.raises(Refused, match="Een collega verbeterde dit signaal"):
        intake.correct_mention(by=waterrijk.focal, **{**given, "value": "06-00003333"}, seen=0)


# ---------------------------------------------------------------- the page


def hidden(page: Any) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(verbeter-\w+)" value="([^"]*)"', page.content.decode()))


def test_noor_puts_a_number_right_on_its_page_and_joost_sees_what_he_typed(
    waterrijk: House, two_stories: list[UUID], cast: Any
) -> None:
    third, noor = two_stories[2], client(cast, "noor")
    address = reverse("correct-signal", args=[third])
    assert address in noor.get(reverse("signal", args=[third])).content.decode()
    page = noor.get(address)
    assert "Er is nog niets verbeterd." in page.content.decode()
    form = noor.get(f"{address}?regel=0")
    assert 'value="06-00009999"' in form.content.decode()
    assert "checked" not in form.content.decode()
    given = {**hidden(form), "verbeter-what": "corrected", "verbeter-kind": "phone", "verbeter-value": "06-00001111", "verbeter-reason": WHY}  # fmt: skip
    for wrong in ({"verbeter-reason": ""}, {"verbeter-what": ""}, {"verbeter-value": " "}, {"verbeter-kind": "shoe"}):
        refused = noor.post(f"{address}?regel=0", {**given, **wrong})
        assert refused.status_code == 422
    done = noor.post(f"{address}?regel=0", given, follow=True)
    html = done.content.decode()
    assert "06-00009999 is nu 06-00001111" in html
    assert "verbeterd: de melder schreef 06-00009999" in html
    assert WHY in html
    assert 'role="status"' in html
    assert frozenset(two_stories[:3]) in waterrijk.bundles().values(), "looked for anew at once"
    late = noor.post(f"{address}?regel=0", {**given, "verbeter-value": "06-00003333"})
    assert late.status_code == 422
    assert "Een collega verbeterde dit signaal terwijl u keek." in late.content.decode()
    assert "06-00003333" in late.content.decode()
    mine = client(cast, "joost").get(reverse("my-signal", args=[third])).content.decode()
    assert "06-00009999" in mine
    assert "06-00001111" not in mine


def test_what_is_taken_away_can_be_put_back_on_the_page(waterrijk: House, two_stories: list[UUID], cast: Any) -> None:
    third, noor = two_stories[2], client(cast, "noor")
    address = reverse("correct-signal", args=[third])
    gone = {**hidden(noor.get(f"{address}?regel=1")), "verbeter-what": "removed", "verbeter-kind": "person", "verbeter-reason": WHY}  # fmt: skip
    html = noor.post(f"{address}?regel=1", gone, follow=True).content.decode()
    assert "Persoon weggehaald: Wil Verzonnen" in html
    assert "Zet terug" in html
    assert "Wil Verzonnen" not in noor.get(reverse("signal", args=[third])).content.decode()
    form = noor.get(f"{address}?regel=1")
    back = {**gone, **hidden(form), "verbeter-what": "corrected", "verbeter-value": "Wil Verzonnen"}
    assert "Persoon teruggezet: Wil Verzonnen" in noor.post(f"{address}?regel=1", back, follow=True).content.decode()
    more = noor.get(f"{address}?regel=nieuw")
    added = {**hidden(more), "verbeter-kind": "phone", "verbeter-value": "06-00001234", "verbeter-reason": WHY}
    assert "toegevoegd: 06-00001234" in noor.post(f"{address}?regel=nieuw", added, follow=True).content.decode()
    for odd in ("99", "-1", "x", "²"):
        assert noor.get(address, {"regel": odd}).status_code == 302


def test_the_page_is_for_who_handles_the_signal(waterrijk: House, two_stories: list[UUID], cast: Any) -> None:
    address = reverse("correct-signal", args=[two_stories[2]])
    assert client(cast, "joost").get(address).status_code == 403
    assert client(cast, "femke").get(address).status_code == 404
