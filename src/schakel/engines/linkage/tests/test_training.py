"""Training proposes figures: the same for the same rows, better for rows of a kind, and held back when there is little."""

from __future__ import annotations

import random

from schakel.engines.linkage.model import RECORDS, from_figures
from schakel.engines.linkage.observe import Observed
from schakel.engines.linkage.proposal import figures, moved, train_rows
from schakel.engines.linkage.records import Frequencies, pairs, read_record, records_model
from schakel.engines.linkage.score import score
from schakel.engines.linkage.training import ENOUGH, patterns_of, trained

MODEL = records_model()
GIVEN = [
    "sabri",
    "platon",
    "eunice",
    "karim",
    "lotte",
    "anouar",
    "femke",
    "wouter",
    "zheng",
    "youri",
    "ilse",
    "haki",
    "marloes",
    "desi",
]
FAMILY = [
    "mansouf",
    "kozak",
    "blijdraad",
    "talhoubi",
    "lopan",
    "zarkar",
    "hasni",
    "merkelbach",
    "oudshoorn",
    "kisfaludi",
]


def _rows(people: int, slips: float, seed: int = 3) -> dict[str, Observed]:
    """Two rows a person; in the second the postcode is another one for a share of the people."""
    chance = random.Random(seed)
    rows = {}
    for at in range(people):
        day = f"19{chance.randint(50, 99)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        first = {
            "given_name": chance.choice(GIVEN),
            "family_name": chance.choice(FAMILY) + chance.choice(FAMILY)[:3],
            "birth_date": day,
            "postcode": f"{chance.randint(1000, 9999)}AB",
        }
        again = first | ({"postcode": f"{chance.randint(1000, 9999)}XY"} if chance.random() < slips else {})
        for side, values in (("x", first), ("y", again)):
            label = f"{at:04}{side}"
            rows[label] = read_record(label, values, MODEL)
    return rows


def test_figures_follow_the_rows_and_are_the_same_each_time() -> None:
    rows = _rows(150, slips=0.5)
    proposed = train_rows(rows, MODEL, version="proposal", drawn=2000)
    assert proposed.model == train_rows(rows, MODEL, version="proposal", drawn=2000).model
    assert 0.35 < proposed.model.levels["postcode same"].m < 0.65
    assert proposed.model.levels["family_name same"].m > 0.85
    assert 135 < proposed.matched < 165, "of 150"
    steady = train_rows(_rows(150, slips=0.05), MODEL, version="proposal", drawn=2000)
    assert steady.model.levels["postcode same"].m > 0.8


def test_little_is_held_back_by_what_was_shipped() -> None:
    told = {("postcode same",): 3, ("postcode differs",): 1}
    patterns = {(codes, 40.0, None): count for codes, count in told.items()}
    shipped = MODEL.levels["postcode same"].m
    assert abs(trained(MODEL, patterns, version="x", all_pairs=1000).model.levels["postcode same"].m - shipped) < 0.02


def test_judgements_count_when_there_are_enough() -> None:
    judged = {(f"a{at}", f"b{at}"): at % 2 == 0 for at in range(2 * ENOUGH)}

    def told(a: str, b: str) -> list[tuple[str, float]]:
        return [("postcode differs" if judged[a, b] else "postcode same", 0.01)]

    few = dict(list(judged.items())[:ENOUGH])
    counted = [said for (_, _, said), count in patterns_of(judged, told, judged).items() for _ in range(count)]
    assert sorted(map(str, counted)) == ["False"] * ENOUGH + ["True"] * ENOUGH
    assert {said for _, _, said in patterns_of(judged, told, few)} == {None}
    proposed = trained(MODEL, patterns_of(judged, told, judged), version="x", all_pairs=5000, weight=10)
    assert proposed.judged == 2 * ENOUGH
    assert proposed.model.levels["postcode differs"].m > 0.7, "people said that those with another postcode are one"


def test_a_proposal_is_a_file_and_a_list_of_pairs_that_change() -> None:
    rows = _rows(120, slips=0.5)
    proposed = train_rows(rows, MODEL, version="proposal", drawn=2000).model
    assert from_figures(figures(RECORDS, proposed, "trained on rows")) == proposed
    counts = Frequencies.of_rows(rows.values())
    every = sorted(pairs(rows.values(), MODEL))
    changes = moved(every, lambda a, b, model: score(rows[a], rows[b], counts, model), MODEL, proposed)
    assert changes
    assert all(one.before != one.after for one in changes)
    assert moved(every, lambda a, b, model: score(rows[a], rows[b], counts, model), MODEL, MODEL) == []
