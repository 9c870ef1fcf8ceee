"""Is every attack seen to succeed where the product is weak against it? Writes docs/reference/attacks.md.

Each attack of `tests/attacks` runs twice: against the product as it is, where it must fail, and against the product
weakened in the one place that stops it, where it must succeed. A test that would stay green either way is no proof.
On this machine only; takes a few minutes.
"""

from __future__ import annotations

import importlib
import inspect
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SUITE = ROOT / "tests" / "attacks"
PAGE = ROOT / "docs" / "reference" / "attacks.md"
LONGEST = 1_800  # seconds


def main() -> int:
    with tempfile.TemporaryDirectory() as place:
        held = _run([])
        print(held.stdout.strip().splitlines()[-1])
        seen = Path(place) / "seen.jsonl"
        _run(["-p", "tests.attacks.mutate", "--seen", str(seen)])
        found = [json.loads(line) for line in seen.read_text(encoding="utf-8").splitlines()]
    told: dict[str, list[str]] = defaultdict(list)
    for row in found:
        told[row["attack"]].append(row["said"])
    known = list(attacks())
    missing = [name for _family, name, _test in known if not told[name]]
    stubborn = {name: said for name, all_ in told.items() for said in all_ if said != "succeeded"}
    PAGE.write_text(_page(known, told), encoding="utf-8")
    print(f"{len(known)} attacks, {sum(map(len, told.values()))} runs on the weakened product.")
    for name, said in stubborn.items():
        print(f"{name}: not seen to succeed: {said}")
    for name in missing:
        print(f"{name}: was not run")
    return 1 if held.returncode or stubborn or missing else 0


def attacks() -> Iterator[tuple[str, str, Any]]:
    """Family, name and test of every attack, in the order of the files."""
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from tests.attacks import weakening  # noqa: F401  (the suite is found on the path)

    _ready()
    for path in sorted(SUITE.glob("test_*.py")):
        module = importlib.import_module(f"tests.attacks.{path.stem}")
        for name, test in vars(module).items():
            if hasattr(test, "attack") and test.__module__ == module.__name__:
                yield (module.__doc__ or "").strip().split("\n\n")[0].replace("\n", " "), name, test


def _ready() -> None:
    import os

    os.environ.update(SCHAKEL_MODE="test", DJANGO_SETTINGS_MODULE="schakel.site.settings")
    import django

    django.setup()


def _run(more: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", *more, str(SUITE)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False)


def _page(known: list[tuple[str, str, Any]], told: dict[str, list[str]]) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    lines = [
        "# Attacks on our own product",
        "",
        "Made by `bench/weakened.py`. Each attack is a test in `tests/attacks/` and runs with `make test`, on this machine only,"
        " as people of the practice region and as the database login of the application. **Seen**: how often the same test was"
        " seen to succeed on a copy of the product with the weakening named beside it. What the database login cannot do at all"
        " stands in `tests/guards/test_database.py`; the longer form is `bench/attacks.py`.",
        "",
        f"{len(known)} attacks. Last run: {datetime.now(UTC).date().isoformat()}, commit {commit.stdout.strip()}.",
    ]
    family = ""
    for about, name, test in known:
        if about != family:
            family = about
            lines += ["", f"## {about}", "", "| attack | what holds | weakening | seen |", "|---|---|---|---|"]
        named = test.attack
        said = told.get(name, [])
        seen = f"{said.count('succeeded')} of {len(said)}" if said else "not run"
        tries = " ".join(inspect.cleandoc(test.__doc__).split())
        broken = " ".join(inspect.cleandoc(named.broken_by.__doc__).split())
        cells = [f"`{name.removeprefix('test_')}`: {tries}", named.holds, broken, seen]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
