"""The walls of the house hold, and the guard that says so can be seen to fail."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

from tests.guards import house

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "schakel"
NAMES_OF_NOTHING = {"utils", "helpers", "services", "managers"}
LONGEST_MODULE, LONGEST_FUNCTION = 200, 40


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("schakel", cache_dir=None)


def code() -> list[Path]:
    """Our own Python files that run in production, without migrations, which Django writes."""
    return [path for path in SOURCE.rglob("*.py") if not {"migrations", "tests"} & set(path.parts)]


# ---------------------------------------------------------------- rooms and doors


def test_nobody_walks_through_a_wall(graph: grimp.ImportGraph):
    imports = [(one, two) for one in graph.modules for two in graph.find_modules_directly_imported_by(one)]
    assert len(imports) > 100
    assert house.faults(imports) == []


def test_every_file_stands_in_a_room(graph: grimp.ImportGraph):
    assert house.strange_rooms(graph.modules) == []


INTAKE, BUNDLING, DB = "schakel.casework.intake", "schakel.casework.bundling", "schakel.ground.database"


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        (f"{INTAKE}.models", f"{INTAKE}.queries"),
        (f"{INTAKE}.rules", f"{INTAKE}.models"),
        (f"{INTAKE}.queries.rows", f"{INTAKE}.actions"),
        (f"{INTAKE}.actions.register", f"{INTAKE}.pages.register_signal"),
        (f"{INTAKE}.queries", f"{INTAKE}.figures"),
        (f"{INTAKE}.pages.register_signal", f"{INTAKE}.api"),
        (f"{BUNDLING}.actions", f"{INTAKE}.models"),
        (f"{BUNDLING}.queries", f"{INTAKE}.rules.moves"),
        (f"{BUNDLING}.pages.bundle", "schakel.ground.accounts.models"),
        (f"{INTAKE}.actions", "schakel.ground.vault.rules"),
        (f"{INTAKE}.models", f"{DB}.launcher"),
        ("schakel.site.pages.work", f"{INTAKE}.models"),
        ("schakel.cli.load", f"{BUNDLING}.rules"),
        (f"{BUNDLING}.actions", INTAKE),
    ],
)
def test_the_guard_sees_a_wall_passed(importer: str, imported: str):
    assert len(house.faults([(importer, imported)])) == 1


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        (f"{INTAKE}.urls", f"{INTAKE}.pages.register_signal"),
        (f"{INTAKE}.pages.register_signal", f"{INTAKE}.actions"),
        (f"{INTAKE}.actions.register", f"{INTAKE}.actions.numbers"),
        (f"{INTAKE}.pages.inbox", f"{INTAKE}.rules"),
        (f"{INTAKE}.migrations.0001_signal", f"{DB}.security"),
        (f"{BUNDLING}.actions", f"{INTAKE}.queries"),
        (f"{BUNDLING}.actions", f"{DB}.scope"),
        (f"{BUNDLING}.tests.test_link", f"{INTAKE}.models"),
        (f"{INTAKE}.pages.inbox", "schakel.ground.ui.parts.lists"),
        ("schakel.site.urls", f"{INTAKE}.urls"),
        ("schakel.cli.serve", f"{DB}.launcher"),
        (f"{BUNDLING}.actions", "schakel.engines.linkage.score"),
    ],
)
def test_the_guard_lets_people_use_the_doors(importer: str, imported: str):
    assert house.faults([(importer, imported)]) == []


@pytest.mark.parametrize("name", [*sorted(NAMES_OF_NOTHING), "signals"])  # signals.py is Django's way around reactions
def test_the_guard_sees_a_room_the_house_does_not_have(name: str):
    assert house.strange_rooms([f"{INTAKE}.{name}"]) != []
    assert house.strange_rooms([f"{INTAKE}.{room}" for room in house.RANKS]) == []


# ---------------------------------------------------------------- floors


def lint_imports(config: Path, path: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program, "--no-cache", "--no-logo", "--config", str(config)]
    return subprocess.run(command, cwd=path, env={"PYTHONPATH": str(path)}, capture_output=True, text=True, timeout=120)


def small_house(place: Path, imports: dict[str, str]) -> Path:
    """A house of the same name with two modules, each with one line in it, and our own contracts."""
    for module in ("cli", "casework.intake", "casework.bundling", "ground.database", "engines.linkage", *imports):
        file = place.joinpath("schakel", *module.split("."), "__init__.py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(imports.get(module, ""))
        for parent in file.parent.parents:
            if parent == place:
                break
            (parent / "__init__.py").touch()
    return ROOT / "pyproject.toml"


def test_the_floors_hold():
    done = lint_imports(ROOT / "pyproject.toml", ROOT / "src")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("imports", "contract"),
    [
        ({}, ""),
        ({"ground.database": "import schakel.casework.intake"}, "Floors"),
        ({"casework.intake": "import schakel.casework.bundling"}, "Casework"),
        ({"engines.linkage": "import schakel.engines.picture", "engines.picture": ""}, "Engines do not know"),
        ({"engines.linkage": "import django"}, "Engines are plain"),
        ({"casework.gossip": ""}, "Casework"),
        ({"attic": ""}, "Floors"),
    ],
)
def test_the_floors_can_be_seen_to_break(tmp_path: Path, imports: dict[str, str], contract: str):
    done = lint_imports(small_house(tmp_path, imports), tmp_path)
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert done.returncode == (1 if contract else 0), done.stdout
    assert [line for line in broken if line.startswith(contract)] if contract else not broken


# ---------------------------------------------------------------- sizes and names


def long_functions(source: str) -> list[tuple[str, int]]:
    functions = (
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    lengths = [(node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions]
    return [(name, length) for name, length in lengths if length > LONGEST_FUNCTION]


def test_no_module_is_longer_than_a_person_can_hold():
    long = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in code()}
    assert {path: lines for path, lines in long.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_a_screen():
    found = {str(path.relative_to(ROOT)): long_functions(path.read_text("utf-8")) for path in code()}
    assert {path: functions for path, functions in found.items() if functions} == {}


def test_the_measure_of_functions_sees_a_long_one():
    body = "\n".join("    x = 1" for _line in range(LONGEST_FUNCTION))
    assert long_functions(f"def endless():\n{body}\n") == [("endless", LONGEST_FUNCTION + 1)]
    assert long_functions("def short():\n    return 1\n") == []


def test_no_file_is_called_after_nothing():
    assert [str(path) for path in SOURCE.rglob("*.py") if path.stem in NAMES_OF_NOTHING] == []


def test_every_module_says_what_it_is_for():
    apps = [path.parent for path in SOURCE.rglob("apps.py") if path.parent.parent.name in house.FLOORS_WITH_MODULES]
    assert apps
    assert [str(app.relative_to(SOURCE)) for app in apps if not (app / "README.md").is_file()] == []


def test_what_is_installed_is_what_is_locked():
    """The ranges of pyproject.toml and the exact versions of requirements/runtime.in name the same packages."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    lines = (ROOT / "requirements" / "runtime.in").read_text("utf-8").splitlines()
    locked = {name_of(line) for line in lines if line and not line.startswith("#")}
    assert {name_of(line) for line in project} == locked


def name_of(requirement: str) -> str:
    return requirement.replace("[", "=").replace(">", "=").replace("<", "=").split("=")[0].strip().lower()


def test_no_lock_file_names_an_address():
    locks = [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]
    assert [lock.name for lock in locks if "://" in lock.read_text("utf-8")] == []
