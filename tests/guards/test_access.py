"""Every address decides who may; every action says who acts, and leaves a line in the trail. Each check is seen to fail."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

SOURCE = Path(__file__).resolve().parents[2] / "src" / "schakel"
LEAVES_A_LINE = {"record", "record_refusal"}
A_FILE = "opens the file in which a comparison goes on: no row of anybody is read or written"
A_WIRE = "says once, when the house starts, who hears of it: nobody acts"
EXCUSED = {
    "alert_duty: leaves no line in the trail": "asks duty to raise the alert, which leaves it; most signals ask for none",
    "begun: says not who acts": A_FILE,
    "begun: takes arguments without a name": A_FILE,
    "consents_end_with: leaves no line in the trail": A_WIRE,
    "consents_end_with: says not who acts": A_WIRE,
    "consents_end_with: takes arguments without a name": A_WIRE,
    "first_administrator: says not who acts": "nobody exists yet, so the system acts for what it makes",
    "names_go_with: leaves no line in the trail": A_WIRE,
    "names_go_with: says not who acts": A_WIRE,
    "names_go_with: takes arguments without a name": A_WIRE,
    "open_numbered: leaves no line in the trail": "asks breakglass to open it, which leaves one in both trails",
    "open_related: leaves no line in the trail": "asks breakglass to open it, which leaves one in both trails",
    "set_up: leaves no line in the trail": "says what the database is for, before there is an organisation to hold a trail",
}


def addresses(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, object]]:
    for one in patterns:
        place = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, place)
        else:
            yield place, one.callback


def undecided(found: Iterable[tuple[str, object]]) -> list[str]:
    return [place for place, view in found if getattr(view, "who", None) is None]


def test_every_address_decides_who_may() -> None:
    found = list(addresses(get_resolver().url_patterns))
    assert len(found) > 25
    assert undecided(found) == []


def test_the_guard_sees_an_open_address() -> None:
    assert undecided([("geheim", lambda request: None)]) == ["geheim"]


def action_files(source: Path) -> list[Path]:
    """Files of `actions` rooms of modules that write about people."""
    found = [*source.rglob("actions.py"), *source.rglob("actions/*.py")]
    return [path for path in found if {"casework", "accounts"} & set(path.parts) and "tests" not in path.parts]


def functions(files: Iterable[Path]) -> dict[str, ast.FunctionDef]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in files)
    return {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)}


def doors(files: Iterable[Path]) -> set[str]:
    """The names that an `actions` room offers: its `__all__`, or its public functions when it is one file."""
    names: set[str] = set()
    for path in files:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.name == "actions.py":
            names |= {
                node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            }
        for node in tree.body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
                names |= set(ast.literal_eval(node.value))
    return names


def calls(function: ast.FunctionDef) -> set[str]:
    found = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {
        name.attr if isinstance(name, ast.Attribute) else name.id
        for name in found
        if isinstance(name, ast.Attribute | ast.Name)
    }


def recording(known: dict[str, ast.FunctionDef]) -> set[str]:
    """Functions that leave a line, themselves or through another action."""
    called = {name: calls(function) for name, function in known.items()}
    done = {name for name, names in called.items() if names & LEAVES_A_LINE}
    while more := {name for name, names in called.items() if name not in done and names & done}:
        done |= more
    return done


def faults(files: list[Path]) -> list[str]:
    known = functions(files)
    offered = {name: known[name] for name in doors(files) if name in known}
    nobody = [
        f"{name}: says not who acts"
        for name, one in offered.items()
        if "by" not in {arg.arg for arg in one.args.kwonlyargs}
    ]
    loose = [
        f"{name}: takes arguments without a name"
        for name, one in offered.items()
        if one.args.args or one.args.posonlyargs
    ]
    noted = recording(known)
    silent = [f"{name}: leaves no line in the trail" for name in offered if name not in noted]
    return sorted(nobody + loose + silent)


def test_every_action_says_who_acts_and_leaves_a_line() -> None:
    files = action_files(SOURCE)
    assert len(doors(files)) > 30
    assert set(faults(files)) == set(EXCUSED)


def test_the_guard_sees_a_nameless_and_silent_action(tmp_path: Path) -> None:
    room = tmp_path / "casework" / "x" / "actions.py"
    room.parent.mkdir(parents=True)
    room.write_text("def erase(signal):\n    return signal\n")
    assert faults(action_files(tmp_path)) == [
        "erase: leaves no line in the trail",
        "erase: says not who acts",
        "erase: takes arguments without a name",
    ]
