"""Working all links out again: the same as one by one, told before it is done, and never over what a person said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from schakel.casework.bundling import actions, queries
from schakel.casework.bundling.actions import relinking
from schakel.casework.bundling.models import Bundle, Judgement, Link, Membership
from schakel.casework.bundling.rules.relinking import BAND, BITS, LOST, NEW, REASONS, Change, counted
from schakel.casework.bundling.tests.file import House, lines
from schakel.casework.intake import queries as intake
from schakel.engines.linkage import MODEL, Model, relate
from schakel.ground.audit import queries as audit
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

STRICTER = replace(MODEL, version="stricter", prior=MODEL.prior - 6.0)


def compared(house: House, path: Path, model: Model = MODEL, **more: Any) -> actions.Run:
    run = actions.begun(path, organisation=house.organisation, model=model.version)
    actions.compare_links(by=house.system, run=run, model=model, **more)
    return run


def standing(house: House) -> list[object]:
    with acting(house.system):
        return [
            sorted(Link.objects.values_list("a", "b", "band", "bits", "model")),
            sorted(Membership.objects.values_list("bundle__number", "signal", "until")),
            sorted(Bundle.objects.values_list("number", "ended_at")),
            sorted(Judgement.objects.values_list("id", "kind")),
        ]


def of_the_engine(house: House, signals: list[UUID], model: Model) -> dict[tuple[str, ...], tuple[str | None, float]]:
    with acting(house.system):
        result = relate(intake.signals_for_bundling(viewer=house.system, ids=signals), model=model)
    return {tuple(sorted((edge.a, edge.b))): (edge.band, edge.bits) for edge in result.links}


def kept(house: House) -> dict[tuple[str, ...], tuple[str | None, float]]:
    with acting(house.system):
        return {(str(row.a), str(row.b)): (row.band, row.bits) for row in Link.objects.all()}


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relinking, "BLOCK", 5)


@pytest.fixture
def arrived(waterrijk: House, small_blocks: None) -> list[UUID]:
    return waterrijk.takes_in(*lines()[:16])


def test_right_after_arrivals_nothing_would_change(waterrijk: House, arrived: list[UUID], tmp_path: Path, cast: Any):
    before = standing(waterrijk)
    heard: list[tuple[int, int]] = []
    run = compared(waterrijk, tmp_path / "run", told=lambda done, of: heard.append((done, of)))
    assert run.done
    assert (run.signals, run.changes) == (16, [])
    assert run.pairs >= len(before[0]) > 8  # type: ignore[arg-type]
    assert heard == [(0, 16), (5, 16), (10, 16), (15, 16), (16, 16)]
    assert standing(waterrijk) == before
    assert kept(waterrijk) == of_the_engine(waterrijk, arrived, MODEL)
    with acting(cast.petra):
        assert len(audit.entries(viewer=cast.petra, kind="links.compared")) == 1


def test_what_went_missing_or_was_changed_is_found_and_brought_back(
    waterrijk: House, arrived: list[UUID], tmp_path: Path
):
    whole = standing(waterrijk)
    with acting(waterrijk.system):
        gone, weaker, other = Link.objects.order_by("-bits")[:3]
        Link.objects.filter(id=gone.id).delete()
        Link.objects.filter(id=weaker.id).update(bits=weaker.bits - 1)
        Link.objects.filter(id=other.id).update(model="older")
    run = compared(waterrijk, tmp_path / "run")
    assert counted(run.changes) == {NEW: 1, LOST: 0, BAND: 0, BITS: 1, REASONS: 1}
    actions.renew_links(by=waterrijk.focal, system=waterrijk.system, changes=run.changes)
    assert standing(waterrijk)[0] == whole[0]


def test_another_model_is_told_first_and_done_when_a_person_says_so(
    waterrijk: House, arrived: list[UUID], tmp_path: Path
):
    before = standing(waterrijk)
    strong = max((row for row in kept(waterrijk).items()), key=lambda row: row[1][1])[0]
    waterrijk.says(actions.reject_link, *map(UUID, strong), "Dit zijn twee verhalen.")
    told = standing(waterrijk)
    run = compared(waterrijk, tmp_path / "run", STRICTER)
    wanted, now = of_the_engine(waterrijk, arrived, STRICTER), kept(waterrijk)
    found = {(str(one.a), str(one.b)): one.after for one in run.changes}
    assert {pair: found.get(pair) for pair in now} == {pair: wanted.get(pair) for pair in now}
    assert counted(run.changes)[LOST] > 0
    assert {one.judged for one in run.changes if (str(one.a), str(one.b)) == strong} == {"not_same"}
    assert standing(waterrijk) == told != before, "telling changes nothing"
    with acting(waterrijk.system):
        foreseen = queries.bundle_changes(viewer=waterrijk.system, changes=run.changes)
    assert foreseen

    done = actions.renew_links(by=waterrijk.focal, system=waterrijk.system, changes=run.changes, model=STRICTER)
    assert done[0] > 0
    assert kept(waterrijk) == wanted
    after = waterrijk.bundles()
    assert not any({*map(UUID, strong)} <= members for members in after.values()), "what a person said holds"
    assert {one.number: one.after for one in foreseen if one.number} == {
        one.number: after.get(one.number, frozenset()) for one in foreseen if one.number
    }
    assert standing(waterrijk)[3] == told[3]
    assert actions.renew_links(by=waterrijk.focal, system=waterrijk.system, changes=run.changes, model=STRICTER) == (
        0,
        0,
    )


def test_a_run_that_was_killed_goes_on_and_finds_the_same(waterrijk: House, arrived: list[UUID], tmp_path: Path):
    whole = compared(waterrijk, tmp_path / "whole", STRICTER)

    def stop(done: int, of: int) -> None:
        if done >= 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compared(waterrijk, tmp_path / "run", STRICTER, told=stop)
    kept_file = (tmp_path / "run").read_bytes()
    (tmp_path / "run").write_bytes(kept_file[:-7])  # killed while its last line was written
    again = actions.begun(tmp_path / "run", organisation=waterrijk.organisation, model=STRICTER.version)
    assert (again.done, again.signals) == (False, 5)
    actions.compare_links(by=waterrijk.system, run=again, model=STRICTER)
    assert again.done
    assert (again.signals, again.pairs) == (whole.signals, whole.pairs)
    assert sorted(map(str, again.changes)) == sorted(map(str, whole.changes))
    assert (
        actions.begun(tmp_path / "run", organisation=waterrijk.organisation, model="stricter").changes == again.changes
    )


def test_the_file_of_a_run_says_nothing_of_what_was_told_and_is_for_its_owner(
    waterrijk: House, arrived: list[UUID], tmp_path: Path
):
    path = tmp_path / "run"
    compared(waterrijk, path, STRICTER)
    assert path.stat().st_mode & 0o077 == 0
    for line in path.read_text("utf-8").splitlines()[1:-1]:
        for change in json.loads(line)["changes"]:
            assert set(change) == {"a", "b", "before", "after", "judged"}
    for organisation, model in ((UUID(int=1), "stricter"), (waterrijk.organisation, "other")):
        with pytest.raises(actions.OtherRun):
            actions.begun(path, organisation=organisation, model=model)


def test_only_the_system_compares_and_only_the_own_focal_person_renews(
    waterrijk: House, noorderwaard: House, tmp_path: Path
):
    run = actions.begun(tmp_path / "run", organisation=waterrijk.organisation, model=MODEL.version)
    with pytest.raises(Refused, match="systeem"):
        actions.compare_links(by=waterrijk.focal, run=run)
    change = Change(UUID(int=1), UUID(int=2), None, ("join", 3.0))
    for by in (waterrijk.clerk, waterrijk.system, noorderwaard.focal):
        with pytest.raises(Refused, match="aandachtsfunctionaris"):
            actions.renew_links(by=by, system=waterrijk.system, changes=[change])
