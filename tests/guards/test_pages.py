"""Every page is safe under the strict policy, complete, and has the template it is named after."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.guards import pages

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "schakel"
# Django asks for these by name, or a proxy serves them.
ASKED_BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html", "ui/offline.html"}
# Shapes of pages that any module may take (see the README of ui).
SHAPES = {
    "ui/base.html",
    "ui/page.html",
    "ui/public.html",
    "ui/columns.html",
    "ui/confirm.html",
    "ui/destroy.html",
    "ui/empty.html",
}


def template_files() -> dict[str, Path]:
    """Name as a page gives it -> file."""
    folders = [folder for folder in SOURCE.rglob("templates") if "tests" not in folder.parts]
    return {str(path.relative_to(folder)): path for folder in folders for path in folder.rglob("*.html")}


def own_files(ending: str) -> list[Path]:
    return [path for path in SOURCE.rglob(f"static/**/*{ending}") if "vendor" not in path.parts]


TEMPLATES = template_files()


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_is_whole_and_has_nothing_a_strict_browser_refuses(name: str):
    text = TEMPLATES[name].read_text("utf-8")
    assert pages.inline_faults(text) == []
    assert pages.foreign_addresses(text) == []
    assert get_template(name)


def test_our_own_style_and_script_fetch_nothing_from_elsewhere_and_evaluate_nothing():
    files = [*own_files(".css"), *own_files(".js"), *own_files(".svg")]
    assert len(files) > 10
    texts = {str(path.relative_to(SOURCE)): path.read_text("utf-8") for path in files}
    assert {name: found for name, text in texts.items() if (found := pages.foreign_addresses(text))} == {}
    assert {name: found for name, text in texts.items() if (found := pages.unsafe_script(text))} == {}


def test_each_page_has_a_template_of_the_same_name():
    files = [path for path in SOURCE.rglob("pages/**/*.py") if path.stem != "__init__" and "tests" not in path.parts]
    assert files
    faults = [
        fault
        for path in files
        for fault in pages.page_faults(
            str(path.relative_to(SOURCE)), path.read_text("utf-8"), module_of(path), set(TEMPLATES)
        )
    ]
    assert faults == []


def module_of(path: Path) -> str:
    """The name before pages/: src/schakel/casework/intake/pages/x.py -> intake."""
    return path.parts[path.parts.index("pages") - 1]


def test_no_template_is_left_over():
    named = ASKED_BY_NAME | SHAPES | drawn_by_tags()
    for path in [*SOURCE.rglob("*.py"), *TEMPLATES.values()]:
        if "tests" not in path.parts:
            named |= pages.named_templates(path.read_text("utf-8"))
    assert set(TEMPLATES) - named == set()


def drawn_by_tags() -> set[str]:
    library = (SOURCE / "ground/ui/templatetags/schakel.py").read_text("utf-8")
    words = set(re.findall(r"\w+", library))
    return {name for name in TEMPLATES if name.startswith("ui/parts/") and Path(name).stem in words}


# ---------------------------------------------------------------- the guard can be seen to fail


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('<p style="color: red">x</p>', "inline style"),
        ("<style>p {}</style>", "style element"),
        ('<button onclick="go()">x</button>', "inline handler"),
        ('<a href="javascript:void(0)">x</a>', "script in an address"),
        ("<script>alert(1)</script>", "script without a file"),
        ('<div hx-on:click="go()"></div>', "htmx evaluates"),
        ("{{ narrative|safe }}", "text marked safe"),
    ],
)
def test_the_guard_sees_what_a_strict_browser_refuses(text: str, fault: str):
    assert pages.inline_faults(text) == [fault]


def test_the_guard_leaves_honest_markup_alone():
    assert pages.inline_faults('<script src="/static/a.js" defer></script><p class="one">on = "x"</p>') == []
    assert pages.foreign_addresses('<svg xmlns="http://www.w3.org/2000/svg"/><a href="/hulp">x</a> // a remark') == []


@pytest.mark.parametrize("text", ['<img src="https://pics.example.org/a.png">', "url(//fonts.example.com/a.woff2)"])
def test_the_guard_sees_an_address_elsewhere(text: str):
    assert pages.foreign_addresses(text) != []


def test_the_guard_sees_a_page_without_its_template():
    there = {"intake/inbox.html"}
    assert pages.page_faults("pages/inbox.py", 'render(r, "intake/inbox.html")', "intake", there) == []
    assert pages.page_faults("pages/inbox.py", 'render(r, "intake/gone.html")', "intake", there) != []
    assert pages.page_faults("pages/receipt.py", 'render(r, "intake/inbox.html")', "intake", there) != []
    assert pages.page_faults("pages/health.py", "HttpResponse()", "site", there) == []


def test_the_guard_sees_script_that_evaluates():
    assert pages.unsafe_script("eval (x)") != []
    assert pages.unsafe_script("element.classList.add('a')") == []
