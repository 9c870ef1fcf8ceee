"""A page on paper: HTML of our own becomes a tagged PDF (PDF/UA-1), with the fonts and colours of the house.

Nothing is fetched: only static files of the house are read, and any other address stops the work.
"""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

_HOUSE = "https://house.invalid/"  # a name that exists nowhere: addresses below it are names of static files
logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it tells each step, and each rule it leaves out on paper
logging.getLogger("weasyprint.progress").setLevel(logging.ERROR)
logging.getLogger("fontTools").setLevel(logging.ERROR)
_KINDS = {".css": "text/css", ".woff2": "font/woff2"}


class _OwnFiles(URLFetcher):
    """Answers from static files and never opens a connection."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        name = urlsplit(url).path.lstrip("/")
        known = url.startswith(_HOUSE) and ".." not in name and Path(name).suffix in _KINDS
        found = finders.find(name) if known else None
        if not isinstance(found, str):
            raise FatalURLFetchingError(f"A letter asks for {name!r}, which is no file of the house.")
        return URLFetcherResponse(
            url, body=Path(found).read_bytes(), headers={"Content-Type": _KINDS[Path(name).suffix]}
        )


def typeset(html: str) -> bytes:
    """The PDF. `html` links its styles by the name of the static file: `schakel/tokens.css`. LookupError for any other."""
    try:
        made: bytes = HTML(string=html, base_url=_HOUSE, url_fetcher=_OwnFiles()).write_pdf(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as trouble:  # no Exception of Python's: it would pass every net below
        raise LookupError(str(trouble)) from trouble
    return made
