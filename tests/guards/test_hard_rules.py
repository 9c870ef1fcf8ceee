"""Each hard rule whose module exists is held by something that a test misses when it is gone; the others are named as open."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.clones import ROOT
from tests.guards import locks
from tests.guards.hard_rules import RULES, Held
from tests.removing import found

HELD = [(f"{number}.{at}", held) for number, rule in RULES.items() for at, held in enumerate(rule.held)]


def test_all_22_rules_are_held_or_open_with_the_module_that_will_hold_them() -> None:
    assert list(RULES) == list(range(1, 23))
    assert [number for number, rule in RULES.items() if not rule.held and not rule.open] == []


@pytest.mark.parametrize(("place", "held"), HELD, ids=[place for place, _ in HELD])
def test_what_holds_a_rule_and_each_test_of_it_exist(place: str, held: Held) -> None:
    if held.sql:
        assert held.where in locks.personal_tables()
    else:
        owner, name = found(held.where)
        assert name in vars(owner), (
            f"{held.where} is gone: say in tests/guards/hard_rules.py what holds rule {place.split('.')[0]} now"
        )
    for test in held.tests:
        path, _, name = test.partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test


def test_what_can_be_taken_out_quickly_turns_a_test_red() -> None:
    """The others: bench/rules.py."""
    quick = [place for place, held in HELD if held.quick]
    assert len(quick) >= 10
    ran = subprocess.run(
        [sys.executable, "-m", "tests.removing", *quick], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.count("  red  ") == len(quick)
