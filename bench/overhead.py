"""What do row security, vault and trail cost together? `python bench/overhead.py [RUNS] [--keep]`

The same acts on the same tables of one durable database, side by side and in turn: as shipped, and bare. Bare is a role that
row security does not bind (BYPASSRLS) and that is not told who acts, words kept as they are typed, and no line in the trail.
Acts: register a signal and open one; once the act alone, in a scope and transaction as a page has it, and once the whole
page as a browser asks it, without the network. `--keep` writes docs/reference/overhead.md. Ends with 1 above twice bare in p95.
"""

from __future__ import annotations

import os
import platform
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

KEPT = ROOT / "docs" / "reference" / "overhead.md"
MOST = 2.0  # times the bare path, in p95
RUNS, WARM = 300, 20
WORDS = "Een vrouw kwam met een man die haar paspoort vasthield en voor haar sprak. Zij keek steeds naar hem. " * 2
BARE = """
create role schakel_bare bypassrls in role schakel_app;
"""


@dataclass
class Timed:
    whole: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    def row(self, name: str) -> str:
        p95 = [_part(one, 95) for one in (self.whole, self.bare)]
        p50 = [_part(one, 50) for one in (self.whole, self.bare)]
        return (
            f"| {name} | {len(self.whole)} | {p50[1]:.1f} | {p50[0]:.1f} | {p50[0] / p50[1]:.2f} "
            f"| {p95[1]:.1f} | {p95[0]:.1f} | **{p95[0] / p95[1]:.2f}** |"
        )

    @property
    def times(self) -> float:
        return _part(self.whole, 95) / _part(self.bare, 95)


def _part(seconds: list[float], percent: int) -> float:
    return statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1] * 1000


@contextmanager
def database() -> Iterator[Any]:
    """A durable database with the practice region in it, for as long as this."""
    import conftest

    conftest.pytest_configure(SimpleNamespace())  # type: ignore[arg-type]
    from schakel.ground.database import launcher
    from tests import clones, templates

    home = Path(tempfile.mkdtemp(prefix="schakel-overhead-"))
    home.chmod(0o755)
    os.environ["SCHAKEL_KEY_FILE"] = str(home / "key" / "schakel.key")
    server = launcher.start(home, durable=True)
    try:
        with server.connect() as maintenance:
            maintenance.execute(BARE)
        clones.point(clones.Clone("schakel", server))
        templates.migrate()
        templates.seed_template()
        yield server
    finally:
        clones.point(None)
        launcher.stop(home)
        shutil.rmtree(home, ignore_errors=True)


class Ways:
    """As shipped, and bare: two connections, and what is left out on the second."""

    def __init__(self, organisation: Any) -> None:
        from django.db import connections

        self.connections = connections
        self.shipped = connections["default"]
        self.plain = connections.create_connection("default")
        options = {
            **self.shipped.settings_dict["OPTIONS"],
            "options": f"-c role=schakel_bare -c schakel.organisation={organisation}",
        }
        self.plain.settings_dict = {**self.shipped.settings_dict, "USER": "postgres", "OPTIONS": options}

    @contextmanager
    def bare(self) -> Iterator[None]:
        from schakel.ground.audit import actions as audit
        from schakel.ground.database import scope
        from schakel.ground.database.identity import new_id

        self.connections["default"] = self.plain
        with ExitStack() as stack:
            stack.enter_context(patch.object(scope, "tell", lambda cursor, actor: None))
            stack.enter_context(patch.object(audit, "_append", lambda *given: new_id()))
            for name, instead in _unsealed().items():
                for module, word in _known_as(name):
                    stack.enter_context(patch.object(module, word, instead))
            yield
        self.connections["default"] = self.shipped


def _unsealed() -> dict[str, Any]:
    return {
        "seal": lambda text, *, organisation, bound_to: text.encode(),
        "unseal": lambda sealed, *, organisation, bound_to: bytes(sealed).decode(),
    }


_FOUND: dict[str, list[tuple[Any, str]]] = {}


def _known_as(name: str) -> list[tuple[Any, str]]:
    """Every module that took this function of the vault in."""
    if name not in _FOUND:
        from schakel.ground.vault import actions

        whole = getattr(actions, name)
        _FOUND[name] = [
            (module, word)
            for key, module in list(sys.modules.items())
            if key.startswith("schakel")
            for word, value in list(vars(module).items())
            if value is whole and not (key.endswith("texts"))
        ]
    return _FOUND[name]


def _browser(actor: Any) -> Any:
    from django.test import Client

    from schakel.ground.accounts.backend import AccountBackend

    client = Client(HTTP_HOST="localhost")
    client.force_login(AccountBackend().get_user(actor.account))
    return client


def _only_the_act() -> None:
    """What follows on an act is not measured with it, and nobody types as fast as this."""
    from django.test import override_settings

    from schakel.site import middleware

    patch.object(middleware.reactions, "run_pending", lambda **more: 0).start()
    override_settings(READS_A_MINUTE=100_000, WRITES_A_MINUTE=100_000).enable()


def acts() -> tuple[dict[str, Callable[[], Any]], Callable[[], None]]:
    """Each act by name, as a function that does it once; and what must be done before the way is changed."""
    from schakel.casework.intake import actions, queries
    from schakel.ground.database.scope import acting
    from tests.cast import Cast

    cast = Cast()
    joost, noor = cast.joost, cast.noor
    last: dict[str, Any] = {}
    clients = {"joost": _browser(joost), "noor": _browser(noor)}
    _only_the_act()

    def register() -> None:
        with acting(joost):
            last["signal"] = actions.register_signal(
                by=joost, municipality="GM9901", observed_on=date(2026, 9, 1), narrative=WORDS,
                observations=[actions.IncomingObservation("GEN-01", "seen", "saw")],
                mentions=[actions.IncomingMention("phone", "06-00001174"), actions.IncomingMention("person", "Kasimir Wolkenstok")],
                function="desk",
            ).id  # fmt: skip

    def open_it() -> None:
        with acting(noor):
            assert queries.signal(viewer=noor, signal=last["signal"]) is not None

    def register_page() -> None:
        answer = clients["joost"].post("/signaal", {"narrative": WORDS, "do": "send"})
        assert answer.status_code == 302, answer.status_code

    def open_page() -> None:
        assert clients["noor"].get(f"/signalen/{last['signal']}").status_code == 200

    return {
        "register, the act": register,
        "open, the act": open_it,
        "register, the page": register_page,
        "open, the page": open_page,
    }, register


def measured(runs: int) -> dict[str, Timed]:
    """In turn, which first by lot; each way opens what that way wrote."""
    from tests.cast import Cast

    ways = Ways(
        Cast().organisation("waterrijk")
    )  # said once for the whole connection: numbers of signals are given to nobody else
    doing, prepare = acts()
    found = {name: Timed() for name in doing}
    draw = random.Random(4)
    for at in range(runs + WARM):
        for first in draw.sample(["whole", "bare"], 2):
            with ExitStack() as stack:
                if first == "bare":
                    stack.enter_context(ways.bare())
                prepare()
                for name, act in doing.items():
                    began = time.perf_counter()
                    act()
                    took = time.perf_counter() - began
                    if at >= WARM:
                        getattr(found[name], first).append(took)
    return found


def table(found: dict[str, Timed]) -> str:
    return "\n".join(
        [
            "| what | runs | bare p50 (ms) | shipped p50 | times | bare p95 | shipped p95 | times |",
            "|---|---|---|---|---|---|---|---|",
            *(timed.row(name) for name, timed in found.items()),
        ]
    )


def page(found: dict[str, Timed]) -> str:
    return f"""# What the three locks cost

Measured on {datetime.now(UTC):%Y-%m-%d} by `bench/overhead.py` on {platform.system()} {platform.machine()}, {os.cpu_count()} cores shared with other work: row security, vault and
trail together against the same acts without them, on the same tables of one durable database, in turn and in random order. Both sides meet the
same load, so what counts is how many times; at most {MOST:.0f} in p95 is what we hold ourselves to.

{table(found)}

*Bare*: a role that row security does not bind and that is told once for the connection for whom it works, words kept as typed, no line in the trail. *The act*: one function
of the product in its transaction. *The page*: the same as a browser asks it, with session, forms and template, without the network.
"""


def main(arguments: list[str]) -> int:
    runs = next((int(word) for word in arguments if word.isdigit()), RUNS)
    with database():
        found = measured(runs)
    print(table(found))
    if "--keep" in arguments:
        KEPT.write_text(page(found), encoding="utf-8")
    return 0 if all(one.times <= MOST for one in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
