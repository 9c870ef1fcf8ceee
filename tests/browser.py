"""One browser a test process: two of them, each with a driver of its own, cannot live in one thread."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, expect, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]


def how() -> dict[str, Any]:
    """The machine's own Chromium, without a window and without traffic of its own: what a launch is told.

    The shell without a window at all draws the same and takes two thirds of the time, so it goes first."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "No Chromium on this machine: sudo apt-get install chromium"
    # Playwright keeps an event loop in this thread; Django takes that for asynchronous code, which this is not.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": found, "args": [*ARGUMENTS, *as_root]}


PATIENCE = 20_000  # milliseconds: a busy machine is no fault of a page


@contextmanager
def opened() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**how())
        yield chromium
        chromium.close()
