"""A real browser on the real application over a real database: one server a test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page

from schakel.site.demo.people import PASSWORD
from tests.clones import Clone

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
GOING_ON = ("htmx:sendAbort", "htmx:afterRequest,")  # what htmx writes when the next page is opened meanwhile
READER = Axe()
HOW_TO_READ = {
    "resultTypes": ["violations"],  # what is in order is not told row by row: that takes most of the time
    "preload": False,  # preloading styles, it would break our own policy
}
SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
TOP = {"wide": 1120, "phone": 844}  # of a page, wherever it was scrolled to


@pytest.fixture
def address(database: Clone) -> Iterator[str]:
    """Where the application listens, on this machine only."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={}, port=0)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None, server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()
    server.join(10)


class Person:
    """Somebody at a screen: signs in, opens pages, and every page they see is read by axe."""

    def __init__(self, context: BrowserContext, address: str, size: str) -> None:
        self.page: Page = context.new_page()
        self.address, self.size = address, size
        self.faults: list[str] = []
        self.page.on("console", lambda said: self._heard(said.text) if said.type == "error" else None)
        self.page.on(
            "response", lambda answer: self._heard(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        )
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda asked: self._asked(asked.url))

    def _heard(self, fault: str) -> None:
        """422 is how a form says that something is missing; going on breaks off what was being kept. No fault of a page."""
        if "422" not in fault and not fault.startswith(GOING_ON):
            self.faults.append(fault)

    def _asked(self, url: str) -> None:
        """Nothing is fetched from anybody else: no style, script, font, picture or count of visitors."""
        if not url.startswith((f"{self.address}/", "data:", "blob:", "about:")):
            self.faults.append(f"asked elsewhere: {url}")

    def signs_in(self, login_name: str) -> Person:
        self.page.goto(f"{self.address}/inloggen")
        self.page.locator("[name=login_name]").fill(login_name)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state()
        return self

    def opens(self, path: str) -> Person:
        self.page.goto(self.address + path)
        return self

    def fits(self) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels wider than the screen"

    def looks(self, picture: str = "") -> None:
        """Reads the page with axe on a wide screen and on a phone, whether it fits too, and keeps pictures for the manual."""
        assert not self.faults, self.faults
        for size in sorted(SIZES, key=lambda one: one == self.size):  # back to the own one last
            self.page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
            self._reads()
            if picture and os.environ.get("SCHAKEL_PICTURES"):
                PICTURES.mkdir(parents=True, exist_ok=True)
                self.page.evaluate("scrollTo(0, 0)")  # what stays in sight while one scrolls stands at its own place
                self.page.screenshot(path=PICTURES / f"{picture}-{size}.png", full_page=True, caret="initial")
                top = {"x": 0, "y": 0, "width": SIZES[size]["width"], "height": min(self._height(), TOP[size])}
                self.page.screenshot(
                    path=PICTURES / f"{picture}-top-{size}.png", full_page=True, clip=top, caret="initial"
                )

    def _height(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollHeight"))

    def _reads(self) -> None:
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(READER.axe_script)
        found = AxeResults(self.page.evaluate("how => axe.run(how)", HOW_TO_READ))
        assert found.violations_count == 0, found.generate_report()
        self.fits()


@pytest.fixture(params=["wide"])
def size(request: pytest.FixtureRequest) -> str:
    """The screen that somebody works at; every page is read at both. A journey that names another one says why."""
    return str(request.param)


@pytest.fixture
def person(browser: Browser, address: str, size: str) -> Iterator[Callable[..., Person]]:
    """Makes people, each with a browser of their own; `colour` is "light" or "dark"."""
    contexts: list[BrowserContext] = []

    def make(login_name: str = "", colour: str = "light") -> Person:
        context = browser.new_context(viewport=SIZES[size], locale="nl-NL", color_scheme=colour)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        someone = Person(context, address, size)
        return someone.signs_in(login_name) if login_name else someone

    yield make
    for context in contexts:
        context.close()
