"""A newer root while signals come in: what belongs together is found before, during and after, and the old keys go."""

from __future__ import annotations

import threading

import pytest
from django.db import connections
from django.utils import timezone

from schakel.casework.bundling.tests.file import House
from schakel.casework.bundling.tests.test_across import HERE, THERE
from schakel.casework.hits.models import Token
from schakel.casework.hits.tests.regions import PLATE, Regions, everything
from schakel.casework.intake import actions as intake
from schakel.ground.accounts import queries as accounts
from schakel.ground.audit import queries as audit
from schakel.ground.database.scope import acting
from schakel.ground.vault import actions as vault
from schakel.site import reactions, reblinding
from schakel.site.demo import cast as people
from schakel.site.demo.loading import tell
from schakel.site.demo.story import WORRIES
from tests.clones import Clone


def links(clone: Clone) -> list[tuple]:
    """What is linked and what was hit, whatever it is keyed with."""
    with clone.as_superuser() as everything:
        found = everything.execute("select 'link', a, b, round(bits::numeric, 6)::text from bundling_link").fetchall()
        return sorted(
            found + everything.execute("select 'hit', signal, other, pair::text from bundling_hit").fetchall(), key=str
        )


def generations(clone: Clone) -> set[int]:
    with clone.as_superuser() as everything:
        return {row[0] for row in everything.execute("select distinct generation from bundling_link_key").fetchall()}


def keys_of(clone: Clone) -> set[int]:
    with clone.as_superuser() as everything:
        return {row[0] for row in everything.execute("select key from bundling_link_key").fetchall()}


def as_told_at_once(clone: Clone) -> list[tuple]:
    """Everything linked anew from nothing: what the links should be."""
    with clone.as_superuser() as everything:
        signals = everything.execute("select controller, id from intake_signal order by id").fetchall()
        everything.execute("delete from bundling_link; delete from bundling_hit; delete from bundling_link_key")
    from schakel.casework.bundling import actions as bundling

    for controller, signal in signals:
        bundling.link_arrival(by=accounts.system_actor(controller), signal=signal)
    return links(clone)


@pytest.fixture
def told(database: Clone, cast) -> Clone:
    """The laundry of one municipality, and a van that another one saw too."""
    for worry in WORRIES[:4]:
        tell(people.actor(worry.who), worry, timezone.localdate())
    reactions.run_pending()
    House(cast.organisation("waterrijk"), "GM9901", cast.joost, cast.noor).takes_in(HERE)
    House(cast.organisation("noorderwaard"), "GM9902", cast.anouk, cast.femke).takes_in(THERE)
    return database


def test_under_a_new_root_the_same_is_found_and_the_old_keys_are_gone(told: Clone) -> None:
    before, old = links(told), keys_of(told)
    assert {row[0] for row in before} == {"link", "hit"}
    assert vault.generations() == [1]
    assert reblinding.renew()
    assert vault.generations() == [2, 1]
    assert generations(told) == {2}
    assert not keys_of(told) & old
    assert links(told) == before
    assert as_told_at_once(told) == before
    petra = people.actor("petra")
    with acting(petra):
        assert [row.kind for row in audit.entries(viewer=petra, kind="keys.reblinded")] == ["keys.reblinded"]


def test_half_way_a_new_signal_finds_the_old_ones_and_a_run_cut_short_goes_on(told: Clone, monkeypatch) -> None:
    def dies(by, root):
        raise KeyboardInterrupt

    monkeypatch.setattr(reblinding, "FORGOTTEN", (dies,))
    real = reblinding.REWRITTEN
    monkeypatch.setattr(reblinding, "REWRITTEN", (dies,))
    with pytest.raises(KeyboardInterrupt):
        reblinding.renew()
    assert vault.written_generations() == [1, 2]
    again(told)  # both are written, the old one is read
    assert generations(told) == {1, 2}
    assert links(told) == as_told_at_once(told)
    monkeypatch.setattr(reblinding, "REWRITTEN", real)
    with pytest.raises(KeyboardInterrupt):
        reblinding.renew()
    assert (vault.generations(), vault.written_generations()) == ([2, 1], [2])
    again(told)
    monkeypatch.undo()
    now = links(told)
    assert reblinding.renew()
    assert generations(told) == {3}, "the last change had come to its end: this is the next one"
    assert links(told) == now == as_told_at_once(told)


def again(clone: Clone) -> None:
    """The same worry once more, by somebody who wrote it as the first did: it must find what it found then."""
    count = len(links(clone))
    worry = WORRIES[0]
    tell(people.actor(worry.who), worry, timezone.localdate())
    reactions.run_pending()
    assert len(links(clone)) > count


def test_people_report_while_the_root_is_renewed_and_nothing_is_missed(told: Clone) -> None:
    failures, stop, came = [], threading.Event(), []

    def reports() -> None:
        try:
            for number in range(6):
                worry = WORRIES[number % len(WORRIES)]
                tell(people.actor(worry.who), worry, timezone.localdate())
                reactions.run_pending()
                came.append(number)
                if stop.wait(0.05):
                    break
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    thread = threading.Thread(target=reports)
    thread.start()
    try:
        assert reblinding.renew()
    finally:
        stop.set()
        thread.join()
    reactions.run_pending()
    assert failures == []
    assert came
    assert generations(told) == {2}
    assert links(told) == as_told_at_once(told)


def test_what_came_in_before_is_known_again_after(database: Clone) -> None:
    """The same id and body sent twice, with a new root between: one signal."""
    joost = people.actor("joost")

    def sends():
        with acting(joost):
            return intake.register_signal(
                by=joost, municipality="GM9901", observed_on=timezone.localdate(), narrative="Een brief.",
                sender_id="brief-1",
            )  # fmt: skip

    first = sends()
    assert reblinding.renew()
    again = sends()
    assert (again.id, again.known) == (first.id, True)


def test_a_protected_address_stays_protected_under_a_new_root(database: Clone) -> None:
    from schakel.casework.bundling import actions as bundling
    from schakel.casework.bundling.queries.protection import sheltered

    karim = people.actor("karim")
    bundling.protect_address(by=karim, address="Lindelaan 7, Waterrijk")
    assert reblinding.renew()
    with acting(karim):
        assert sheltered(viewer=karim, texts=["Lindelaan 7, Waterrijk", "Lindelaan 9, Waterrijk"]) == [True, False]


def test_a_secret_is_another_under_a_new_root_and_the_old_one_is_there_still(bare_database: Clone) -> None:
    from uuid import UUID

    scope = UUID(int=7)
    old = vault.secret("hits.oprf", scope)
    assert reblinding.renew()
    assert vault.secret("hits.oprf", scope) != old
    assert vault.secret("hits.oprf", scope, generation=1) == old


def test_another_region_is_answered_under_a_new_root_in_the_same_epoch(database: Clone, cast) -> None:
    regions = Regions(cast)
    regions.agree()
    regions.takes_in(regions.elif_, PLATE)
    mine = regions.takes_in(regions.noor, PLATE)

    def laid() -> tuple[set[int], set]:
        rows = list(everything(Token).values_list("number", "laid_at"))
        return {number for number, _at in rows}, {at for _number, at in rows}

    before = laid()
    assert reblinding.renew()
    after = laid()
    assert not before[0] & after[0]
    assert (len(after[0]), after[1]) == (len(before[0]), before[1]), "as many, and since as long"
    regions.asks(mine)
    assert regions.round() == 1
    assert [row.related for row in regions.questions(regions.noor)] == [True]
