"""No address stands in the way of another: what is asked by an address is answered by its own page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.urls.resolvers import RegexPattern

from tests.guards.visiting import _walk

SAMPLES = {
    "uuid": str(UUID(int=0x1234_5678_9ABC_4DEF_8123_4567_89AB_CDEF)), "int": "17", "slug": "een-woord", "str": "een woord",
    "path": "een/pad.js",
}  # fmt: skip


def shadowed(patterns: Sequence[URLPattern | URLResolver]) -> Iterator[str]:
    """Addresses that another page answers, as a sentence."""
    resolver = URLResolver(RegexPattern(r"^/"), list(patterns))
    for place, one, _words in _walk(list(patterns)):
        asked = place
        for word, converter in one.pattern.converters.items():
            kind = next(
                kind for kind in SAMPLES if f"<{kind}:{word}>" in place or (kind == "str" and f"<{word}>" in place)
            )
            assert converter.to_python(SAMPLES[kind]) is not None
            asked = asked.replace(f"<{kind}:{word}>", SAMPLES[kind]).replace(f"<{word}>", SAMPLES[kind])
        found = resolver.resolve(f"/{asked}")
        if (found.route, found.func) != (place, one.callback):
            yield f"{place} is never reached: {found.route} stands before it"


def test_every_address_leads_to_its_own_page() -> None:
    assert list(shadowed(get_resolver().url_patterns)) == []


@pytest.mark.parametrize("second", ["signalen/<slug:word>", "signalen/nieuw", "signalen/<str:word>"])
def test_an_address_behind_another_is_seen(second: str) -> None:
    def first(request: object, **words: str) -> HttpResponse:
        return HttpResponse()

    def other(request: object, **words: str) -> HttpResponse:
        return HttpResponse()

    found = list(shadowed([path("signalen/<slug:kind>", first), path(second, other)]))
    assert len(found) == (0 if second.endswith("<str:word>") else 1)
