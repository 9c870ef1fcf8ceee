"""Text that wants to become script in a real browser, under the policy and the script that every page has."""

from __future__ import annotations

from pathlib import Path

import schakel.ground.ui
from tests.attacks import weak
from tests.attacks.weakening import attack

SCRIPT = Path(schakel.ground.ui.__file__).parent / "static" / "schakel" / "trusted.js"
PAGE = "http://localhost/"
HTML = '<!doctype html><html lang="nl"><head><title>x</title><script src="/trusted.js"></script></head><body><p id="a"></p></body></html>'
WAYS = {
    "a handler": """() => { document.body.innerHTML = '<img src="/x" onerror="window.ran = 1">' }""",
    "a handler in a template": """() => { document.body.innerHTML = '<template><b onclick="x()">x</b></template>' }""",
    "an address that runs": """() => { document.body.innerHTML = '<a href=" java\\nscript:window.ran=1">x</a>' }""",
    "a frame": """() => { document.body.innerHTML = '<iframe srcdoc="<script>1</script>"></iframe>' }""",
    "another base": """() => { document.body.insertAdjacentHTML('beforeend', '<base href="https://kwaad.example/">') }""",
    "script from elsewhere": """() => { document.body.innerHTML = '<script src="https://kwaad.example/x.js"></script>' }""",
    "words in a script": """() => { const s = document.createElement('script'); s.text = 'window.ran = 1'; document.body.append(s) }""",
    "the address of a script": """() => { const s = document.createElement('script'); s.src = '/x.js' }""",
    "eval": """() => { window.eval('window.ran = 1') }""",
    "a function of text": """() => { new Function('window.ran = 1')() }""",
    "text for later": """() => { setTimeout('window.ran = 1', 0) }""",
    "a policy of the attacker's": """() => { trustedTypes.createPolicy('kwaad', {createHTML: (t) => t}) }""",
    "the same policy again": """() => { trustedTypes.createPolicy('default', {createHTML: (t) => t}) }""",
}
# In a task of the page itself: what a debugger evaluates may do more than a page.
LATER = "() => new Promise((said) => setTimeout(() => { try { (WAY)(); said('done') } catch (e) { said(e.name) } }, 0))"
PLAIN = (
    """() => { document.getElementById('a').innerHTML = '<b class="x">Gewoon</b>'; return document.body.textContent }"""
)


@attack(
    holds="Trusted Types: markup is read first and refused whole; nothing else becomes script (`trusted.js`)",
    broken_by=weak.no_trusted_types,
)
def test_turn_text_into_script(browser, stranger):
    """A hole somewhere puts text of the attacker in a page: tries thirteen ways to make it run."""
    policy = stranger.get("/inloggen").headers["Content-Security-Policy"]
    context = browser.new_context()
    page = context.new_page()
    script = {"content_type": "text/javascript", "body": SCRIPT.read_text("utf-8")}
    page.route(
        "**/*",
        lambda route: (
            route.fulfill(**script)
            if route.request.url.endswith("/trusted.js")
            else route.fulfill(
                body=HTML, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy}
            )
        ),
    )
    try:
        page.goto(PAGE)
        assert "Gewoon" in page.evaluate(PLAIN)  # what does nothing is let through
        tried = {name: page.evaluate(LATER.replace("WAY", way)) for name, way in WAYS.items()}
        assert {name: said for name, said in tried.items() if said == "done"} == {}
        assert page.evaluate("() => window.ran") is None
    finally:
        context.close()
