"""Reads the code for who opens what: which functions unseal, which leave a line in the trail, and who calls whom.

Names are followed through imports and re-exports; what is handed over as a value counts as called.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

VAULT, TRAIL = "schakel.ground.vault.actions", "schakel.ground.audit.actions"
UNSEALS = {f"{VAULT}.unseal", f"{VAULT}.unseal_bytes", f"{VAULT}.recipients.unseal_to"}
SEALS = {f"{VAULT}.seal", f"{VAULT}.seal_bytes"}
RECORDS = {f"{TRAIL}.record"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
WRITES = {"create", "bulk_create", "update", "delete", "bulk_update", "update_or_create", "get_or_create"}
ROOMS = {"actions", "queries", "figures", "models"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Module:
    name: str
    tree: ast.Module
    imports: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        package = self.name.rpartition(".")[0]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for one in node.names:
                    first = one.name.split(".")[0]
                    self.imports[one.asname or first] = one.name if one.asname else first
            elif isinstance(node, ast.ImportFrom):
                base = node.module if not node.level else f"{package}.{node.module}" if node.module else package
                self.imports |= {one.asname or one.name: f"{base}.{one.name}" for one in node.names}

    @property
    def room(self) -> str:
        parts = self.name.split(".")
        return parts[3] if len(parts) > 3 and parts[1] in ("casework", "ground", "knowhow", "insight") else ""


class House:
    """All code of a source folder, without tests and migrations."""

    def __init__(self, source: Path) -> None:
        self.modules: dict[str, Module] = {}
        for path in sorted(source.rglob("*.py")):
            parts = path.relative_to(source.parent).with_suffix("").parts
            if {"tests", "migrations"} & set(parts):
                continue
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            self.modules[name] = Module(name, ast.parse(path.read_text(encoding="utf-8")))

    @cached_property
    def functions(self) -> dict[str, tuple[Module, Function]]:
        """By dotted name; a method by that of its class, and what stands inside a function belongs to it."""
        found: dict[str, tuple[Module, Function]] = {}
        for module in self.modules.values():
            for node in module.tree.body:
                if isinstance(node, Function):
                    found[f"{module.name}.{node.name}"] = (module, node)
                elif isinstance(node, ast.ClassDef):
                    inside = (one for one in node.body if isinstance(one, Function))
                    found |= {f"{module.name}.{node.name}.{one.name}": (module, one) for one in inside}
        return found

    @cached_property
    def classes(self) -> dict[str, list[str]]:
        """Dotted name of each class -> its methods."""
        return {
            f"{module.name}.{node.name}": [f"{module.name}.{node.name}.{one.name}" for one in node.body if isinstance(one, Function)]
            for module in self.modules.values()
            for node in module.tree.body
            if isinstance(node, ast.ClassDef)
        }  # fmt: skip

    @cached_property
    def tables(self) -> dict[str, set[str]]:
        """Dotted name of each value of a module, such as a table of verbs -> functions and methods that are named in it."""
        found: dict[str, set[str]] = {}
        for module in self.modules.values():
            for node in module.tree.body:
                targets = (
                    [node.target]
                    if isinstance(node, ast.AnnAssign)
                    else node.targets
                    if isinstance(node, ast.Assign)
                    else []
                )
                value = getattr(node, "value", None)
                if targets and value is not None:
                    named = {
                        self.named(module, one) for one in ast.walk(value) if isinstance(one, ast.Name | ast.Attribute)
                    }
                    inside = {
                        one for name in named for one in (name, *self.classes.get(name, ())) if one in self.functions
                    }
                    found |= {
                        f"{module.name}.{one.id}": inside for one in targets if isinstance(one, ast.Name) and inside
                    }
        return found

    def follow(self, dotted: str, seen: frozenset[str] = frozenset()) -> str:
        """Where a name comes from in the end."""
        if not seen:
            known = self.__dict__.setdefault("_followed", {})
            if dotted not in known:
                known[dotted] = self._follow(dotted, seen)
            return known[dotted]
        return self._follow(dotted, seen)

    def _follow(self, dotted: str, seen: frozenset[str]) -> str:
        if dotted in self.functions or dotted in self.classes or dotted in seen:
            return dotted
        before, _, last = dotted.rpartition(".")
        module = self.modules.get(before)
        if module and last in module.imports and dotted not in self.modules:
            return self.follow(module.imports[last], seen | {dotted})
        if module and last in module.imports:
            further = self.follow(module.imports[last], seen | {dotted})
            return further if further in self.functions or further in self.classes else dotted
        return dotted

    def named(self, module: Module, node: ast.AST) -> str:
        """The dotted name behind `a.b.c`; "" when it starts with something else than an import or a name of this module."""
        words: list[str] = []
        while isinstance(node, ast.Attribute):
            words.insert(0, node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        base = module.imports.get(node.id, f"{module.name}.{node.id}")
        for word in words:
            base = f"{self.follow(base)}.{word}"
        return self.follow(base)

    @cached_property
    def calls(self) -> dict[str, set[str]]:
        """Each function, and the functions that are named in it; of a class or a table that is named, all that is in it."""
        found: dict[str, set[str]] = {}
        for name, (module, function) in self.functions.items():
            own = name.rpartition(".")[0]
            called: set[str] = set()
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
                    called.add(f"{own}.{node.attr}")
                elif isinstance(node, ast.Name | ast.Attribute) and (target := self.named(module, node)):
                    called |= {target, *self.classes.get(target, ()), *self.tables.get(target, ())}
            found[name] = called - {name}
        return found

    def reaching(self, targets: set[str]) -> set[str]:
        """Functions that come to one of these, by whatever way."""
        known = self.__dict__.setdefault("_reached", {})
        if frozenset(targets) not in known:
            known[frozenset(targets)] = self._reaching(targets)
        return known[frozenset(targets)]

    def _reaching(self, targets: set[str]) -> set[str]:
        ends = {self.follow(one) for one in targets} | targets
        done = {name for name, called in self.calls.items() if called & ends}
        while more := {name for name, called in self.calls.items() if name not in done and called & done}:
            done |= more
        return done


def silent_doors(house: House, excused: Iterable[str]) -> list[str]:
    """Functions that unseal, or let others do so, of which neither they nor all who call them leave a line."""
    opening, telling = house.reaching(UNSEALS), house.reaching(RECORDS)
    callers: dict[str, set[str]] = {name: set() for name in house.functions}
    for name, called in house.calls.items():
        for one in called & set(house.functions):
            callers[one].add(name)
    fine: dict[str, bool] = dict.fromkeys(excused, True)

    def judged(name: str, seen: frozenset[str]) -> bool:
        if name not in fine:
            above = callers[name] - seen
            fine[name] = name in telling or (bool(above) and all(judged(one, seen | {name}) for one in above))
        return fine[name]

    ends = [name for name in sorted(opening) if not name.startswith(VAULT) and not judged(name, frozenset())]
    return [name for name in ends if not callers[name] & set(ends)] or ends  # the outermost says it


def strange_hands(house: House, models: set[str], tables: set[str]) -> Iterator[str]:
    """Code outside actions, queries and figures that seals, unseals or asks the database for rows with people in them."""
    for name, (module, function) in house.functions.items():
        for node in ast.walk(function):
            fault = _fault(house, module, node, models, tables)
            if fault:
                yield f"{name} {fault}"


def _fault(house: House, module: Module, node: ast.AST, models: set[str], tables: set[str]) -> str:
    inside = module.room in ROOMS
    if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
        model = house.named(module, node.value)
        if model in models and not inside:
            return f"asks for rows of {model.rpartition('.')[2]}"
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and module.room in ("queries", "figures")
    ):
        model = _manager_of(house, module, node.func.value)
        if model in models:
            return f"writes {model.rpartition('.')[2]} in a room that only reads"
    hands = {house.follow(one) for one in UNSEALS | SEALS}
    if (
        isinstance(node, ast.Name | ast.Attribute)
        and not inside
        and module.name != VAULT
        and house.named(module, node) in hands
    ):
        return "opens or shuts what is sealed"
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and not inside:
        words = set(node.value.replace('"', " ").replace(",", " ").replace("(", " ").split())
        asked = {"select", "insert", "update", "delete"} & {one.lower() for one in words} and words & tables
        if asked:
            return f"asks for rows of {', '.join(sorted(words & tables))}"
    return ""


def _manager_of(house: House, module: Module, node: ast.AST) -> str:
    """The model at the start of `Model.objects.filter(...).exclude(...)`."""
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            return house.named(module, node.value)
        node = node.func if isinstance(node, ast.Call) else node.value
    return ""
