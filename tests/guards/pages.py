"""Reads templates, style and script as text, and says what a strict browser, a reader or the house would refuse."""

from __future__ import annotations

import re
from pathlib import Path

INLINE = {
    "inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline handler": re.compile(r"<[^>{}]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "script in an address": re.compile(r"javascript:", re.IGNORECASE),
    "script without a file": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "htmx evaluates": re.compile(r"\bhx-(?:on|vars|vals\s*=\s*[\"']js:)", re.IGNORECASE),
    "text marked safe": re.compile(r"\|\s*safe\b|autoescape\s+off"),
}
# Names of vocabularies are no addresses: nothing is fetched from them.
VOCABULARIES = re.compile(r"http://www\.w3\.org/[\w/.#-]+")
ADDRESS = re.compile(r"(?:[a-z]+:)?//[\w-]+\.[\w.-]+", re.IGNORECASE)
EVAL = re.compile(r"\beval\s*\(|new\s+Function|document\.write|\.cssText|setAttribute\(\s*[\"']style")
TEMPLATE = re.compile(r"[\"']((?:[a-z_]+/)*[a-z0-9_]+\.html)[\"']")


def inline_faults(text: str) -> list[str]:
    return [name for name, pattern in INLINE.items() if pattern.search(without_comments(text))]


def foreign_addresses(text: str) -> list[str]:
    return ADDRESS.findall(VOCABULARIES.sub("", text))


def unsafe_script(text: str) -> list[str]:
    return EVAL.findall(text)


def named_templates(text: str) -> set[str]:
    """Every template that Python or a template names in quotes."""
    return set(TEMPLATE.findall(text))


def without_comments(text: str) -> str:
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)


def page_faults(page: str, source: str, module: str, templates: set[str]) -> list[str]:
    """A page that answers with a template has one of the same name; `templates` are those that exist."""
    named = named_templates(source)
    faults = [f"{page} names {name}, which is not there" for name in sorted(named - templates)]
    own = {name for name in named if name.startswith(f"{module}/")}
    expected = f"{module}/{Path(page).stem}.html"
    if own and expected not in own:
        faults.append(f"{page} answers with {', '.join(sorted(own))}, not with {expected}")
    return faults
