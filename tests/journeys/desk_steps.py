"""The shortest way through the desk, by keyboard and by touch, counted; the measure in bench/ walks the same way slowly."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

ENDLESS = 120
Thinks = Callable[[str], None]
Types = Callable[[str], None]


def by_keyboard(
    page: Page,
    address: str,
    words: str,
    *,
    type_: Types | None = None,
    think: Thinks = lambda _: None,
    look: Callable[[], None] = lambda: None,
) -> int:
    """Opens the desk, tabs to the text, writes, gives the first answer and sends. How many keys that took, words aside."""
    page.goto(address)
    look()
    keys = _tab_to(page, "id_narrative", think)
    (type_ or page.keyboard.type)(words)
    keys += _tab_to(page, page.locator(".sk-seen__row input").first.get_attribute("id") or "", think)
    think("send")
    page.keyboard.press("Space")
    keys += _tab_to(page, "verstuur", think)
    think("send")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ontvangst")
    return keys + 2


def _tab_to(page: Page, wanted: str, think: Thinks) -> int:
    for keys in range(ENDLESS):
        if page.evaluate("document.activeElement.id") == wanted:
            return keys
        think("key")
        page.keyboard.press("Tab")
    raise AssertionError(f"{ENDLESS} times Tab and not at {wanted}")


def by_touch(
    page: Page,
    address: str,
    words: str,
    *,
    type_: Types | None = None,
    think: Thinks = lambda _: None,
    look: Callable[[], None] = lambda: None,
) -> int:
    """Taps the text, writes, taps the first answer, scrolls to the button and taps it. How many taps that took."""
    page.goto(address)
    look()
    think("tap")
    page.locator("#id_narrative").tap()
    (type_ or page.keyboard.type)(words)
    think("tap")
    page.locator(".sk-seen__row .sk-tri label").first.tap()
    think("scroll")
    page.locator("#verstuur").scroll_into_view_if_needed()
    think("tap")
    page.locator("#verstuur").tap()
    page.wait_for_url("**/ontvangst")  # a desk that asks for more does not come here
    return 3
