"""How long does it take to report? `python bench/desk.py [RUNS] [--keep]`: the real desk in Chromium, at the pace of people.

From opening the desk page until the receipt stands there: looking at the page, typing a whole text sign by sign, one
answer of the card, sending. By keyboard alone (1280 wide) and by touch (390 wide). `--keep` writes docs/reference/desk.md.
Not in it: thinking out what to write, and logging in.
"""

from __future__ import annotations

import json
import platform
import signal
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from schakel.site.demo.people import PASSWORD, person  # noqa: E402
from tests.browser import how  # noqa: E402
from tests.installation import installation  # noqa: E402
from tests.journeys.desk_steps import by_keyboard, by_touch  # noqa: E402

KEPT = ROOT / "docs" / "reference" / "desk.md"
MOST = 60.0  # seconds: the median must stay under it
RUNS, TEXTS = 10, 5
# Seconds. Card, Moran and Newell, The Keystroke-Level Model, CACM 23(7), 1980: an average typist who is no secretary
# writes 40 words of five signs a minute, presses one key in 0.28, points in 1.1, makes up the mind in 1.35.
KEY, POINT, MIND = 0.28, 1.1, 1.35
KEYBOARD_SIGN = 60 / (40 * 5)
# Palin and others, How do People Type on Mobile Devices?, MobileHCI 2019: 36.2 words a minute, of 37,370 people.
TOUCH_SIGN = 60 / (36.2 * 5)
LOOK = 5.0  # our own guess: somebody who knows the page sees the danger line and finds the field
PAUSES = {"key": KEY, "tap": MIND + POINT, "scroll": POINT, "send": MIND}


@dataclass(frozen=True, slots=True)
class Way:
    name: str
    walk: Callable[..., int]
    sign: float
    screen: dict[str, object]


WAYS = (
    Way("keyboard only, 1280 wide", by_keyboard, KEYBOARD_SIGN, {"viewport": {"width": 1280, "height": 900}}),
    Way("touch, 390 wide", by_touch, TOUCH_SIGN, {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}),
)  # fmt: skip


class Hand:
    """A person's pace by the clock: what our driver of the browser needs for a key is no time of that person."""

    def __init__(self, page: Page, sign: float) -> None:
        self.page, self.sign, self.due = page, sign, 0.0

    def looks(self) -> None:
        self.due = time.perf_counter()  # the page is there
        self._waits(LOOK)

    def thinks(self, kind: str) -> None:
        self._waits(PAUSES[kind])

    def types(self, text: str) -> None:
        for sign in text:
            self.page.keyboard.type(sign)
            self._waits(self.sign)

    def _waits(self, seconds: float) -> None:
        self.due += seconds
        time.sleep(max(0.0, self.due - time.perf_counter()))


def texts() -> list[str]:
    """The first texts of a desk in our invented practice signals."""
    lines = (ROOT / "src/schakel/site/demo/signals.jsonl").read_text("utf-8").splitlines()
    desk = [row["narrative"] for row in map(json.loads, lines) if row.get("function") == "desk"]
    return desk[:TEXTS]


def measured(browser: Browser, address: str, way: Way, runs: int) -> list[tuple[int, float, int]]:
    """(signs of the text, seconds, keys or taps) of each run."""
    context = browser.new_context(locale="nl-NL", **way.screen)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/inloggen")
    page.locator("[name=login_name]").fill(person("joost").login_name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    found = []
    for run in range(runs):
        words = texts()[run % TEXTS]
        hand = Hand(page, way.sign)
        began = time.perf_counter()
        steps = way.walk(page, f"{address}/signaal", words, type_=hand.types, think=hand.thinks, look=hand.looks)
        found.append((len(words), time.perf_counter() - began, steps))
        print(f"{way.name}: {len(words)} signs, {found[-1][1]:.1f} s", file=sys.stderr, flush=True)
    context.close()
    return found


def table(results: dict[str, list[tuple[int, float, int]]]) -> str:
    lines = [
        "| way | runs | median | shortest | longest | keys or taps besides the words |",
        "|---|---|---|---|---|---|",
    ]
    for name, found in results.items():
        seconds = [one for _, one, _ in found]
        lines.append(
            f"| {name} | {len(found)} | {statistics.median(seconds):.1f} s | {min(seconds):.1f} s | {max(seconds):.1f} s | {max(keys for *_, keys in found)} |"
        )
    return "\n".join(lines)


def kept(results: dict[str, list[tuple[int, float, int]]]) -> str:
    signs = [len(text) for text in texts()]
    return f"""# How long it takes to report

Measured on {datetime.now(UTC):%Y-%m-%d} by `bench/desk.py`, in Chromium on {platform.system()} {platform.machine()} with a server on the same machine: the real desk, from
opening its page until the receipt.

{table(results)}

The texts are the first {len(signs)} of a desk in our invented practice signals: {min(signs)} to {max(signs)} signs, {statistics.median(signs):.0f} in the middle. All are typed sign by sign; one
answer of the card is given; nothing else is filled in, because nothing else is needed.

Pace, in seconds: a sign {KEYBOARD_SIGN:.2f} on a keyboard (40 words a minute) and {TOUCH_SIGN:.2f} on a phone (36.2 words a minute); a key {KEY}, pointing {POINT}, making up the mind {MIND}
before each thing to find; {LOOK:.0f} to look at the page. Sources: Card, Moran and Newell, *The Keystroke-Level Model*, CACM 23(7), 1980; Palin and others,
*How do People Type on Mobile Devices?*, MobileHCI 2019. Looking is our own guess. Not in it: thinking out what to write, and logging in.
These are no people: a measurement with clerks remains to be done.

A test (`tests/journeys/test_desk.py`) walks the same way with every run of the tests and fails when it takes more keys or taps.
"""


def main(arguments: list[str]) -> int:
    runs = next((int(word) for word in arguments if word.isdigit()), RUNS)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that stopping it also clears away what it started
    with installation() as house, sync_playwright() as playwright:
        house.recovers()
        browser = playwright.chromium.launch(**how())
        results = {way.name: measured(browser, f"http://127.0.0.1:{house.port}", way, runs) for way in WAYS}
        browser.close()
    print(table(results))
    if "--keep" in arguments:
        KEPT.write_text(kept(results), encoding="utf-8")
    return 0 if all(statistics.median(one for _, one, _ in found) < MOST for found in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
