"""Takes one thing that holds a hard rule out of the product, in a process of tests only, to see a test turn red.

`python -m tests.removing [7.0 ...]`: rule and place in the table of tests/guards/hard_rules.py; without any, all of them.
Prints a line for each and ends with 1 when something was taken out and nothing turned red.
"""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any

import pytest

from tests.guards.hard_rules import RULES, Held


class Removing:
    """A plugin of pytest: takes it out once everything is imported, and puts it back at the end."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.back: list[tuple[Any, str, Any]] = []
        self.failed = 0
        self.other = 0

    def pytest_collection_finish(self) -> None:
        if self.held.sql:
            self._on_every_database(self.held.sql)
        else:
            self._everywhere(self.held.where, self.held.instead)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed += report.failed and report.when == "call"
        self.other += report.failed and report.when != "call"

    def pytest_unconfigure(self) -> None:
        for owner, name, old in reversed(self.back):
            setattr(owner, name, old)

    def _set(self, owner: Any, name: str, new: Any) -> None:
        self.back.append((owner, name, vars(owner)[name]))
        setattr(owner, name, new)

    def _everywhere(self, where: str, instead: str) -> None:
        owner, name = found(where)
        old = getattr(owner, name)
        new = eval(instead, {"old": old})
        for known in [
            one for key, one in list(sys.modules.items()) if key.startswith(("schakel", "tests")) and one is not None
        ]:
            for other, value in list(vars(known).items()):
                if value is old:
                    self._set(known, other, new)
        if isinstance(owner, type):
            self._set(owner, name, new)

    def _on_every_database(self, sql: str) -> None:
        from tests import clones

        copied: Callable[..., Any] = clones.Clones.clone

        @contextmanager
        def weakened(server: clones.Clones, template: str) -> Iterator[clones.Clone]:
            with copied(server, template) as clone:
                with clone.as_superuser() as as_superuser:
                    as_superuser.execute(sql)
                yield clone

        self._set(clones.Clones, "clone", weakened)


def found(where: str) -> tuple[Any, str]:
    """The module or class, and the name in it."""
    dotted, _, name = where.rpartition(".")
    try:
        return importlib.import_module(dotted), name
    except ModuleNotFoundError:
        module, _, inside = dotted.rpartition(".")
        return getattr(importlib.import_module(module), inside), name


def turns_red(held: Held) -> tuple[bool, str]:
    """Whether each named test fails without it, by its own assertion, and what pytest said."""
    said = io.StringIO()
    for test in held.tests:
        plugin = Removing(held)
        with redirect_stdout(said), redirect_stderr(said):
            pytest.main(["-q", "-p", "no:cacheprovider", "--no-header", "--hypothesis-seed=0", test], plugins=[plugin])
        if not plugin.failed or plugin.other:
            return False, said.getvalue()
    return True, said.getvalue()


def main(wanted: list[str]) -> int:
    left = 0
    for number, rule in RULES.items():
        for at, held in enumerate(rule.held):
            if wanted and f"{number}.{at}" not in wanted:
                continue
            red, said = turns_red(held)
            left += not red
            print(f"{number:>2}  {'red' if red else 'STAYS GREEN'}  {held.where}: {held.what}", flush=True)
            if not red:
                print(said[-2000:], file=sys.stderr)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
