"""Puts what somebody typed back into the form of a page, as text: nothing is sent, and hidden fields stay the page's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

Attributes = list[tuple[str, str | None]]
_TYPED = ("", "text", "email", "search", "tel", "url", "number", "date", "time", "datetime-local", "month", "week")
_CHOSEN = ("radio", "checkbox")
_WORTH_SHOWING = 3  # characters


@dataclass
class Refilled:
    """`html` with the fields filled; `left` is what was typed and has no place on this page any more."""

    html: str
    left: list[str] = field(default_factory=list)


def refill(html: str, typed: Mapping[str, Sequence[str]], *, here: str, to: str, note: str = "") -> Refilled:
    """Fills the forms of the page `here` that post to `to`. `note` is markup to stand first in <main>."""
    filler = _Filler({name: list(values) for name, values in typed.items()}, here, to, note)
    filler.feed(html)
    filler.close()
    return Refilled("".join(filler.out), filler.left())


class _Filler(HTMLParser):
    def __init__(self, typed: dict[str, list[str]], here: str, to: str, note: str) -> None:
        super().__init__(convert_charrefs=False)
        self.typed, self.here, self.to, self.note = typed, here, to, note
        self.out: list[str] = []
        self.named: set[str] = set()
        self.inside = False
        self.select: str | None = None
        self.swallow = False  # what stood in a text area before
        self.folds: list[int] = []  # where each open <details> stands in `out`

    def left(self) -> list[str]:
        return [
            value
            for name, values in self.typed.items()
            if name not in self.named
            for value in values
            if len(value.strip()) >= _WORTH_SHOWING and not value.isalnum()
        ]

    # ------------------------------------------------------------ tags

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("method", "").lower() == "post" and self._to(given.get("action"))  # type: ignore[union-attr]
        if tag == "details":
            self.folds.append(len(self.out))
        self.out.append(self._drawn(tag, attrs, given) if self.inside else self._raw())
        if tag == "main":
            self.out.append(self.note)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.out.append(self._drawn(tag, attrs, dict(attrs)) if self.inside else self._raw())

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.swallow = False
        elif tag == "select":
            self.select = None
        elif tag == "details" and self.folds:
            self.folds.pop()
        self.out.append(f"</{tag}>")

    def _to(self, action: str | None) -> bool:
        return (urlsplit(action).path if action else "") in ({self.to, ""} if self.here == self.to else {self.to})

    def _raw(self) -> str:
        return self.get_starttag_text() or ""

    def _drawn(self, tag: str, attrs: Attributes, given: dict[str, str | None]) -> str:
        name, kind, value = given.get("name") or "", (given.get("type") or "").lower(), given.get("value") or ""
        if name:
            self.named.add(name)
        if tag == "option" and self.select is not None:
            return _with(tag, attrs, "selected", None, keep=value in self.typed[self.select])
        if name not in self.typed:
            return self._raw()
        if tag == "select":
            self.select = name
            self._unfold()
        elif tag == "textarea":
            self.swallow = True
            self._unfold()
            return f"{self._raw()}\n{escape(self._next(name))}"
        elif tag == "input" and kind in _CHOSEN:
            self._unfold()
            return _with(tag, attrs, "checked", None, keep=value in self.typed[name])
        elif tag == "input" and kind in _TYPED:
            self._unfold()
            return _with(tag, attrs, "value", self._next(name), keep=True)
        return self._raw()

    def _next(self, name: str) -> str:
        values = self.typed[name]
        return values.pop(0) if len(values) > 1 else values[0]

    def _unfold(self) -> None:
        """What was typed is never out of sight."""
        for at in self.folds:
            if self.out[at].startswith("<details") and " open" not in self.out[at]:
                self.out[at] = f"{self.out[at][:-1]} open>"

    # ------------------------------------------------------------ the rest, as it was

    def handle_data(self, data: str) -> None:
        if not self.swallow:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")


def _with(tag: str, attrs: Attributes, name: str, value: str | None, *, keep: bool) -> str:
    """The start tag with this attribute, or without it."""
    others = [pair for pair in attrs if pair[0] != name] + ([(name, value)] if keep else [])
    drawn = "".join(f" {key}" if given is None else f' {key}="{escape(given)}"' for key, given in others)
    return f"<{tag}{drawn}>"
